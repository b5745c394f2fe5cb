"""The examples of a page of the documentation, run as a reader would; what a page left is there for others to look at.

A block of bash or Python after the line `<!-- run -->` is run; the blocks of one page run in order, in one folder
that starts as a copy of examples/.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
RUN = re.compile(r"<!-- run -->\n+```(bash|python)\n(.*?)\n```", re.DOTALL)
PAGES = {
    page.relative_to(ROOT).as_posix(): blocks
    for page in (*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md")))
    if (blocks := RUN.findall(page.read_text()))
}
PROGRAMS = {"bash": ("bash", "-euc"), "python": (sys.executable, "-c")}


def strangers_surroundings(home):
    """Return variables that know nothing of this checkout or its tests; `kintrace` is on the path."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("KINTRACE_", "DJANGO_", "PYTHON"))
    }
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    return {**kept, "PATH": path, "HOME": str(home), "KINTRACE_HOME": str(home / "home")}


@pytest.fixture(scope="session")
def followed(tmp_path_factory):
    """Run the blocks of a page, once for all tests; returns the folder they ran in, and how each ended."""
    known = {}

    def following(page):
        if page not in known:
            folder = tmp_path_factory.mktemp("page")
            here = shutil.copytree(ROOT / "examples", folder / "examples")
            known[page] = here, [_ran(block, here, folder) for block in PAGES[page]]
        return known[page]

    return following


def _ran(block, here, folder):
    language, text = block
    words = [*PROGRAMS[language], text]
    return subprocess.run(
        words, cwd=here, env=strangers_surroundings(folder), capture_output=True, text=True, check=False
    )
