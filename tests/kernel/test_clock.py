"""There is one clock, it is aware of its zone, and the pure floors ask no other."""

import re
from datetime import UTC, date
from pathlib import Path

import pytest

import kintrace
from kintrace.kernel import clock

SOURCE = Path(kintrace.__file__).parent
ASKS_THE_TIME = re.compile(r"\b(?:datetime\.(?:now|utcnow|today)|date\.today|time\.(?:time|localtime|gmtime))\b")
PURE = [
    path
    for floor in ("kernel", "evidence", "matching", "linelist", "worlds")
    for path in sorted((SOURCE / floor).rglob("*.py"))
    if path != SOURCE / "kernel" / "clock.py"
]


def test_now_knows_its_zone_and_today_is_its_day():
    before = clock.now()
    today = clock.today()
    assert before.tzinfo is UTC
    assert type(today) is date
    assert today in {before.date(), clock.now().date()}


@pytest.mark.parametrize("path", PURE, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_nothing_pure_asks_another_clock(path):
    assert ASKS_THE_TIME.search(path.read_text()) is None


def test_the_pattern_bites():
    assert ASKS_THE_TIME.search("datetime.now(UTC)")
    assert ASKS_THE_TIME.search("date.today()")
