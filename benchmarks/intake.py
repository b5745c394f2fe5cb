"""How many intakes a second are taken down, sealed and on the trail, and is one of them lost (at least 30 are asked)?

Processes take down requests as fast as they can, each with six sealed statements, a key of its own and an entry of
the trail, on the disk before the next begins: on SQLite in a folder of this disk, and on the PostgreSQL of the tests.
At the end every one of them is opened, and the trail is followed from its first entry.

    python benchmarks/intake.py [--seconds 10] [--processes 2]
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path
from statistics import quantiles

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests import postgresql  # noqa: E402 - the offices of the tests serve here too
from tests.office import new_office  # noqa: E402 - likewise

ASKED = 30
CODE = "import sys; sys.path[0:0] = sys.argv[3:5]; import intake; intake.measure(float(sys.argv[1]), int(sys.argv[2]))"


def measure(seconds: float, processes: int) -> None:
    """Take intakes in so many processes, and print what came of it; runs in the surroundings of an office."""
    from django.db import connections  # noqa: PLC0415 - Django is only there now

    from kintrace.vault import keys  # noqa: PLC0415 - likewise
    from tests.assurance.intake import look_at_the_databases, look_for, operator  # noqa: PLC0415 - likewise

    by = operator()
    keys.unlocked()
    connections.close_all()
    with multiprocessing.get_context("fork").Pool(processes) as writers:  # what one of them raises is raised here
        told = writers.map(_write, [seconds] * processes, chunksize=1)
    done = [(uuid.UUID(token), took) for one in told for token, took in one]
    found = look_for(by, [token for token, _ in done])
    found += look_at_the_databases()
    cuts = quantiles([1000 * took for _, took in done], n=100)
    print(json.dumps({"taken": len(done), "p50": cuts[49], "p99": cuts[98], "lost": found.lost, "bad": found.bad}))


def _write(seconds: float) -> list[tuple[str, float]]:
    from tests.assurance.intake import operator, take  # noqa: PLC0415 - likewise

    by, done, until = operator(), list[tuple[str, float]](), time.monotonic() + seconds
    while time.monotonic() < until:
        token, begun = uuid.uuid4(), time.perf_counter()
        take(by, token)
        done.append((str(token), time.perf_counter() - begun))
    return done


def ask(database: str, seconds: float, processes: int, folder: Path) -> dict[str, float]:
    """Start an office on a kind of database and measure it there."""
    import os  # noqa: PLC0415 - only here

    postgresql.WANTED = database == "PostgreSQL"
    if postgresql.WANTED:
        os.environ["KINTRACE_DATABASE"] = postgresql.started()
    office = new_office(folder / database)
    done = office.kintrace("manage", "migrate", "--verbosity", "0")
    if done.returncode != 0:
        sys.exit(done.stderr)
    ran = office.python(CODE, seconds, processes, ROOT / "benchmarks", ROOT)
    if ran.returncode != 0:
        raise subprocess.SubprocessError(ran.stderr)
    found: dict[str, float] = json.loads(ran.stdout)
    return found


def main() -> None:
    words = argparse.ArgumentParser(description="Intakes a second, sealed and audited, and whether any is lost.")
    words.add_argument("--seconds", type=float, default=10)
    words.add_argument("--processes", type=int, default=2)
    asked = words.parse_args()
    print(f"{'database':<12} {'intakes':>8} {'a second':>9} {'p50 ms':>7} {'p99 ms':>7} {'lost':>5} {'damaged':>8}")
    with tempfile.TemporaryDirectory() as folder:
        for database in ("SQLite", "PostgreSQL"):
            found = ask(database, asked.seconds, asked.processes, Path(folder))
            rate, rest = found["taken"] / asked.seconds, found["bad"] - found["lost"]
            numbers = f"{found['taken']:>8,} {rate:>9.1f} {found['p50']:>7.1f} {found['p99']:>7.1f}"
            print(
                f"{database:<12} {numbers} {found['lost']:>5} {rest:>8}{'' if rate >= ASKED else '  BELOW 30 A SECOND'}"
            )


if __name__ == "__main__":
    main()
