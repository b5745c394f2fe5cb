"""The DNA commands, started as people start them."""

import json

import pytest

from kintrace.cli import main
from tests.evidence.dna.familias_files import fam
from tests.evidence.dna.test_cases import _case
from tests.evidence.dna.test_joint import _problem

PAPER = {"paper": {"L": {"a": 0.1, "b": 0.2, "c": 0.3, "d": 0.4}}}


@pytest.fixture
def written(tmp_path):
    """Write a document to a file; return its path as typed."""

    def write(name, document):
        path = tmp_path / name
        path.write_text(document if isinstance(document, str) else json.dumps(document))
        return str(path)

    return write


def test_one_bad_case_does_not_stop_the_others(written, tmp_path, capsys):
    cases = written("cases.json", {"frequency_databases": PAPER, "cases": [_case(id="bad", reference="?"), _case()]})
    assert main.outcome(["lr", cases, "-o", str(tmp_path / "out.json")]) == 0
    bad, good = json.loads((tmp_path / "out.json").read_text())["cases"]
    assert bad["error"].startswith("case bad: the reference ? is not among")
    assert good["log10_lr_total"]["father"] == pytest.approx(0.69897, abs=1e-5)
    assert "1 case answered, 1 could not be." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("document", "told"),
    [("{", "is not JSON (line 1"), ("[]", "cases.json: should be a group"), ("{}", "cases.json: cases is missing")],
)
def test_a_file_that_holds_no_cases_ends_with_1(written, tmp_path, capsys, document, told):
    assert main.outcome(["lr", written("cases.json", document), "-o", str(tmp_path / "out.json")]) == 1
    assert told in capsys.readouterr().err
    assert not (tmp_path / "out.json").exists()


@pytest.mark.parametrize("command", ["lr", "dvi", "estimate"])
def test_a_folder_instead_of_a_file_is_told_plainly(command, tmp_path, capsys):
    assert main.outcome([command, str(tmp_path), "-o", str(tmp_path / "out.json")]) == 1
    assert f"{tmp_path}: this is a folder; name the file itself." in capsys.readouterr().err


def test_a_report_beside_the_answers(written, tmp_path, capsys):
    cases = written("cases.json", {"frequency_databases": PAPER, "cases": [_case(id="bad", reference="?"), _case()]})
    page = tmp_path / "report.html"
    assert main.outcome(["lr", cases, "-o", str(tmp_path / "out.json"), "--report", str(page), "--lang", "ar"]) == 0
    assert '<html lang="ar" dir="rtl">' in page.read_text()
    assert "a report of 1 case." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["--report", "out.docx"], 2, "--report writes a page or a PDF"),
        (["--report", "out.html", "--lang", "xx"], 2, "does not speak 'xx'"),
        (["--report", "nowhere/out.html"], 1, "its folder does not exist"),
        (["--report", "none.html"], 1, "no case could be answered, so there is nothing to report"),
    ],
)
def test_a_report_that_cannot_be_is_refused(written, tmp_path, capsys, monkeypatch, words, code, told):
    monkeypatch.chdir(tmp_path)
    cases = written("cases.json", {"cases": [_case(id="bad", reference="?")]})
    assert main.outcome(["lr", cases, "-o", str(tmp_path / "out.json"), *words]) == code
    assert told in " ".join(capsys.readouterr().err.split())


def test_a_file_of_familias_is_a_case(written, tmp_path, capsys):
    out = tmp_path / "out.json"
    assert main.outcome(["lr", written("paternity.fam", fam()), "-o", str(out)]) == 0
    (case,) = json.loads(out.read_text())["cases"]
    assert case["log10_lr_total"]["H1"] == pytest.approx(0.69897, abs=1e-5)
    assert main.outcome(["lr", written("broken.fam", fam(silent="#TRUE#")), "-o", str(out)]) == 1
    assert "broken.fam: marker L has a silent allele" in capsys.readouterr().err


def test_joint_problems_are_answered_side_by_side(written, tmp_path, capsys):
    problems = written("problems.json", {"problems": [_problem(), {"id": "empty"}]})
    assert main.outcome(["dvi", problems, "-o", str(tmp_path / "out.json")]) == 0
    good, bad = json.loads((tmp_path / "out.json").read_text())["problems"]
    assert good["joint_top"][0]["assignment"] == {"V1": "M1", "V2": "M2"}
    assert bad["error"] == "problem empty: loci is missing."
    assert "1 problem answered, 1 could not be." in capsys.readouterr().err


def _seeking():
    rows = "F 0 0 1,M 0 0 2,C F M 1".split(",")
    pedigree = [dict(zip(("id", "fid", "mid", "sex"), row.split(), strict=True)) for row in rows]
    family = {
        "pedigree": pedigree,
        "missing": "C",
        "genotypes": {"F": {"FGA": ["22", "23"]}, "M": {"FGA": ["22", "24"]}},
    }
    return {"frequencies": {"FGA": {"22": 0.1, "23": 0.2, "24": 0.7}}, "families": {"K-1": family, "K-2": family}}


CHILDREN = "sample,sex,FGA_1,FGA_2\nA,M,23,24\nB,F,22,22\nD,,22,22\nE,M,22,22\n"
CONSENTS = "who,consent\nA,yes\nB,yes\nD,yes\nE,no\nK-1/F,yes\nK-1/M,yes\nK-2/F,no\n"


def _screen(written, tmp_path, *more, families=None, children=CHILDREN, consents=CONSENTS):
    words = [written("families.json", families or _seeking()), written("lab.csv", children)]
    words += ["--consents", written("consents.csv", consents), "-o", str(tmp_path / "out.csv"), *more]
    return main.outcome(["screen", *words])


def test_screening_writes_a_row_a_pair_and_counts_who_did_not_agree(written, tmp_path, capsys):
    assert _screen(written, tmp_path) == 0
    header, *rows = (tmp_path / "out.csv").read_text().splitlines()
    assert header == "family,child,log10_lr,inconsistent_loci"
    assert [row.split(",")[:2] for row in rows] == [["K-1", "A"], ["K-1", "D"]]  # B is a girl, E said no
    assert float(rows[0].split(",")[2]) == pytest.approx(-0.05, abs=0.01)  # ¼ / (2·0.2·0.7), but for mutation
    assert "1 child, 2 relatives (1 family with them)" in capsys.readouterr().err


def test_only_pairs_above_a_bound_when_asked(written, tmp_path):
    assert _screen(written, tmp_path, "--at-least", "1") == 0
    assert len((tmp_path / "out.csv").read_text().splitlines()) == 2


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"consents": "who,consent\nA,perhaps\n"}, "row 2 (A): write yes or no"),
        ({"consents": "who,consent\nA,yes\nA,no\n"}, "A says both yes and no"),
        ({"consents": "name\nA\n"}, "needs the columns who and consent"),
        ({"families": {"frequencies": {}, "families": {}, "markers": ["FGA"]}}, "marker FGA is not in the table"),
        ({"families": {"freq_db": "atlantis", "families": {}}}, "there is no frequency database atlantis"),
        ({"children": "sample,sex,FGA_1,FGA_2\nA,M,23,99\n"}, "A has allele 99 at FGA"),
    ],
)
def test_screening_says_what_is_wrong_and_where(written, tmp_path, capsys, more, told):
    assert _screen(written, tmp_path, **more) == 1
    assert told in capsys.readouterr().err


def test_screening_without_consents_is_wrong_use(written, tmp_path):
    words = [written("families.json", _seeking()), written("lab.csv", CHILDREN)]
    assert main.outcome(["screen", *words, "-o", str(tmp_path / "out.csv")]) == 2
