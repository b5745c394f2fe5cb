"""Whom to ask next: the order that theory demands, and the same answer to the same question."""

import pytest

from kintrace.evidence.dna.frequencies import shipped
from kintrace.evidence.dna.locus import locus_of
from kintrace.evidence.dna.sampling import whom_next
from kintrace.evidence.dna.screening import SeekingFamily
from kintrace.kernel.errors import WrongUse
from tests.evidence.dna.family import family

LOCI = [locus_of(marker, table) for marker, table in shipped()["norSTR_westAsiaDB"].items() if marker != "SE33"][:13]
HOUSE = family("A/m B/f F/m:A+B U/m:A+B M/f C/m:F+M S/f:F+M N/f H/m:F+N")
UNTESTED = SeekingFamily(HOUSE, {}, "C")


def _ask(relatives, **more):
    return whom_next(UNTESTED, dict.fromkeys(relatives, 0.0) | more, LOCI, threshold=100, simulations=40)


def test_a_mother_before_a_sister_before_an_uncle():
    found = _ask("USM")
    assert [suggestion.person for suggestion in found] == ["M", "S", "U"]
    assert found[0].before == 0.0
    assert found[0].after > 0.9


def test_waiting_long_may_make_the_nearer_relative_the_worse_choice():
    found = _ask("S", M=1500.0)
    assert [suggestion.person for suggestion in found] == ["S", "M"]
    assert found[1].gain > found[0].gain


def test_the_same_question_has_the_same_answer():
    assert _ask("SU") == _ask("SU")


def test_who_else_is_asked_changes_nothing():
    assert _ask("U") == [suggestion for suggestion in _ask("MU") if suggestion.person == "U"]


def test_lines_of_fathers_and_of_mothers():
    lines = {suggestion.person: (suggestion.y_line, suggestion.mt_line) for suggestion in _ask("AUSMH")}
    assert lines == {"A": (True, False), "U": (True, False), "S": (False, True), "M": (False, True), "H": (True, False)}


@pytest.mark.parametrize("person", ["C", "Z"])
def test_who_cannot_be_asked_is_named(person):
    with pytest.raises(WrongUse, match=person):
        _ask([person])
