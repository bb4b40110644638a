"""The command line: one module a command, and what they share."""

from gkplan.cli.deferred import defer

defer("inspect")
