"""The models in the package are what the scripts beside their sources make; a change of either is noticed."""

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).parents[2]
NAMED = [
    "resources/spelling/compile.py",
    "resources/spelling/learning.py",
    "resources/spelling/counting.py",
    "resources/spelling/neighbours.py",
    "resources/spelling/closeness.py",
    "resources/spelling/ar_la.tsv.gz",
    "resources/spelling/ru_la.tsv.gz",
    "resources/spelling/attested.tsv.gz",
    *(
        f"src/kintrace/evidence/spelling/{part}.py"
        for part in "scripts alphabet transducer swift around background embedding attested pairing curve".split()
    ),
]


def check(script: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True, check=False)


@pytest.fixture
def copied(tmp_path):
    """Return a copy of what the spelling model is made from, laid out as in the checkout."""
    for path in (*NAMED, "src/kintrace/evidence/spelling/model.npz"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, tmp_path / path)
    return tmp_path


@pytest.mark.parametrize("part", ["spelling", "matching"])
def test_a_model_in_the_package_matches_its_sources(part):
    done = check(ROOT / "resources" / part / "compile.py")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_faithful_copy_passes_wherever_it_stands(copied):
    assert check(copied / NAMED[0]).returncode == 0


@pytest.mark.parametrize("path", NAMED)
def test_a_changed_source_is_noticed_and_the_remedy_named(copied, path):
    with (copied / path).open("ab") as source:
        source.write(b"\n")
    done = check(copied / NAMED[0])
    assert done.returncode == 1
    assert "run resources/spelling/compile.py" in done.stderr


def test_the_shipped_spelling_model_holds_numbers_only_and_is_small():
    path = ROOT / "src/kintrace/evidence/spelling/model.npz"
    with np.load(path, allow_pickle=False) as stored:
        kinds = {stored[name].dtype.kind for name in stored.files if name != "fingerprint"}
        assert kinds <= {"f", "i", "u"}
        assert all(np.isfinite(stored[name]).all() for name in stored.files if name != "fingerprint")
    assert path.stat().st_size < 7_000_000
