"""How much one word answers another: a rare name more than a common one, and never across the padding."""

import numpy as np
import pytest

from kintrace.matching.alike import Alike, alike, share_of_bearers
from kintrace.matching.prepared import bearers
from kintrace.matching.sheet import NOBODY, Sheet
from tests.matching.made import register, said

COMMON, RARE = "محمد", "زلفقار"


@pytest.fixture(scope="module")
def sides():
    requests = Sheet.of([said("R1", name="Мухаммад"), said("R2", name="Зульфикар"), said("R3", name="Хамза")])
    return requests, Sheet.of(register(*[COMMON] * 40, RARE, "Hamza", "Khadija"))


@pytest.fixture(scope="module")
def likeness(sides):
    return alike(*sides, bearers(sides[1]))


def ratio(likeness: Alike, sides, sought: str, found: str) -> float:
    requests, children = sides
    return float(likeness.ratio(requests.number[sought], children.number[found]))


def test_one_name_is_told_from_another(likeness, sides):
    assert ratio(likeness, sides, "хамза", "hamza") > 10
    assert ratio(likeness, sides, "хамза", "khadija") < 1


def test_a_name_that_every_child_bears_says_little(likeness, sides):
    same = Sheet.of([said("R", name="Хамза")]), Sheet.of(register(*["Hamza"] * 400))
    alone = Sheet.of([said("R", name="Хамза")]), Sheet.of(register("Hamza", *["Khadija"] * 399))
    common, rare = (ratio(alike(*both, bearers(both[1])), both, "хамза", "hamza") for both in (same, alone))
    assert common < 1.5
    assert rare > 20 * common


def test_no_answer_weighs_more_than_the_names_share_among_the_children_allows(likeness, sides):
    children = sides[1]
    share = share_of_bearers(children.spellings, bearers(children))
    assert (likeness.ratios <= 1 / share[likeness.answers] + 1e-3).all()


def test_the_shares_of_all_names_are_shares(sides):
    children = sides[1]
    share = share_of_bearers(children.spellings, bearers(children))
    assert (share > 0).all()
    assert share[children.number[COMMON]] > 5 * share[children.number["hamza"]]


def test_padding_answers_nothing(likeness):
    table = likeness.written_out(np.array([0, 1, NOBODY])).ratio
    assert not table[-1].any()
    assert not table[:, -1].any()


def test_words_are_looked_up_pair_by_pair(likeness, sides):
    first, second = np.array([[2, NOBODY]]), np.array([[0, 1, NOBODY]])
    block = likeness.written_out(first).between(first, second)
    assert block.shape == (1, 2, 3)
    assert block[0, 0, :2] == pytest.approx([likeness.ratio(2, 0), likeness.ratio(2, 1)])
    assert not block[0, 1].any()
    assert not block[0, :, 2].any()


def test_words_without_letters_answer_nothing_and_do_no_harm():
    both = Sheet.of([said("R", name="123 ???")]), Sheet.of([said("C", name="٤٥٦")])
    assert np.isfinite(alike(*both, bearers(both[1])).ratios).all()


def test_ratios_are_finite_and_never_negative(likeness):
    assert np.isfinite(likeness.ratios).all()
    assert (likeness.ratios >= 0).all()


@pytest.mark.parametrize("found", ["mohammed", "mohamed", "mohammad"])
def test_a_common_name_in_any_usual_spelling_speaks_for_itself(found):
    children = register(*["Mohammed"] * 12, *["Mohamed"] * 20, *["Mohammad"] * 5, *["Khadija"] * 300)
    both = Sheet.of([said("R", name="Мохаммад")]), Sheet.of(children)
    likeness = alike(*both, bearers(both[1]))
    assert ratio(likeness, both, "мохаммад", found) > 2
    assert ratio(likeness, both, "мохаммад", "khadija") < 1


def test_names_that_letters_do_not_join_but_a_table_knows_are_one(sides):
    requests, children = Sheet.of([said("R", name="Патимат")]), Sheet.of(register("فاطمة", *["Khadija"] * 20))
    known = alike(requests, children, bearers(children))
    assert known.ratio(requests.number["патимат"], children.number["فاطمة"]) > 10


def test_two_names_that_a_table_tells_apart_are_two(sides):
    requests, children = Sheet.of([said("R", name="Khalid")]), Sheet.of(register("Khalil", *["Khadija"] * 20))
    known = alike(requests, children, bearers(children))
    assert known.ratio(requests.number["khalid"], children.number["khalil"]) < 1
