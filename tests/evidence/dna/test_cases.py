"""Cases as `kintrace lr` reads them: answers in the agreed shape, and every complaint names its place."""

import json
import math
import os
from pathlib import Path

import pytest

from kintrace.evidence.dna.case import answer_case, parts_of
from kintrace.evidence.dna.document import Part

BENCH = Path(os.environ.get("KINTRACE_BENCH", "nowhere"))


def _rows(text):
    return [dict(zip(("id", "fid", "mid", "sex"), row.split(), strict=True)) for row in text.split(",")]


def _case(**changes):
    case = {
        "id": "paternity",
        "markers": ["L"],
        "freq_db": "paper",
        "hypotheses": {
            "father": {"pedigree": _rows("F 0 0 1,M 0 0 2,C F M 1")},
            "another": {"pedigree": _rows("F 0 0 1,X 0 0 1,M 0 0 2,C X M 1")},
        },
        "reference": "another",
        "genotypes": {"F": {"L": ["b", "b"]}, "M": {"L": ["a", "a"]}, "C": {"L": ["a", "b"]}},
        "expected": {"whatever": "stands here"},
    }
    return {name: value for name, value in (case | changes).items() if value is not None}


def _answer(**changes):
    databases = {"paper": {"L": {"a": 0.1, "b": 0.2, "c": 0.3, "d": 0.4}, "K": {"a": 0.5, "b": 0.4}}}
    return answer_case(Part(_case(**changes), "row 1"), Part(databases, "databases"))


def test_an_answer_in_the_agreed_shape():
    answer = _answer()
    assert answer["id"] == "paternity"
    assert answer["error"] is None
    assert answer["log10_lr_total"]["father"] == pytest.approx(math.log10(5), abs=1e-12)
    assert answer["log10_lr_per_marker"]["another"] == {"L": 0.0}


def test_impossible_is_an_answer():
    cc = {"F": {"L": ["c", "c"]}, "M": {"L": ["a", "a"]}, "C": {"L": ["a", "b"]}}
    assert _answer(genotypes=cc)["log10_lr_total"] == {"father": "-inf", "another": 0.0}
    assert _answer(genotypes=cc, reference="father")["log10_lr_total"] == {"father": None, "another": "inf"}
    assert "father is impossible at 1 markers: L." in _answer(genotypes=cc)["notes"]


def test_one_sample_under_two_names_is_noted():
    markers = list("ABCDEFGH")
    one = {marker: ["a", "b"] for marker in markers}
    found = _answer(
        markers=markers,
        freq_override={marker: {"a": 0.5, "b": 0.5} for marker in markers},
        genotypes={"F": one, "C": {marker: ["b", "a"] for marker in markers}},
    )
    assert "F and C are alike at all 8 markers: one sample twice, or twins?" in found["notes"]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"reference": "uncle"}, "the reference uncle is not among the hypotheses"),
        ({"reference": None}, "reference is missing"),
        ({"hypotheses": []}, "case paternity, hypotheses: should be a group of named values"),
        ({"markers": ["Z"]}, "marker Z is not in the frequency database paper"),
        ({"markers": ["L", "L"]}, "marker L is named twice"),
        ({"markers": ["K"], "genotypes": {}}, "Marker K: its frequencies sum to 0.9"),
        ({"freq_db": "atlantis"}, "no frequency database atlantis"),
        ({"genotypes": {"C": {"L": ["a", "9.30"]}}}, "C has allele 9.30 at L"),
        ({"genotypes": {"C": {"M": ["a", "a"]}}}, "C has marker M, which is not among"),
        ({"genotypes": {"Z": {"L": ["a", "a"]}}}, "Z has a profile but is not in the pedigree of father"),
        ({"genotypes": {"C": {"L": ["a"]}}}, "genotypes, C, L: should be two alleles"),
        ({"genotypes": {"C": {"L": ["a", 1.5]}}}, "genotypes, C, L, row 2: should be a name or a short text"),
        ({"theta": 1}, "Theta is 1"),
        ({"theta": "much"}, "theta: should be a number"),
        ({"silent_freq": 2}, "silent allele is 2"),
        ({"dropout": {"samples": ["C"], "rate": 1}}, "the rate 1.0 is not a probability below 1"),
        ({"mutation": {"model": "odd"}}, "odd is not a model of mutation"),
        ({"mutation": {"model": "equal", "female": {}}}, "mutation, female: rate is missing"),
        ({"mutation": {"model": "equal", "female": {"rate": 2}}}, "female: A mutation rate of 2"),
        ({"hypotheses": {"another": {"pedigree": _rows("F C M 1,M 0 0 2,C F M 1")}}}, "own ancestor"),
        ({"hypotheses": {"another": {"pedigree": _rows("C 0 0 boy")}}}, "row 1, sex: should be 1"),
    ],
)
def test_a_complaint_names_the_place(changes, told):
    error = _answer(**changes)["error"]
    assert error.startswith("case paternity")
    assert told in error


@pytest.mark.parametrize("case", [None, 7, "x", [], {}, {"id": ["x"]}, {"id": "x", "hypotheses": {"a": 3}}])
def test_what_is_no_case_is_answered_with_an_error(case):
    assert answer_case(Part(case, "row 1"), None, number=1)["error"]


@pytest.mark.skipif(not BENCH.is_dir(), reason="KINTRACE_BENCH names no folder with the 92 anchor cases of pedprobr")
def test_the_anchor_cases_of_pedprobr():
    parts, databases = parts_of(json.loads((BENCH / "dna_dev.json").read_text()))
    worst = max(_worst(part.value, answer_case(part, databases)) for part in parts)
    assert worst <= 1e-9


def _worst(case, answer):
    assert answer["error"] is None
    expected = case["expected"]["log10_lr_per_marker"]
    return max(
        _apart(value, answer["log10_lr_per_marker"][name][marker])
        for name, markers in expected.items()
        for marker, value in markers.items()
    )


def _apart(one, other):
    return 0.0 if one == other or (one is None and other == "-inf") else abs(float(one) - float(other))
