"""Joint identification: numbers by hand, then what the classes mean, then the anchors where they are at hand."""

import json
import math
import os
from pathlib import Path

import pytest

from kintrace.evidence.dna.document import Part
from kintrace.evidence.dna.problem import answer_problem

BENCH = Path(os.environ.get("KINTRACE_BENCH", "nowhere"))


def _rows(text):
    return [dict(zip(("id", "fid", "mid", "sex"), row.split(), strict=True)) for row in text.split(",")]


def _problem(markers=1, **changes):
    """A father each in two families seeks a child; the alleles are ten, each 0.1 common."""
    names = [f"L{number}" for number in range(markers)]
    typed = lambda pair: {name: list(pair) for name in names}  # noqa: E731
    family = lambda: _rows("R 0 0 1,X 0 0 2,M 0 0 1")  # noqa: E731
    one, other = family(), family()
    one[2] |= {"id": "M1", "fid": "R", "mid": "X"}
    other[2] |= {"id": "M2", "fid": "R", "mid": "X", "sex": "2"}
    return {
        "id": "two fathers",
        "markers": names,
        "loci": {name: {"freq": {str(allele): 0.1 for allele in range(10)}} for name in names},
        "missing": ["M1", "M2"],
        "pm": {"V1": {"sex": 1, "genotypes": typed("12")}, "V2": {"sex": 2, "genotypes": typed("34")}},
        "am": {
            "A": {"pedigree": one, "genotypes": {"R": typed("11")}},
            "B": {"pedigree": other, "genotypes": {"R": typed("35")}},
        },
    } | changes


def _answer(**changes):
    return answer_problem(Part(_problem(**changes), "row 1"))


def test_pairs_by_hand():
    pairs = _answer()["pairwise_log10LR"]
    assert pairs["V1"] == {"M1": pytest.approx(math.log10(0.5 / 0.1)), "M2": None}  # 1/(2·p1), and a boy is no daughter
    assert pairs["V2"] == {"M1": None, "M2": pytest.approx(math.log10(0.25 / 0.1))}  # 1/(4·p3)


def test_posteriors_by_hand():
    answer = _answer()
    assert answer["joint_n_assignments"] == 4
    best = answer["joint_top"][0]
    assert best["assignment"] == {"V1": "M1", "V2": "M2"}
    assert best["posterior_flat_prior"] == pytest.approx(5 / 6 * 2.5 / 3.5)
    assert best["loglik"] == pytest.approx(math.log(0.01 * 0.02 * 0.02 * 0.02 * 5 * 2.5))
    assert answer["posterior_pairing_flat_prior"]["V1"] == {"M1": pytest.approx(5 / 6), "*": pytest.approx(1 / 6)}


@pytest.mark.parametrize(
    ("markers", "one", "other"),
    [(1, "Inconclusive", "Inconclusive"), (5, "Probable", "Inconclusive"), (12, "Undisputed", "Undisputed")],
)
def test_classes_follow_the_ratio(markers, one, other):
    said = _answer(markers=markers)["conclusions"]
    assert (said["M1"], said["V1"]) == (one, one)
    assert (said["M2"], said["V2"]) == (other, other)


def test_three_impossible_markers_exclude():
    pm = {"V1": {"sex": 1, "genotypes": {f"L{n}": ["7", "8"] for n in range(3)}}}
    said = _answer(markers=3, pm=pm)["conclusions"]
    assert said == {"M1": "Excluded", "M2": "Excluded", "V1": "Excluded"}


def test_siblings_nobody_can_tell_apart_are_said_to_be_so():
    names = [f"L{number}" for number in range(9)]
    pm = {"V1": {"sex": 2, "genotypes": {name: ["1", "3"] for name in names}}}
    pedigree = _rows("R 0 0 1,S 0 0 2,M1 R S 2,M2 R S 2")
    am = {
        "A": {
            "pedigree": pedigree,
            "genotypes": {"R": {n: ["1", "2"] for n in names}, "S": {n: ["3", "4"] for n in names}},
        }
    }
    answer = _answer(markers=9, pm=pm, am=am)
    assert answer["conclusions"] == dict.fromkeys(("M1", "M2", "V1"), "Symmetric match")
    assert answer["posterior_pairing_flat_prior"]["V1"]["M1"] == pytest.approx(0.5, abs=1e-6)


def test_who_shares_no_blood_with_anybody_tested_cannot_be_identified():
    am = {"A": {"pedigree": _rows("R 0 0 1,M1 0 0 2,M2 0 0 1"), "genotypes": {"R": {"L0": ["1", "2"]}}}}
    assert _answer(am=am)["conclusions"]["M1"] == "Nonidentifiable"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"missing": ["M1", "M9"]}, "M9 is missing in 0 families"),
        ({"missing": ["M1", "M2", "R"]}, "R is missing, and yet has a profile"),
        ({"markers_": 1, "loci": {}}, "marker L0 has no table under loci"),
        ({"pm": {"V1": {"genotypes": {}}}}, "pm, V1: sex is missing"),
        ({"pm": {"M1": {"sex": 1, "genotypes": {}}}}, "M1 is the name of a sample and of a missing person"),
        ({"am": None}, "am is missing"),
        ({"pm": {"V1": {"sex": 1, "genotypes": {"L0": ["1", "77"]}}}}, "allele 77 at L0"),
    ],
)
def test_a_complaint_names_the_place(changes, told):
    error = _answer(**changes)["error"]
    assert error.startswith("problem two fathers")
    assert told in error


@pytest.mark.skipif(not BENCH.is_dir(), reason="KINTRACE_BENCH names no folder with the anchor problems of dvir")
@pytest.mark.parametrize("name", ["example2", "fire", "KETPchap481", "KETPexer497", "sim1", "sim2"])
def test_the_anchor_problems_of_dvir(name):
    problem = next(p for p in json.loads((BENCH / "dvi_dev.json").read_text())["problems"] if p["id"] == name)
    expected, answer = problem["expected"], answer_problem(Part(problem, name))
    found = {json.dumps(row["assignment"], sort_keys=True): row["posterior_flat_prior"] for row in answer["joint_top"]}
    for row in expected["joint_top"]:
        assert found[json.dumps(row["assignment"], sort_keys=True)] == pytest.approx(
            row["posterior_flat_prior"], abs=1e-9
        )
    classes = {row["Missing"]: row["Conclusion"] for row in expected["dviSolve_AM"]}
    assert {person: answer["conclusions"][person] for person in classes} == classes
