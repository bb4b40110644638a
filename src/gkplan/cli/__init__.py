"""The command line: one module a command, and what they share."""

import gc

from gkplan.cli.deferred import defer

COLLECT_EVERY = 200_000
"""How many new objects bring the collector of cycles: a question ends before that, a long batch is still swept."""

gc.set_threshold(COLLECT_EVERY)  # now: imports alone would bring it a score of times, and leave it nothing
defer("inspect")
