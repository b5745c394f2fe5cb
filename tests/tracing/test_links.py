"""A link stands where people's judgements leave it, and no score can move it."""

import pytest

from kintrace.tracing import actions, queries
from kintrace.tracing.links import LINK, link_state


@pytest.mark.parametrize(
    ("verdicts", "state"),
    [
        ([], "proposed"),
        (["same"], "reviewed_1"),
        (["same", "unsure"], "reviewed_1"),
        (["same", "same"], "reviewed_2"),
        (["unsure"], "parked"),
        (["different"], "refuted"),
        (["different", "unsure"], "inconclusive"),
        (["same", "different"], "inconclusive"),
    ],
)
def test_a_link_is_where_its_judgements_leave_it(verdicts, state):
    assert link_state(verdicts) == state
    assert state in LINK


def test_no_state_can_be_reached_by_a_score(run, aslan, zarema, world):
    review = queries.pair_review(aslan, world["q1"], child_code=world["k1"])
    assert review.standing.link == "proposed"
    for by in (aslan, zarema):
        actions.judge(by, world["q1"], child_code=world["k1"], verdict="same", reason="the scar")
    review = queries.pair_review(aslan, world["q1"], child_code=world["k1"])
    assert review.standing.link == "reviewed_2"
    assert "verified" not in LINK
