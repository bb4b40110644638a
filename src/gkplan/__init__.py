"""gkplan: who owes what by when, read from the work plans that Chinese governments hand down.

The rooms, from the ground up: `calendar` (periods, working days), `deadline` (text → rules → occurrences),
`plan` (the validated file), `ledger` (what happened), `query` (answers), `readers` and `writers` (the way in
and out), `cli` (the commands). Imports point downwards only; see `docs/architecture.md`.
"""

__version__ = "0.1.0"

SCHEMA = 1
"""The version of the plan file and of JSON output."""

WORKDAYS = "workdays.yaml"
"""What the file of working days beside a plan is called."""
