"""Bad input to the commands of DNA: what is told names the file, the person and the marker."""

import json

import pytest

from kintrace.cli import main
from tests.cli.test_dna_commands import CONSENTS, PAPER, _seeking
from tests.evidence.dna.test_cases import _case, _rows
from tests.evidence.dna.test_joint import _problem

EIGHT = list("ABCDEFGH")


@pytest.fixture
def told(tmp_path, capsys):
    """Run a command on documents written to files; return what it said on standard error, as one line."""

    def run(command, *words, **documents):
        for name, document in documents.items():
            text = document if isinstance(document, str) else json.dumps(document)
            (tmp_path / name.replace("_", ".")).write_text(text)
        typed = [str(tmp_path / word) if "." in word else word for word in words]
        main.outcome([command, *typed, "-o", str(tmp_path / "out")])
        return " ".join(capsys.readouterr().err.split())

    return run


def _hypotheses(rows):
    return {"father": {"pedigree": _rows(rows)}, "another": {"pedigree": _rows("F 0 0 1,X 0 0 1,M 0 0 2,C X M 1")}}


def _twice(names):
    return {name: {marker: ["a", "b"] for marker in EIGHT} for name in names}


BAD_CASES = {
    "unknown marker": ({"genotypes": {"C": {"D99": ["a", "b"]}}}, "C has marker D99, which is not among"),
    "marker without a table": ({"markers": ["D99"]}, "marker D99 is not in the frequency database paper"),
    "allele outside the table": ({"genotypes": {"C": {"L": ["a", "9.3"]}}}, "C has allele 9.3 at L"),
    "frequencies": ({"freq_override": {"L": {"a": 0.5, "b": 0.4}}}, "Marker L: its frequencies sum to 0.9, not to 1"),
    "own ancestor": ({"hypotheses": _hypotheses("F C 0 1,M 0 0 2,C F M 1")}, "father: F is their own ancestor"),
    "sex against role": (
        {"hypotheses": _hypotheses("F 0 0 2,M 0 0 2,C F M 1")},
        "F is the father of C, which their sex",
    ),
}


@pytest.mark.parametrize("name", BAD_CASES)
def test_a_case_that_cannot_be_weighed(told, name):
    changes, complaint = BAD_CASES[name]
    said = told("lr", "cases.json", cases_json={"frequency_databases": PAPER, "cases": [_case(**changes)]})
    assert "cases.json: case paternity" in said
    assert complaint in said
    assert "0 cases answered, 1 could not be" in said


def test_one_sample_under_two_names_is_told_and_the_case_answered(told):
    case = _case(
        markers=EIGHT,
        freq_override={marker: {"a": 0.5, "b": 0.5} for marker in EIGHT},
        genotypes=_twice("FC"),
    )
    said = told("lr", "cases.json", cases_json={"cases": [case]})
    assert "cases.json: case paternity: F and C are alike at all 8 markers: one sample twice, or twins?" in said
    assert "1 case answered, 0 could not be" in said


def test_impossible_is_an_answer_and_no_error(told, tmp_path):
    cc = {"F": {"L": ["c", "c"]}, "M": {"L": ["a", "a"]}, "C": {"L": ["a", "b"]}}
    said = told("lr", "cases.json", cases_json={"frequency_databases": PAPER, "cases": [_case(genotypes=cc)]})
    assert "1 case answered, 0 could not be" in said
    assert json.loads((tmp_path / "out").read_text())["cases"][0]["log10_lr_total"]["father"] == "-inf"


BAD_PROBLEMS = {
    "unknown marker": ({"pm": {"V1": {"sex": 1, "genotypes": {"D99": ["1", "2"]}}}}, "V1 has marker D99"),
    "allele outside the table": (
        {"pm": {"V1": {"sex": 1, "genotypes": {"L0": ["1", "77"]}}}},
        "V1 has allele 77 at L0",
    ),
    "frequencies": ({"loci": {"L0": {"freq": {"1": 0.2}}}}, "Marker L0: its frequencies sum to 0.2"),
}


@pytest.mark.parametrize("name", BAD_PROBLEMS)
def test_a_problem_that_cannot_be_solved(told, name):
    changes, complaint = BAD_PROBLEMS[name]
    said = told("dvi", "problems.json", problems_json={"problems": [_problem() | changes]})
    assert "problems.json: problem two fathers" in said
    assert complaint in said


def _family(**changes):
    seeking = _seeking()
    seeking["families"]["K-1"] |= changes
    return seeking


def _pedigree(rows):
    return [dict(zip(("id", "fid", "mid", "sex"), row.split(), strict=True)) for row in rows.split(",")]


BAD_FAMILIES = {
    "unknown marker": (_family(genotypes={"F": {"D99": ["1", "2"]}}), "families.json, families, K-1: F has marker D99"),
    "allele outside the table": (_family(genotypes={"F": {"FGA": ["22", "99"]}}), "K-1/F has allele 99 at FGA"),
    "frequencies": (
        _seeking() | {"frequencies": {"FGA": {"22": 0.5}}},
        "families.json: Marker FGA: its frequencies sum",
    ),
    "own ancestor": (_family(pedigree=_pedigree("F C 0 1,M 0 0 2,C F M 1")), "K-1: F is their own ancestor"),
    "sex against role": (
        _family(pedigree=_pedigree("F 0 0 2,M 0 0 2,C F M 1")),
        "K-1: F is the father of C, which their",
    ),
}
CHILDREN = "sample,sex,FGA_1,FGA_2,vWA_1,vWA_2,D99_1,D99_2\nA,M,23,24,14,14,1,2\n"


@pytest.mark.parametrize("name", BAD_FAMILIES)
def test_families_that_cannot_be_screened(told, name):
    families, complaint = BAD_FAMILIES[name]
    said = told(
        "screen",
        "families.json",
        "lab.csv",
        "--consents",
        "consents.csv",
        families_json=families,
        lab_csv="sample,sex,FGA_1,FGA_2\nA,M,23,24\n",
        consents_csv=CONSENTS,
    )
    assert "families.json" in said
    assert complaint in said


def test_markers_that_are_not_used_are_named(told):
    words = ("families.json", "lab.csv", "--consents", "consents.csv")
    said = told("screen", *words, families_json=_seeking(), lab_csv=CHILDREN, consents_csv=CONSENTS)
    assert "A, D99: not a marker that is known; it is not used." in said
    assert "vWA: the families' file has no frequencies of it; the marker is not used." in said


def test_one_sample_under_two_names_is_told_before_screening(told):
    markers = "FGA TH01 TPOX vWA SE33 D7S820 D5S818 D3S1358".split()
    head = ",".join(f"{marker}_1,{marker}_2" for marker in markers)
    rows = "".join(f"{name},M," + ",".join(["9", "10"] * len(markers)) + "\n" for name in "AD")
    seeking = _seeking() | {"frequencies": {marker: {"9": 0.5, "10": 0.5} for marker in markers}}
    for family in seeking["families"].values():
        family["genotypes"] = {"F": dict.fromkeys(markers, ("10", "9")), "M": {"FGA": ["9", "9"]}}
    words = ("families.json", "lab.csv", "--consents", "consents.csv")
    said = told("screen", *words, families_json=seeking, lab_csv=f"sample,sex,{head}\n{rows}", consents_csv=CONSENTS)
    assert "A and D are alike at all 8 markers: one sample twice, or twins?" in said
    assert "A and K-1/F are alike at all 8 markers" in said
