"""How long does it take to read and open the sealed fields of 1,000 to 100,000 cases, and how much memory?

The rows lie in a table of the shape that statements have, in SQLite on a disk; the keys in their own database. Both
are read through Django. Every value is checked to be the one that was sealed, outside the measured time.

    python benchmarks/vault.py [LARGEST]
"""

from __future__ import annotations

import atexit
import os
import resource
import shutil
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import django

HOME = Path(tempfile.mkdtemp())
atexit.register(shutil.rmtree, HOME)
os.environ |= {"KINTRACE_HOME": str(HOME), "KINTRACE_KEYS": "demo"}
os.environ.pop("KINTRACE_DATABASE", None)
os.environ["DJANGO_SETTINGS_MODULE"] = "kintrace.config.settings"
(HOME / "made-by-kintrace-demo").touch()
django.setup()

from django.core.management import call_command  # noqa: E402 - Django is only there now
from django.db import connection, transaction  # noqa: E402 - likewise

from kintrace.vault.cases import Plain, Sealed, new_cases, open_cases, seal_many  # noqa: E402 - likewise

FIELDS = 12
NAME = "registry.Statement.value"
SIZES = (1_000, 10_000, 100_000)
TABLE = "CREATE TABLE sealed (id INTEGER PRIMARY KEY, kase TEXT NOT NULL, line TEXT NOT NULL, box BLOB NOT NULL)"


def fill(count: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM sealed")
    for begin in range(0, count, 5_000):
        cases = [uuid.uuid4() for _ in range(min(5_000, count - begin))]
        new_cases(cases)
        values = [Plain(case, NAME, uuid.uuid4(), f"Хадижа Мурадова {n}") for case in cases for n in range(FIELDS)]
        boxes = seal_many(values)
        rows = [(value.case.hex, value.row.hex, box) for value, box in zip(values, boxes, strict=True)]
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany("INSERT INTO sealed (kase, line, box) VALUES (%s, %s, %s)", rows)


def read() -> Iterator[tuple[uuid.UUID, list[Sealed]]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT kase, line, box FROM sealed ORDER BY id")
        rows = iter(lambda: cursor.fetchmany(5_000), [])
        lines = (line for some in rows for line in some)
        for case, group in groupby(lines, key=itemgetter(0)):
            yield uuid.UUID(case), [Sealed(NAME, bytes.fromhex(line), box) for _, line, box in group]


def opened() -> tuple[float, float, int]:
    began, began_cpu = time.perf_counter(), time.process_time()
    everything = dict(open_cases(read(), record=lambda: 1))
    took = time.perf_counter() - began, time.process_time() - began_cpu
    expected = [f"Хадижа Мурадова {n}" for n in range(FIELDS)]
    if any(texts != expected for texts in everything.values()):
        raise AssertionError("a value opened as another one")
    return *took, len(everything)


def main() -> None:
    largest = int(sys.argv[1]) if len(sys.argv) > 1 else SIZES[-1]
    call_command("migrate", "vault", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute(TABLE)
    print(f"{'cases':>9} {'fields':>10} {'seconds':>8} {'CPU s':>7} {'µs a field':>11} {'peak MB':>8}")
    for count in (size for size in SIZES if size <= largest):
        fill(count)
        seconds, cpu, cases = opened()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        micro = 1e6 * cpu / (count * FIELDS)
        print(f"{cases:>9,} {count * FIELDS:>10,} {seconds:>8.2f} {cpu:>7.2f} {micro:>11.2f} {peak:>8.0f}")


if __name__ == "__main__":
    main()
