"""Two rows of one list about one child: found, told from brothers, and never made of one clerk's page."""

import ast
import re
from pathlib import Path

import pytest

import kintrace
from kintrace.matching.duplicates import find_duplicates
from kintrace.matching.match import KINDS
from kintrace.matching.one_list import IN_ONE_LIST
from tests.matching.made import demo_world, dossiers, said

GRANDMOTHER = said(
    "R1", name="Магомедов Умар Алиевич", sex="m", birth_date="2013-04-18", father_name="Али", mother_name="Зарема",
    siblings="Амина", languages="che", origin="Грозный",
)  # fmt: skip
AUNT = said(
    "R2", name="Омар Магомедов", sex="m", birth_date="2013-04", father_name="Али", mother_name="Зарема",
    languages="che", origin="Грозный",
)  # fmt: skip
SISTER = said(
    "R3", name="Магомедова Амина Алиевна", sex="f", birth_date="2011-06-02", father_name="Али", mother_name="Зарема",
    siblings="Умар", languages="che", origin="Грозный",
)  # fmt: skip
STRANGER = said("R4", name="Юсупов Тимур", sex="m", birth_date="2009", father_name="Руслан")


# What a sentence says that knows of a request on one side and of a registered child on the other.
OF_TWO_SIDES = re.compile(r"\b(sought:|found:|sought,|the request|registered|the family and|the family speaks)")
SPEAK_OF_PAIRS = ("evidence/dates/compare", "evidence/places/movement", "evidence/places/origin",
                  "evidence/languages/compare", "matching/because", "matching/kin")  # fmt: skip
# Weights that are silent have other words by the time they are shown: see matching.because.
NEVER_SHOWN = {
    "the list of children gives neither age nor date of birth",
    "the request gives neither age nor date of birth",
}


def worded():
    """Return the sentences by which the terms of a pair speak of two sides."""
    home = Path(kintrace.__file__).parent
    calls = (
        node
        for name in SPEAK_OF_PAIRS
        for node in ast.walk(ast.parse((home / f"{name}.py").read_text(encoding="utf8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "says" and node.args
    )
    texts = {call.args[0].value for call in calls if isinstance(call.args[0], ast.Constant)}
    return {text for text in texts if OF_TWO_SIDES.search(text)} - NEVER_SHOWN


@pytest.fixture(scope="module")
def world():
    return demo_world(seed=2, families=120)


@pytest.fixture(scope="module")
def found(world):
    return find_duplicates(dossiers(world.requests))


def test_two_relatives_who_seek_one_child_are_found_with_their_reasons():
    (pair,) = find_duplicates([GRANDMOTHER, AUNT, SISTER, STRANGER])
    assert (pair.id_a, pair.id_b) == ("R1", "R2")
    assert pair.probability > 0.5
    assert [term.kind for term in pair.terms] == list(KINDS)
    assert pair.weight == pytest.approx(sum(term.log10_lr for term in pair.terms))


def test_a_sister_is_a_sister():
    pairs = find_duplicates([GRANDMOTHER, SISTER], at_least=0.0)
    assert all(pair.probability < 0.02 < pair.sibling_probability for pair in pairs)


def test_most_duplicates_of_a_world_are_found_and_most_found_are_duplicates(world, found):
    person = {row["id"]: row["person"] for row in world.persons}
    rows = [person[row["id"]] for row in world.requests]
    true = sum(rows.count(one) - 1 for one in set(rows) if rows.count(one) > 1)
    right = sum(person[pair.id_a] == person[pair.id_b] for pair in found)
    assert true > 20
    assert right / true > 0.8
    assert right / len(found) > 0.8


def test_the_likeliest_come_first_and_no_pair_comes_twice(found):
    held = [pair.probability for pair in found]
    assert held == sorted(held, reverse=True)
    assert len({frozenset((pair.id_a, pair.id_b)) for pair in found}) == len(found)


def test_the_order_of_the_list_changes_no_probability(world, found):
    again = find_duplicates(dossiers(world.requests)[::-1])
    before, after = (
        {frozenset((one.id_a, one.id_b)): one.probability for one in some if one.probability > 0.51}
        for some in (found, again)
    )
    assert before == pytest.approx(after, abs=1e-6)


@pytest.mark.parametrize("count", [0, 1])
def test_a_list_of_nobody_or_one_has_no_duplicates(count):
    assert find_duplicates([GRANDMOTHER][:count]) == ()


def test_a_clerk_who_writes_down_a_family_on_one_day_writes_of_two_children():
    family = {"sex": "m", "father_name": "Ghattas", "mother_name": "Zarema", "last_place": "Raqqa"}
    page = [said(f"C{age}", name="Omar", age=str(age), last_date="2017-07-01", **family) for age in (3, 6)]
    assert find_duplicates(page, at_least=0.1) == ()


def test_reasons_speak_of_rows_and_not_of_a_request_and_a_list():
    boy, girl = (said(sex, name="Абу-Бакр", sex=sex, birth_date="2013-04-18", father_name="Хасмагомед") for sex in "mf")
    (pair,) = find_duplicates([boy, girl], at_least=0.0)
    told = "; ".join(str(term.because) for term in pair.terms)
    assert "one row says a girl, the other a boy" in told
    assert not OF_TWO_SIDES.search(told)


@pytest.mark.parametrize("template", sorted(worded()))
def test_every_sentence_about_a_request_and_a_register_has_words_for_two_rows(template):
    assert not OF_TWO_SIDES.search(IN_ONE_LIST[template])


def test_none_of_a_whole_world_speaks_of_who_was_sought_and_who_was_found(found):
    told = {str(term.because) for pair in found for term in pair.terms}
    assert len(told) > 50
    assert [words for words in told if OF_TWO_SIDES.search(words)] == []


def test_progress_ends_with_all_rows_done():
    told = []
    find_duplicates([GRANDMOTHER, AUNT, SISTER], progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (3, 3)
