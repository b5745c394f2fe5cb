"""How fast the sealed record opens: all dossiers at start, and the page of one request, as the record grows.

    python benchmarks/record.py [--sizes 1000,10000,100000]

Each size is made in a home of its own, through the same action that enters a list, and measured in a process of its
own. Set KINTRACE_DATABASE to an empty PostgreSQL database to measure there; then give one size.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

DAY = date(2017, 10, 1)
STATEMENTS_ON_A_PAGE = 50
PAGES = 20
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


def rows(number: int) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Yield rows of ten values each."""
    for place in range(number):
        said = {column: [f"{NAMES[(place + turn) % 5]} {place % 977}"] for turn, column in enumerate(EACH)}
        yield f"R{place:06}", said | {"sex": ["f"], "birth_date": ["2013-04"], "languages": ["che, rus"]}


def fill(number: int) -> None:
    """Enter a list of so many requests, the first with enough statements for a full page."""
    from django.core.management import call_command  # noqa: PLC0415  # Django has to be there first

    call_command("migrate", verbosity=0)
    from kintrace.access.models import Role, User  # noqa: PLC0415  # likewise
    from kintrace.registry.actions import Telling, enter_list, say  # noqa: PLC0415  # likewise
    from kintrace.registry.models import TracingRequest  # noqa: PLC0415  # likewise

    officer = User.objects.create_user("officer", role=Role.TRACING_OFFICER)
    enter_list(officer, "requests", list_name="a list", rows=rows(number), received_on=DAY)
    more = {"alias": [f"{NAMES[place % 5]} {place}" for place in range(STATEMENTS_ON_A_PAGE - len(EACH))]}
    first = TracingRequest.objects.earliest("pk")
    say(officer, first, more, telling=Telling("letter", "family", DAY, name="letter 7"))


def measure() -> None:
    """Open every dossier, then one page again and again; print seconds, megabytes and milliseconds."""
    from kintrace.access.models import User  # noqa: PLC0415  # likewise
    from kintrace.registry.models import TracingRequest  # noqa: PLC0415  # likewise
    from kintrace.registry.queries import dossiers  # noqa: PLC0415  # likewise
    from kintrace.tracing.actions import open_request  # noqa: PLC0415  # likewise

    officer = User.objects.get(username="officer")
    began, worked = time.perf_counter(), time.process_time()
    opened = len(dossiers(officer, "requests", today=DAY))
    start, work = time.perf_counter() - began, time.process_time() - worked
    code = TracingRequest.objects.earliest("pk").code
    took = []
    for _ in range(PAGES):
        began = time.perf_counter()
        open_request(officer, code)
        took.append(1000 * (time.perf_counter() - began))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    median = sorted(took)[PAGES // 2]
    print(f"{opened:>9,} {start:>12.1f} {work:>13.1f} {peak:>9,.0f} {median:>9.0f} {max(took):>10.0f}")


def here(what: str, number: int, home: Path) -> None:
    """Run one step in a process of its own."""
    settings = {
        "KINTRACE_HOME": str(home),
        "KINTRACE_KEYS": "demo",
        "DJANGO_SETTINGS_MODULE": "kintrace.config.settings",
    }
    step = [sys.executable, str(Path(__file__).resolve()), "--step", what, "--sizes", str(number)]
    subprocess.run(step, env=os.environ | settings, check=True)  # noqa: S603  # our own interpreter and file


def main(words: Sequence[str]) -> None:
    """Make and measure each size."""
    said = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    said.add_argument("--sizes", default="1000,10000,100000")
    said.add_argument("--step", choices=("fill", "measure"), help=argparse.SUPPRESS)
    asked = said.parse_args(words)
    sizes = [int(one) for one in asked.sizes.split(",")]
    if asked.step:
        import django  # noqa: PLC0415  # only the steps need it

        django.setup()
        return fill(sizes[0]) if asked.step == "fill" else measure()
    heads = (
        f"{'requests':>9} {'start-up, s':>12} {'processor, s':>13} {'peak, MB':>9} {'page, ms':>9} {'worst, ms':>10}"
    )
    print(heads, flush=True)
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="kintrace-record-") as home:
            (Path(home) / "made-by-kintrace-demo").touch()
            here("fill", size, Path(home))
            here("measure", size, Path(home))
    return None


if __name__ == "__main__":
    main(sys.argv[1:])
