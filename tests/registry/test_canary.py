"""C1: of ten thousand names and telephone numbers that went through the site, no byte is left in the clear."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.registry.canaries import hits, names, telephones

ROOT = Path(__file__).parents[2]


@pytest.fixture
def program(tmp_path, first_files):
    """Run a program in an office of its own, over SQLite; what it printed lies in the folder too."""
    home = shutil.copytree(first_files, tmp_path / "home")
    (tmp_path / "tmp").mkdir()

    def run(*words, whole=True):
        passed = {name: value for name, value in os.environ.items() if not name.startswith(("KINTRACE", "DJANGO"))}
        here = {"KINTRACE_HOME": str(home), "KINTRACE_KEYS": "demo", "TMPDIR": str(tmp_path / "tmp")}
        words = [sys.executable, "-m", "tests.registry.office_of_canaries", *words]
        ran = subprocess.run(words, cwd=ROOT, env=passed | here, capture_output=True, check=False)
        assert not whole or ran.returncode == 0, ran.stderr.decode()[-3000:]
        with (tmp_path / "log").open("ab") as log:
            log.write(ran.stderr)
        return ran.stdout.decode()

    run.folder = tmp_path
    return run


def test_c1_nothing_that_names_anybody_lies_in_the_clear(program):
    answers = program("enter").split()
    assert "200" in answers
    assert set(answers[1::2]) - {"UnusableData"} == {"200"}
    assert hits(program.folder) == []


@pytest.mark.parametrize("field", ["registry.Source.name"])
def test_c1_the_search_finds_one_column_that_is_left_unsealed(program, field):
    program("enter", field, whole=False)  # what was left unsealed does not open again, which ends the program
    assert hits(program.folder)


def test_c1_a_record_of_the_main_job_is_sealed_in_place(program):
    for path in program.folder.glob("home/*.sqlite3"):
        path.unlink()
    program("old")
    assert hits(program.folder)
    said = program("migrate").strip().split("|")
    assert said == ["1250", names()[0], f"{names()[0]}0", f"{names()[1]} {telephones()[3]}"]
    assert hits(program.folder) == []


@pytest.mark.parametrize("coding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_the_search_finds_each_of_them_in_each_coding(tmp_path, coding):
    for one in (*names(8), *telephones(2)):
        (tmp_path / "file").write_bytes(b"\x07" + one.encode(coding))
        assert hits(tmp_path), one
