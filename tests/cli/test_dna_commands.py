"""The DNA commands, started as people start them."""

import json

import pytest

from kintrace.cli import main
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
    assert "1 cases answered, 1 could not be." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("document", "told"),
    [("{", "is not JSON (line 1"), ("[]", "The file: should be a group"), ("{}", "cases is missing")],
)
def test_a_file_that_holds_no_cases_ends_with_1(written, tmp_path, capsys, document, told):
    assert main.outcome(["lr", written("cases.json", document), "-o", str(tmp_path / "out.json")]) == 1
    assert told in capsys.readouterr().err
    assert not (tmp_path / "out.json").exists()


def test_joint_problems_are_answered_side_by_side(written, tmp_path, capsys):
    problems = written("problems.json", {"problems": [_problem(), {"id": "empty"}]})
    assert main.outcome(["dvi", problems, "-o", str(tmp_path / "out.json")]) == 0
    good, bad = json.loads((tmp_path / "out.json").read_text())["problems"]
    assert good["joint_top"][0]["assignment"] == {"V1": "M1", "V2": "M2"}
    assert bad["error"] == "problem empty: loci is missing."
    assert "1 problems answered, 1 could not be." in capsys.readouterr().err
