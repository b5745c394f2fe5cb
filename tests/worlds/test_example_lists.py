"""The lists in examples/ are what their script makes, and their answers fit them."""

import csv
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from kintrace.linelist import read_list

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
SIDES = {"hotline.xlsx": "requests", "orphanage.csv": "children"}


def _entries(path):
    return {entry.id: entry.values for entry in read_list(path, today=date(2018, 1, 1), side=SIDES[path.name]).entries}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made")
    script = ROOT / "resources" / "examples" / "make_lists.py"
    subprocess.run([sys.executable, str(script), str(folder)], check=True, capture_output=True)
    return folder


@pytest.mark.parametrize("name", SIDES)
def test_a_list_is_what_the_script_makes(name, made):
    assert _entries(EXAMPLES / name) == _entries(made / name)


@pytest.mark.parametrize("name", SIDES)
def test_a_list_has_twenty_five_rows(name):
    assert len(_entries(EXAMPLES / name)) == 25


def test_the_answers_speak_of_the_lists():
    with (EXAMPLES / "answers.csv").open(encoding="utf-8") as file:
        answers = {row["request_id"]: row["child_id"] for row in csv.DictReader(file)}
    assert set(answers) == set(_entries(EXAMPLES / "hotline.xlsx"))
    assert set(filter(None, answers.values())) <= set(_entries(EXAMPLES / "orphanage.csv"))
