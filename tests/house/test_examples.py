"""The examples of the documentation run.

A block of bash or Python after the line `<!-- run -->` is run; the blocks of one page run in order, in one folder
that starts as a copy of examples/.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RUN = re.compile(r"<!-- run -->\n+```(bash|python)\n(.*?)\n```", re.DOTALL)
PAGES = {
    page.relative_to(ROOT).as_posix(): blocks
    for page in (*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md")))
    if (blocks := RUN.findall(page.read_text()))
}
PROGRAMS = {"bash": ("bash", "-euc"), "python": (sys.executable, "-c")}


@pytest.mark.parametrize("document", PAGES)
def test_the_examples_of_a_document_run(document, tmp_path, strangers_environment):
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    for language, block in PAGES[document]:
        done = subprocess.run(
            [*PROGRAMS[language], block],
            cwd=tmp_path / "examples",
            env=strangers_environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{block}\n{done.stderr}"


def test_there_are_examples():
    assert sum(len(blocks) for blocks in PAGES.values()) >= 3
