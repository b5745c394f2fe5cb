"""An order of summation that was found for one width serves another one, where that is cheap."""

import pytest

from kintrace.evidence.dna.graph import graph_of
from kintrace.evidence.dna.plan import plan_of
from tests.evidence.dna.family import SIBS, TABLE, chance

SCOPES = [(0, 1), (1, 2), (2, 3)]


def test_steps_are_kept_for_other_sizes():
    plan = plan_of(SCOPES, (4, 4, 4, 4))
    again = plan.for_sizes((9, 9, 9, 9))
    assert again.steps == plan.steps
    assert again.largest >= 81


def test_an_order_that_becomes_dear_is_looked_for_anew():
    assert plan_of(SCOPES, (4, 4, 4, 4)).for_sizes((900, 900, 900, 900)) is None


@pytest.mark.parametrize("first", [{"S": "ab", "C": "ab"}, {"S": "aa", "C": "aa"}, {"S": "ab", "C": "cd"}])
def test_what_was_asked_before_changes_no_answer(first):
    later = {"S": "ac", "C": "bd"}
    graph_of.cache_clear()
    alone = chance(SIBS, later)
    graph_of.cache_clear()
    chance(SIBS, first)
    assert chance(SIBS, later) == pytest.approx(alone, rel=1e-14)
    assert set("abcd") == set(TABLE)
