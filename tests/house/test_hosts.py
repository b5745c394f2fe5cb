"""No committed file names a package registry's host or a place on one machine, and none is left unfinished."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# One letter of each stands in brackets, so that this file does not find itself.
HOSTS = [r"p[y]thonhosted\.org", r"p[y]pi\.org", r"p[y]pi\.python\.org", r"npm[j]s\.org", r"[g]olang\.org"]
PLACES = ["/w[o]rk/", "/r[o]ot/", "/opt/p[y]pi", "[f]ile:///", "/h[o]me/[a-z]"]
UNFINISHED = [r"\bT[O]DO\b", r"\bF[I]XME\b", r"\bX[X]X\b", r"\bNot[I]mplementedError\b"]
TEXT = {".py", ".md", ".toml", ".txt", ".ini", ".yaml", ".yml", ".html", ".css", ".js", ".sh", ".cfg", ".json", ""}


def _committed():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    names = listed.stdout.split("\0") if listed.returncode == 0 else []
    return [path for name in names if name and (path := ROOT / name).is_file() and path.suffix in TEXT]


def _lines_with(patterns, paths):
    sought = re.compile("|".join(patterns))
    return [
        f"{path.relative_to(ROOT)}:{number}"
        for path in paths
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if sought.search(line)
    ]


@pytest.fixture(scope="module")
def committed():
    return _committed() or pytest.skip("this is no checkout: there is no list of committed files")


def test_no_file_names_a_registry(committed):
    assert _lines_with(HOSTS, committed) == []


def test_no_file_names_a_place_on_one_machine(committed):
    assert _lines_with(PLACES, committed) == []


def test_nothing_is_left_for_later(committed):
    assert (
        _lines_with([rf"\b{word}" for word in UNFINISHED], [path for path in committed if path.suffix == ".py"]) == []
    )


def test_the_constraints_name_a_hash_for_every_version(committed):
    for path in (path for path in committed if path.match("constraints*.txt")):
        blocks = re.split(r"\n(?=\S)", path.read_text().strip())
        assert [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block] == []
