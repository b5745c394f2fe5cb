"""A12: a bit that flips in the record or its keys never shows as something else than was written down.

That every bit of a backup and of a sealed file counts is tested with these.
"""

import json

import pytest

from tests import postgresql

FLIPS, AT_MOST = 60, 300

pytestmark = pytest.mark.skipif(postgresql.WANTED, reason="PostgreSQL's own checksums guard its pages")


def test_a12_no_bit_of_the_record_flips_unseen(office):
    counts = flipped(office, FLIPS)
    assert {name: counts.get(name, 0) for name in ("silent", "missing", "plain")} == dict.fromkeys(
        ("silent", "missing", "plain"), 0
    )
    assert counts["at start"] + counts["at reading"] > 0


def test_a12_without_doubles_a_code_or_a_day_does(office):
    assert flipped(office, AT_MOST, "single")["plain"] == 1


def flipped(office, flips, mutant=""):
    code = "import sys; from tests.assurance import flips; flips.main(int(sys.argv[1]), sys.argv[2])"
    done = office.python(code, flips, mutant)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)
