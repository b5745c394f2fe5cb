"""A2, A3, A5: what was acknowledged outlives a power cut and a full disk, in both files. SQLite only.

The long form is `make assurance`.
"""

import json

import pytest

from tests import postgresql

CUTS, FILLED = 60, 12

pytestmark = pytest.mark.skipif(postgresql.WANTED, reason="the disk is simulated under SQLite; PostgreSQL is killed")


def asked(office, verb, *words):
    done = office.python(f"import sys; from tests.assurance import power; power.{verb}", *words)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


def wrong(counts):
    return {name: number for name, number in counts["found"].items() if name != "kept" and number}


def test_a2_nothing_that_was_acknowledged_is_lost_when_the_power_goes(office):
    counts = asked(office, "main(int(sys.argv[1]))", CUTS)
    assert counts["cuts"] == CUTS
    assert counts["acknowledged"] > CUTS
    assert wrong(counts) == {}


@pytest.mark.parametrize("mutant", ["normal", "keys", "lies"])
def test_a3_whoever_syncs_less_is_caught(office, mutant):
    counts = asked(office, "main(400, sys.argv[1])", mutant)
    assert counts["found"]["lost"] + counts["found"]["unreadable"] + counts["found"]["corrupt"] > 0


def test_a5_a_full_disk_is_a_clear_refusal_and_loses_nothing(office):
    counts = asked(office, "fill(int(sys.argv[1]))", FILLED)
    assert set(counts["refused"]) == {"database or disk is full"}
    assert counts["acknowledged"] > 0
    assert wrong(counts) == {}
