"""The recipe of comparisons: silence weighs nothing, and a thousand pairs at once weigh what each weighs alone."""

import numpy as np
import pytest

from kintrace.matching.match import KINDS
from kintrace.matching.prepared import Prepared
from kintrace.matching.terms import TERMS, Background, weigh_terms
from tests.matching.made import demo_world, dossiers, said

NAMED = [term.name for term in TERMS]
FULL = {
    "name": "Магомедов Умар Алиевич",
    "sex": "m",
    "birth_date": "2013-04-18",
    "father_name": "Али",
    "father_alias": "Абу Умар",
    "mother_name": "Зарема",
    "siblings": "Амина",
    "languages": "rus",
    "origin": "Махачкала",
    "birth_place": "Махачкала",
    "last_place": "Мосул",
    "last_date": "2016-02-26",
}
OTHER = said("other", name="Hamza", sex="f", origin="Tashkent", birth_place="Raqqa", languages="uzb")


def terms_of(sought: dict[str, str], found: dict[str, str]) -> tuple[dict[str, float], dict[str, float]]:
    """Weigh one pair, opened or not; return what each term says of this child and of a sibling."""
    prepared = Prepared([said("R", **sought)], [said("C", **found), OTHER])
    at = np.array([0])
    this, sibling = weigh_terms(prepared.background, prepared.pairs(at, at))
    return dict(zip(NAMED, this[0], strict=True)), dict(zip(NAMED, sibling[0], strict=True))


def test_every_term_belongs_to_a_kind_that_is_shown():
    assert {term.kind for term in TERMS} <= set(KINDS)
    assert len(set(NAMED)) == len(NAMED)


@pytest.mark.parametrize(("sought", "found"), [({}, FULL), (FULL, {}), ({}, {})])
def test_where_one_side_is_silent_nothing_weighs(sought, found):
    this, sibling = terms_of(sought, found)
    assert set(this.values()) == {0.0}
    # a request that says nothing cannot know the brothers and sisters of the child found
    assert set(sibling.values()) == {0.0}


@pytest.mark.parametrize("name", ["names", "births", "sex", "father", "mother", "origins", "birth_places"])
def test_what_agrees_speaks_for_this_child(name):
    assert terms_of(FULL, FULL)[0][name] > 0


@pytest.mark.parametrize(
    ("name", "column", "value"),
    [
        ("names", "name", "Zulfiqar"),
        ("births", "birth_date", "2004"),
        ("sex", "sex", "f"),
        ("father", "father_name", "Hasan"),
        ("mother", "mother_name", "Khadija"),
        ("origins", "origin", "Tashkent"),
    ],
)
def test_what_contradicts_speaks_against_this_child(name, column, value):
    found = FULL | {"name": "Umar", "father_alias": "", column: value}
    sought = FULL | {"name": "Умар", "father_alias": ""}
    assert terms_of(sought, {key: cell for key, cell in found.items() if cell})[0][name] < 0


def test_brothers_share_the_family_and_not_the_name():
    brother = FULL | {"name": "Amina", "siblings": "Umar", "sex": "f"}
    this, sibling = terms_of(FULL, brother)
    assert sibling["names"] > this["names"]
    assert sibling["sex"] == 0.0
    assert sibling["father"] == this["father"]


def test_many_pairs_weigh_what_each_weighs_alone():
    world = demo_world(families=12)
    prepared = Prepared(dossiers(world.requests), dossiers(world.children))
    pairs = next(prepared.blocks()).pairs
    together = weigh_terms(prepared.background, pairs)
    background = Background(prepared.requests, prepared.register)
    for pair in np.random.default_rng(1).choice(len(pairs.rows), 40, replace=False):
        at = slice(pair, pair + 1)
        alone = weigh_terms(background, prepared.pairs(pairs.rows[at], pairs.cols[at]))
        assert alone[0][0] == pytest.approx(together[0][pair], abs=1e-6)
        assert alone[1][0] == pytest.approx(together[1][pair], abs=1e-6)
