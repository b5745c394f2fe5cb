"""DNA is one more weight: it settles what names left open, and says nothing of pairs it was not compared for."""

from datetime import date

import pytest

from kintrace.kernel.says import says
from kintrace.matching.dossier import dossier_of
from kintrace.matching.engine import match_lists
from kintrace.matching.genetic import IMPOSSIBLE, Genetic

TODAY = date(2018, 1, 1)
BECAUSE = says("DNA compared with the family; markers: {markers}", markers=21)
CHILDREN = [
    dossier_of("k1", {"name": ["Умар"], "father_name": ["Шамиль"]}, today=TODAY),
    dossier_of("k2", {"name": ["Умар"], "father_name": ["Шамиль"]}, today=TODAY),
    *(
        dossier_of(f"n{n}", {"name": [name], "father_name": ["Иса"]}, today=TODAY)
        for n, name in enumerate(["Аюб", "Лема", "Хава"])
    ),
]
REQUEST = dossier_of("q", {"name": ["Умар"], "father_name": ["Шамиль"], "mother_name": ["Айна"]}, today=TODAY)


def ranked(dna):
    (answer,) = match_lists([REQUEST], CHILDREN, dna=dna)
    return {one.child_id: one for one in answer.candidates}


def test_it_settles_what_names_left_open():
    before, after = ranked({}), ranked({("q", "k1"): Genetic(6.0, 4.0, BECAUSE)})
    assert before["k1"].probability == pytest.approx(before["k2"].probability)
    assert after["k1"].probability > 0.9
    assert after["k2"].probability < 0.1
    assert after["k1"].weight == pytest.approx(before["k1"].weight + 6.0)
    assert sum(term.log10_lr for term in after["k1"].terms) == pytest.approx(after["k1"].weight)


def test_it_tells_a_half_brother_from_the_child_sought():
    found = ranked({("q", "k1"): Genetic(-20.0, 5.0, BECAUSE)})["k1"]
    assert found.sibling_probability > 0.9
    assert found.terms[-1].log10_lr == IMPOSSIBLE


def test_a_brother_whom_dna_found_is_always_proposed():
    many = [dossier_of(f"m{n}", {"name": ["Умар"], "father_name": ["Шамиль"]}, today=TODAY) for n in range(30)]
    (answer,) = match_lists([REQUEST], [*many, *CHILDREN], dna={("q", "n2"): Genetic(-20.0, 12.0, BECAUSE)})
    (found,) = [one for one in answer.candidates if one.child_id == "n2"]
    assert found.sibling_probability > 0.5
    assert len(answer.candidates) == 10


def test_a_pair_that_words_did_not_bring_together_is_taken_in():
    assert ranked({("q", "n2"): Genetic(12.0, 8.0, BECAUSE)})["n2"].probability > 0.9


def test_only_pairs_that_were_compared_have_the_term():
    found = ranked({("q", "k1"): Genetic(6.0, 4.0, BECAUSE)})
    assert [found[one].terms[-1].kind for one in ("k1", "k2")] == ["dna", "marks"]


def test_who_is_in_neither_list_changes_nothing():
    assert ranked({("other", "k1"): Genetic(6.0, 4.0, BECAUSE)}) == ranked({})
