"""An estimate is kept as plain data and read back, in any language."""

import json

from kintrace.estimate import estimate
from kintrace.estimate.answer import refused
from kintrace.estimate.keeping import keep, read
from kintrace.kernel.says import says
from tests.estimate.made import expected, table


def _again(found):
    return read(json.loads(json.dumps(keep(found))))


def test_what_was_kept_says_the_same():
    found = estimate(table(expected(1000, (0.5, 0.4, 0.5))))
    again = _again(found)
    assert (again.headline, again.status, again.methods) == (found.headline, found.status, dict(found.methods))
    assert [str(one) for one in again.warnings] == [str(one) for one in found.warnings]


def test_a_refusal_keeps_its_reason_and_its_slots():
    again = _again(refused("t", n=7, because=says("Only {n} lists hold children.", n=2)))
    assert (again.headline, again.n, str(again.reason)) == (None, 7, "Only 2 lists hold children.")
