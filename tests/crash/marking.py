"""Records marks one after the other and says the id of each once it is acknowledged: a process to be killed.

`python marking.py LEDGER COUNT`; each mark is decided from what is recorded already, under the lock, as the command
line does it.
"""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path
from secrets import token_hex

from gkplan.ledger.account import Ledger
from gkplan.ledger.journal import append, locked, read
from gkplan.ledger.record import Record


def mark(path: Path) -> str:
    """Record one mark; its id."""
    with locked(path):
        Ledger(read(path, "1.1"))
        at, id_ = datetime.now(UTC).isoformat(timespec="microseconds"), token_hex(6)
        named = ("1.1", "1.1@2016-12-31", 1, "by", "2016年12月底前", "市编办", "done")
        append(path, [Record(id_, at, "tester", "mark", date(2016, 12, 1), *named)])  # type: ignore[arg-type]
    return id_


if __name__ == "__main__":
    for _ in range(int(sys.argv[2])):
        sys.stdout.write(f"{mark(Path(sys.argv[1]))}\n")
        sys.stdout.flush()
