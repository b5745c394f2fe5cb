"""How long does it take to check a trail of a million entries (checklist E6: at most 5 s)?"""

from __future__ import annotations

import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from kintrace.access import trail_verifier
from kintrace.access.trail_verifier import COLUMNS, FIRST_PREV, hash_of

ENTRIES = 1_000_000
MINUTES = 60 * 24


def entries(number: int) -> Iterator[tuple[object, ...]]:
    prev = FIRST_PREV
    for seq in range(1, number + 1):
        clock = f"{seq // 10 % MINUTES // 60:02d}:{seq // 10 % 60:02d}"
        said = {"actor": f"U-{seq % 40:05d}", "verb": "pair.opened", "subject": f"R-{seq:07d} C-{seq:07d}"}
        own = hash_of(prev, seq, at=f"2026-11-22T{clock}Z", purpose="tracing", **said)
        yield seq, f"2026-11-22 {clock}:00", *said.values(), "tracing", prev, own
        prev = own


def write(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute(f"CREATE TABLE access_event ({', '.join(COLUMNS)}, PRIMARY KEY (seq))")
        database.executemany(f"INSERT INTO access_event VALUES ({', '.join('?' * len(COLUMNS))})", entries(ENTRIES))  # noqa: S608  # our own names
        database.commit()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kintrace.sqlite3"
        write(path)
        begun = time.perf_counter()
        words = (sys.executable, "-I", trail_verifier.__file__, path)
        done = subprocess.run(words, check=True, capture_output=True, text=True)  # noqa: S603  # our own file
        worked = resource.getrusage(resource.RUSAGE_CHILDREN)
        print(f"{ENTRIES:,} entries checked in {time.perf_counter() - begun:.1f} s", end=", ")
        print(f"{worked.ru_utime + worked.ru_stime:.1f} s of a processor\n{done.stdout.strip()}")


if __name__ == "__main__":
    main()
