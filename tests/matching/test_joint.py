"""Requests answered together: two who seek one child agree, two brothers share no record."""

import numpy as np
import pytest

from kintrace.matching.engine import match_lists
from kintrace.matching.joint import Asked, claiming_alike, jointly
from kintrace.matching.posterior import Options, Posterior
from tests.matching.made import said

# Two requests, two children of one household. The first is nearly sure of child 0; the second wavers.
COLS = np.array([0, 1, 0, 1])
OPTIONS = Options(
    this=np.array([3.0, 0.0, 2.0, 0.0]),
    sibling=np.zeros(4),
    household=np.zeros(4, dtype=np.int64),
    starts=np.array([0, 2, 4]),
    witness=np.zeros(4, dtype=bool),
    register_size=1000,
)
ALONE = Posterior(
    this=np.array([0.90, 0.01, 0.50, 0.01]),
    sibling=np.array([0.05, 0.90, 0.40, 0.50]),
    absent=np.array([0.08, 0.48]),
)


def asked(*, same, sibling):
    return Asked(np.array([0]), np.array([1]), np.array([same]), np.array([sibling]))


def together(**kin):
    return jointly(OPTIONS, ALONE, cols=COLS, asked=asked(**kin))


def test_requests_that_lay_claim_to_one_household_are_held_against_each_other():
    first, second = claiming_alike(OPTIONS, ALONE, turn=np.arange(2))
    assert (first.tolist(), second.tolist()) == ([0], [1])


def test_a_stranger_to_the_household_is_not():
    alone = Posterior(np.array([0.9, 0.01, 0.01, 0.01]), np.array([0.05, 0.9, 0.0, 0.0]), np.array([0.08, 0.97]))
    assert len(claiming_alike(OPTIONS, alone, turn=np.arange(2))[0]) == 0


def test_two_who_seek_two_children_do_not_both_get_one():
    # by hand: 0.5 · (1 − 0.9) against 0.01 · (1 − 0.01), 0.48 and the 0.01 that lies elsewhere
    now = together(same=0.0, sibling=0.0)
    whole = 0.5 * 0.1 + 0.01 * 0.99 + 0.48 + 0.01
    assert now.this[2] == pytest.approx(0.5 * 0.1 / whole)
    assert now.absent[1] == pytest.approx(0.48 / whole)


def test_the_child_of_a_brother_stays_a_brother():
    now = together(same=0.0, sibling=1.0)
    assert now.this[2] < 0.2
    assert now.sibling[2] > 0.6


def test_two_who_seek_one_child_agree():
    now = together(same=1.0, sibling=0.0)
    assert now.this[2] > ALONE.this[2]
    assert now.this[0] < ALONE.this[0]
    assert now.this[2] == pytest.approx(now.this[0])


def test_a_child_of_the_family_whom_no_other_request_claims_is_likelier_to_be_the_one():
    now = together(same=0.0, sibling=1.0)
    assert now.this[3] > ALONE.this[3]


@pytest.mark.parametrize("kin", [{"same": 0.0, "sibling": 0.0}, {"same": 0.5, "sibling": 0.5}])
def test_what_is_held_of_a_request_still_sums_to_one(kin):
    now = together(**kin)
    for request in (0, 1):
        held = now.this[2 * request : 2 * request + 2].sum() + now.absent[request]
        assert 0.9 < held <= 1 + 1e-12


def test_nobody_who_is_not_heard_is_changed():
    nobody = Asked(*(np.zeros(0, dtype=np.int64),) * 2, *(np.zeros(0),) * 2)
    now = jointly(OPTIONS, ALONE, cols=COLS, asked=nobody)
    assert np.array_equal(now.this, ALONE.this)
    assert np.array_equal(now.absent, ALONE.absent)


GRANDMOTHER = {"sex": "m", "birth_date": "2013-04-18", "father_name": "Али", "mother_name": "Зарема"}
FOUND = [said("C1", name="عمر", sex="m", age="4", father_name="علي", mother_name="زارما", last_date="2017-08-01")]


def test_a_request_names_the_other_that_seeks_the_same_child():
    aunt = GRANDMOTHER | {"birth_date": "2013-04"}
    requests = [said("R1", name="Магомедов Умар Алиевич", **GRANDMOTHER), said("R2", name="Умар Магомедов", **aunt)]
    assert [one.also_asked for one in match_lists(requests, FOUND)] == [("R2",), ("R1",)]


def test_a_brother_is_no_second_request_for_the_same_child():
    brother = GRANDMOTHER | {"birth_date": "2010-01-07", "siblings": "Умар"}
    requests = [
        said("R1", name="Магомедов Умар Алиевич", siblings="Хамзат", **GRANDMOTHER),
        said("R2", name="Магомедов Хамзат Алиевич", **brother),
    ]
    rankings = match_lists(requests, FOUND)
    assert [one.also_asked for one in rankings] == [(), ()]
    assert rankings[1].candidates[0].probability < 0.05
