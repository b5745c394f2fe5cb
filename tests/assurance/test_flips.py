"""A12: a bit that flips in the record or its keys never shows as something else that somebody said.

That every bit of a backup and of a sealed file counts is tested with these.
"""

import json

import pytest

from tests import postgresql

FLIPS = 60

pytestmark = pytest.mark.skipif(postgresql.WANTED, reason="PostgreSQL's own checksums guard its pages")


def test_a12_no_bit_of_the_record_flips_unseen_into_another_word(office):
    code = "import sys; from tests.assurance import flips; flips.main(int(sys.argv[1]))"
    done = office.python(code, FLIPS)
    assert done.returncode == 0, done.stderr[-3000:]
    counts = json.loads(done.stdout)
    assert counts.get("silent", 0) == 0
    assert counts.get("missing", 0) == 0
    assert counts["at start"] + counts["at reading"] > 0
