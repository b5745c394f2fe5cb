"""The figures by hand: four requests, two of them right."""

import math

import pytest

from kintrace.matching.calibration import Bin, judge, reliability, top_answer
from kintrace.matching.match import Candidate, Prior, Ranking

PRIOR = Prior(population=10.0, registered_share=0.5, fitted=True)
TRUTH = {"found": "C1", "second": "C2", "absent": "", "missed": "C9"}


def ranking(request_id: str, *held: float, absent: float) -> Ranking:
    """Return a ranking of C1, C2 … held this probable."""
    children = [
        Candidate(f"C{rank}", rank=rank, weight=0.0, probability=share, sibling_probability=0.0, terms=())
        for rank, share in enumerate(held, start=1)
    ]
    return Ranking(request_id, tuple(children), absent, PRIOR)


RANKINGS = [
    ranking("found", 0.9, 0.05, absent=0.05),
    ranking("second", 0.5, 0.4, absent=0.1),
    ranking("absent", 0.15, absent=0.85),
    ranking("missed", absent=0.95),
]


def test_the_figures_by_hand():
    figures = judge(RANKINGS, TRUTH)
    assert (figures.requests, figures.sure) == (4, 3)
    assert figures.recall_at_1 == pytest.approx(1 / 3)  # of the three whose child is registered
    assert figures.recall_at_10 == pytest.approx(2 / 3)
    assert figures.sure_held == pytest.approx((0.9 + 0.85 + 0.95) / 3)
    assert figures.sure_right == pytest.approx(2 / 3)


def test_the_calibration_error_by_hand():
    # tenths: 0.5 wrong; 0.85 right; 0.9 right and 0.95 wrong
    by_hand = (0.5 + 0.15 + abs(0.9 + 0.95 - 1)) / 4
    assert judge(RANKINGS, TRUTH).top_calibration_error == pytest.approx(by_hand)


def test_the_log_score_by_hand():
    by_hand = sum(map(math.log, (0.9, 0.4, 0.85, 1e-6))) / 4  # a truth that was not proposed counts one in a million
    assert judge(RANKINGS, TRUTH).log_score_nats == pytest.approx(by_hand)


def test_the_likeliest_answer_may_be_that_the_child_is_not_in_the_list():
    assert [top_answer(one) for one in RANKINGS] == [("C1", 0.9), ("C1", 0.5), ("", 0.85), ("", 0.95)]


def test_certainty_falls_into_the_last_tenth():
    assert reliability([(1.0, True), (0.95, False), (0.05, False)]) == [Bin(1, 0.05, 0.0), Bin(2, 0.975, 0.5)]


def test_nothing_to_judge_is_no_error():
    figures = judge([], {})
    assert (figures.requests, figures.recall_at_1, figures.top_calibration_error) == (0, 0.0, 0.0)


def test_figures_are_rounded_for_the_file():
    assert judge(RANKINGS, TRUTH).rounded()["recall_at_1"] == 0.3333
