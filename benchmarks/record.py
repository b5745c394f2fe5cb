"""How fast the sealed record opens as it grows: all dossiers at start, and the page of one request.

    python benchmarks/record.py [--sizes 1000,10000,100000] [--databases SQLite,PostgreSQL]

Each record is made in an office of its own, by the actions that the site calls, and measured there in another process.
The page is the whole answer of the site, as HTML, to a member of staff who signed in with both factors: a request of
50 statements and ten candidates, once the index of names is in memory. At most 15 s, 2,000 MB and 150 ms are asked.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

# ruff: noqa: E402, PLC0415 - the offices of the tests serve here too; what needs Django is imported where it is there
from tests import postgresql
from tests.office import Office, new_office

CODE = "import sys; sys.path[0:0] = sys.argv[2:4]; import record; record.{}(int(sys.argv[1]))"
DAY = date(2017, 10, 1)
STATEMENTS_ON_A_PAGE, CANDIDATES, PAGES = 50, 10, 40
EACH = (
    "name",
    "alias",
    "sex",
    "birth_date",
    "father_name",
    "mother_name",
    "siblings",
    "languages",
    "origin",
    "last_place",
)
NAMES = ("Мурадова Амина", "Исаев Умар", "Хадижа Магомедова", "عمر الشيشاني", "Amina Muradova")
HEADS = ("database", "requests", "start-up s", "processor s", "peak MB", "page ms", "worst ms", "queries", "list ms")
LINE = "{:<11} {:>9} {:>11} {:>12} {:>8} {:>8} {:>9} {:>8} {:>8}"


def rows(number: int) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Yield rows of ten values each."""
    for place in range(number):
        said = {column: [f"{NAMES[(place + turn) % 5]} {place % 977}"] for turn, column in enumerate(EACH)}
        yield f"R{place:06}", said | {"sex": ["f"], "birth_date": ["2013-04"], "languages": ["che, rus"]}


def fill(number: int) -> None:
    """Enter a list of so many requests, the first with enough statements for a full page, and a run that matched it."""
    from kintrace.registry.actions import Telling, enter_list, say
    from kintrace.registry.models import ChildRecord, TracingRequest
    from kintrace.tracing.actions import carry_out, start_run
    from tests.cast import ranking, staff

    officer = staff("officer", "supervisor", name="Officer", office="Here")
    enter_list(officer, "requests", list_name="a list", rows=rows(number), received_on=DAY)
    enter_list(officer, "children", list_name="a camp", rows=rows(CANDIDATES), received_on=DAY)
    more = {"alias": [f"{NAMES[place % 5]} {place}" for place in range(STATEMENTS_ON_A_PAGE - len(EACH))]}
    first = TracingRequest.objects.earliest("pk")
    say(officer, first, more, telling=Telling("letter", "family", DAY, name="letter 7"))
    codes = ChildRecord.objects.values_list("code", flat=True)
    found = [(code, 0.3 / place, 0.01) for place, code in enumerate(codes, start=1)]

    def matcher(*_lists: object, **_asked: object) -> tuple[object, ...]:
        return (ranking(first.code, found, absent=0.1),)

    carry_out(start_run(officer).pk, matcher=matcher)


def measure(_number: int) -> None:
    """Open every dossier, then one page again and again; print what `LINE` holds, but for the database."""
    from kintrace.access.models import User
    from kintrace.registry.models import TracingRequest
    from kintrace.registry.queries import dossiers

    officer = User.objects.get(username="officer")
    began, worked = time.perf_counter(), _processor()
    opened = len(dossiers(officer, "requests", today=DAY))
    start, work = time.perf_counter() - began, _processor() - worked
    peak = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
    page, worst, queries, listed = _pages(TracingRequest.objects.earliest("pk").code)
    figures = (f"{opened:,}", f"{start:.1f}", f"{work:.1f}", f"{peak:,.0f}", f"{page:.0f}", f"{worst:.0f}")
    print(*figures, queries, f"{listed:.0f}")


def _processor() -> float:
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def _pages(code: str) -> tuple[float, float, int, float]:
    """Return the median and worst of the page of a request, its queries, and the median of a search by name, in ms."""
    from django.db import connections
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from kintrace.access.models import User
    from tests.cast import sign_in

    client = Client(headers={"host": "localhost"})
    sign_in(client, User.objects.get(username="officer"))
    address = f"/requests/{code}/"
    search = _times(lambda: client.post("/requests/", {"text": "Amina"}), PAGES // 4)
    took = _times(lambda: client.get(address), PAGES)
    with CaptureQueriesContext(connections["default"]) as asked:
        page = client.get(address).content.decode()
    values = len(re.findall(r"Muradova|Мурадова|Исаев|Магомедова|الشيشاني", page))
    if values < STATEMENTS_ON_A_PAGE - 5 or "C-" not in page:
        raise AssertionError(f"the page shows {values} names")
    return median(took), max(took), len(asked), median(search)


def _times(ask_page: Callable[[], Any], times: int) -> list[float]:
    took = []
    for _ in range(times + 1):
        began = time.perf_counter()
        status = ask_page().status_code
        took.append(1000 * (time.perf_counter() - began))
        if status != 200:
            raise AssertionError(f"a page answered {status}")
    return took[1:]  # at the first, the index of names is read


def ask(database: str, size: int, folder: Path) -> list[str]:
    """Start an office on a kind of database, fill it, and return what was measured there."""
    postgresql.WANTED = database == "PostgreSQL"
    if postgresql.WANTED and "KINTRACE_DATABASE" not in os.environ:
        os.environ["KINTRACE_DATABASE"] = postgresql.started()
    office = new_office(folder / f"{database}-{size}")
    done = office.kintrace("manage", "migrate", "--verbosity", "0")
    if done.returncode != 0:
        sys.exit(done.stderr)
    _step(office, "fill", size)
    return _step(office, "measure", size).split()


def _step(office: Office, step: str, size: int) -> str:
    ran = office.python(CODE.format(step), size, ROOT / "benchmarks", ROOT)
    if ran.returncode != 0:
        raise subprocess.SubprocessError(ran.stderr)
    return str(ran.stdout)


def main(words: Sequence[str]) -> None:
    """Make and measure each size on each database."""
    said = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    said.add_argument("--sizes", default="1000,10000,100000")
    said.add_argument("--databases", default="SQLite,PostgreSQL")
    asked = said.parse_args(words)
    print(LINE.format(*HEADS), flush=True)
    with tempfile.TemporaryDirectory(prefix="kintrace-record-") as folder:
        for database in asked.databases.split(","):
            for size in map(int, asked.sizes.split(",")):
                print(LINE.format(database, *ask(database, size, Path(folder))), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
