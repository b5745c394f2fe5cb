"""Words that come from another record say so, and a brother's or sister's name is called that."""

from kintrace.matching.engine import match_lists
from kintrace.matching.prepared import Prepared
from kintrace.matching.terms import TERMS, weigh_terms
from tests.matching.made import said

TOGETHER = {"last_place": "Mosul", "last_date": "2017-08-01"}


def words(request, children, child_id, kind):
    ranking = match_lists([request], children)[0]
    candidate = next(one for one in ranking.candidates if one.child_id == child_id)
    return str(next(term.because for term in candidate.terms if term.kind == kind))


def test_a_parent_whom_only_a_registered_sibling_named_is_said_to_be_so():
    children = [
        said("C1", name="Zelimkhan", father_name="Vakha", siblings="Deni", **TOGETHER),
        said("C2", name="Deni", siblings="Zelimkhan", **TOGETHER),
    ]
    request = said("R", name="Дени", father_name="Ваха")
    assert "as C1, registered with this child, says" in words(request, children, "C2", "relations")
    assert "registered with this child" not in words(request, children, "C1", "relations")


def test_a_child_who_bears_a_siblings_name_is_said_to():
    request = said("R", name="Халид", siblings="Зулейха")
    children = [said("C1", name="Zuleikha", siblings="Khalid"), said("C2", name="Timur")]
    assert "is the name of a brother or sister in the request" in words(request, children, "C1", "names")
    assert "may be this child's brother or sister" in words(request, children, "C1", "relations")


def test_a_shared_surname_speaks_for_the_family_and_another_against():
    def weight(found: str) -> float:
        prepared = Prepared([said("R", name="Петрова Анна Ивановна")], [said("C", name=found), said("D", name="Hamza")])
        pairs = next(prepared.blocks()).pairs
        this, _ = weigh_terms(prepared.background, pairs)
        return float(this[0, [term.name for term in TERMS].index("surname")])

    assert weight("Anna Petrova") > 0.3
    assert weight("Anna Karimova") < 0
    assert weight("Anna") == 0.0
