"""A1, A3, A6, A7: what was acknowledged is there after a kill, once, whole and with its file; on both databases.

The long form is `make assurance`.
"""

import json
import os

KILLS = int(os.environ.get("KINTRACE_KILLS", "40"))


def killed(office, kills, mutant=""):
    code = "import sys; from tests.assurance import kills; kills.main(int(sys.argv[1]), sys.argv[2])"
    done = office.python(code, kills, mutant)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


def test_a1_a6_a7_nothing_that_was_acknowledged_is_lost_when_writers_are_killed(office):
    counts = killed(office, KILLS)
    found = counts["found"]
    assert counts["kills"] >= KILLS
    assert counts["acknowledged"] > 0
    assert counts["resent"] > 0
    wrong = {name: number for name, number in found.items() if name != "kept" and number}
    assert wrong == {}


def test_a3_whoever_acknowledges_before_the_commit_is_caught(office):
    assert killed(office, 600, "early")["found"]["lost"] > 0
