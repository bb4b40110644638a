"""`python -m gkplan`."""

from gkplan.cli.main import run

run()
