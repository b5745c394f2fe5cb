"""A pedigree as a picture: nobody on top of another, parents above, the sampled filled, and codes only."""

import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kintrace.evidence.dna.drawing import pedigree_svg
from kintrace.evidence.dna.places import places_of
from kintrace.evidence.pedigree import Person, Sex, pedigree_of
from kintrace.web.language import translator
from tests.evidence.dna.family import COUSINS, GRANDMOTHER, HALF_SIBS, SIBS, TRIO, family

LOOP = family("A/m B/f P/m:A+B Q/f:A+B C/m:P+Q")
WIVES = family("F/m M/f W/f V/f C/m:F+M T/f:F+M H/m:F+W K/f:F+V")
SVG = "{http://www.w3.org/2000/svg}"


def _read(svg):
    return ET.fromstring(svg)  # noqa: S314 - our own picture


def _drawn(pedigree=TRIO, **more):
    more = {"sampled": {"C", "M"}, "sought": "C", "labels": {"C": "C-1", "M": "S-2"}} | more
    return pedigree_svg(pedigree, **more)


def test_the_sampled_are_filled_and_the_sought_is_ringed():
    root = _read(_drawn())
    squares = root.findall(f"{SVG}rect")
    assert [one.get("fill") for one in squares] == ["none", "currentColor", "none"]  # father, child, its ring
    assert root.findall(f"{SVG}circle")[0].get("fill") == "currentColor"


def test_who_has_no_code_has_a_dashed_outline():
    (father, child, _) = _read(_drawn()).findall(f"{SVG}rect")
    assert father.get("stroke-dasharray")
    assert child.get("stroke-dasharray") is None


def test_codes_are_written_and_said_for_those_who_do_not_see():
    root = _read(_drawn(labels={"C": '<a b="c">', "M": "S-2"}))
    words = [one.text for one in root.findall(f"{SVG}text")]
    assert words == ["S-2", '<a b="c">', "a sample", "no sample", "the one sought"]
    assert "S-2" in root.find(f"{SVG}title").text


def test_arabic_words_stand_from_the_right():
    root = _read(_drawn(translate=translator("ar"), rtl=True))
    assert root.findall(f"{SVG}text")[-1].text == "المطلوب"
    assert root.findall(f"{SVG}text")[-1].get("direction") == "rtl"


def test_nothing_in_it_is_run_or_fetched():
    assert not [word for word in ("script", "href", "style=", "url(", "<image") if word in _drawn()]


@pytest.mark.parametrize("pedigree", [TRIO, SIBS, HALF_SIBS, COUSINS, GRANDMOTHER, LOOP, WIVES])
def test_parents_stand_above_and_nobody_on_another(pedigree):
    _check(pedigree, "C")


def test_a_father_stands_between_his_wives_and_their_children_in_order():
    places = {one: place for one, (place, _) in places_of(WIVES, middle="C").items()}
    assert min(places["W"], places["V"]) < places["F"] < places["M"]
    assert abs(places["C"] - places["T"]) == pytest.approx(1)


def test_a_wife_without_children_is_drawn_beside_her_husband():
    alone = family("F/m M/f C/m:F+M W/f V/f")
    labels = {"C": "C-1", "W": "2", "V": "3"}
    without, drawn = (
        _read(_drawn(alone, labels=labels, sampled=(), wed=wed)) for wed in ((), [("F", "W"), ("F", "V")])
    )
    assert "2" not in {one.text for one in without.findall(f"{SVG}text")}
    assert {"2", "3"} <= {one.text for one in drawn.findall(f"{SVG}text")}
    assert len(drawn.findall(f".//{SVG}path")) == len(without.findall(f".//{SVG}path")) + 2


@pytest.mark.parametrize("pedigree", [TRIO, HALF_SIBS, WIVES])
def test_wives_without_children_stand_on_nobody(pedigree):
    father = pedigree.by_id["C"].father
    wives = tuple(Person(name, sex=Sex.FEMALE) for name in ("X", "Y"))
    larger, wed = pedigree_of([*pedigree.persons, *wives]), tuple((father, one.id) for one in wives)
    places = places_of(larger, middle="C", wed=wed)
    assert {places[one.id][1] for one in wives} == {places[father][1]}
    assert len({(round(place, 6), row) for place, row in places.values()}) == len(places)


def test_a_whole_row_of_brothers_and_sisters_stays_close():
    places = places_of(family("F/m M/f " + " ".join(f"C{n}/m:F+M" for n in range(6))), middle="C0")
    assert max(place for place, _ in places.values()) == pytest.approx(5)


def _check(pedigree, middle):
    places = places_of(pedigree, middle=middle)
    for person in pedigree.persons:
        for parent in person.parents:
            assert places[parent][1] < places[person.id][1]
    rows = {}
    for place, row in places.values():
        rows.setdefault(row, []).append(place)
    for row in rows.values():
        row.sort()
        assert all(right - left > 0.99 for left, right in pairwise(row))


@st.composite
def _families(draw):
    persons = [Person("A", sex=Sex.MALE), Person("B", sex=Sex.FEMALE)]
    for number in range(draw(st.integers(1, 8))):
        sex = draw(st.sampled_from([Sex.MALE, Sex.FEMALE]))
        fathers = [one.id for one in persons if one.sex is Sex.MALE]
        mothers = [one.id for one in persons if one.sex is Sex.FEMALE]
        born = draw(st.booleans())
        parents = (draw(st.sampled_from(fathers)), draw(st.sampled_from(mothers))) if born else (None, None)
        persons.append(Person(f"P{number}", *parents, sex))
    return pedigree_of(persons)


@settings(max_examples=120, deadline=None)
@given(_families(), st.sampled_from("AB"))
def test_any_family_can_be_drawn(pedigree, middle):
    _check(pedigree, middle)
    _read(_drawn(pedigree, sought=middle))
