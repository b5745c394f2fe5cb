"""The wheel stands on its own: built, installed where there is nothing else, and run from another folder.

The environment it meets holds the packages that its metadata asks for, and those they ask for, and no other: each
is linked from the environment of the tests, so that nothing is fetched. What the wheel forgot to ask for, or left
behind in the checkout, is therefore missing here as it would be on a stranger's machine.
"""

import subprocess
import sys
import sysconfig
import venv
from importlib.metadata import Distribution, distribution
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from kintrace.cli.commands import COMMANDS

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src"
LISTS = {
    "requests.csv": "id,name,father_name,birth_date\nR1,Умар Магомедов,Магомед,2013\n",
    "children.csv": "id,name,father_name,age,age_date\nC1,عمر محمد,محمد,4,2017-08-01\nC2,Ali,Hasan,9,2017-08-01\n",
}


def _run(*words, **options):
    return subprocess.run(words, capture_output=True, text=True, check=False, **options)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    done = _run(sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "-w", folder, ROOT)
    assert done.returncode == 0, done.stderr
    (wheel,) = folder.glob("kintrace-*.whl")
    return wheel


@pytest.fixture(scope="module")
def stranger(tmp_path_factory, wheel):
    """The Python of an environment that holds the wheel, and what it asks for."""
    folder = tmp_path_factory.mktemp("stranger")
    venv.create(folder, symlinks=True)
    site = Path(sysconfig.get_path("purelib", "venv", {"base": str(folder)}))
    for needed in _needed_by(wheel):
        _link(needed, site)
    python = str(folder / "bin" / "python")
    done = _run(sys.executable, "-m", "pip", "--python", python, "install", "--no-index", "--no-deps", wheel)
    assert done.returncode == 0, done.stderr
    return python


def _needed_by(wheel):
    """Return the distributions that the wheel asks for by itself, without extras, and all that these ask for."""
    with ZipFile(wheel) as archive:
        (metadata,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        asked = [
            line[15:] for line in archive.read(metadata).decode().splitlines() if line.startswith("Requires-Dist: ")
        ]
    found: dict[str, Distribution] = {}
    waiting = [Requirement(text) for text in asked]
    seen = set()
    while waiting:
        asked_for = waiting.pop()
        for extra in ("", *asked_for.extras):
            name = canonicalize_name(asked_for.name)
            if (name, extra) in seen or not _applies(asked_for, ""):
                continue
            seen.add((name, extra))
            found[name] = distribution(name)
            wanted = [Requirement(text) for text in found[name].requires or ()]
            wanted = [needed for needed in wanted if _applies(needed, extra)]
            for needed in wanted:
                needed.marker = None  # it was asked of the extra that wants it
            waiting += wanted
    return list(found.values())


def _applies(requirement, extra):
    return requirement.marker is None or requirement.marker.evaluate({"extra": extra})


def _link(needed, site):
    for top in {file.parts[0] for file in needed.files if file.parts[0] not in {"..", "__pycache__"}}:
        if not (site / top).exists():
            (site / top).symlink_to(needed.locate_file(top))


def test_it_holds_every_file_of_the_package(wheel):
    with ZipFile(wheel) as archive:
        packed = set(archive.namelist())
    kept = {path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*") if path.is_file()}
    assert {name for name in kept - packed if "__pycache__" not in name and not name.endswith(".po")} == set()


@pytest.mark.parametrize(
    "wanted",
    [
        "/templates/",
        "/static/",
        "/locale/ru/LC_MESSAGES/django.mo",
        "/locale/ar/LC_MESSAGES/django.mo",
        "licenses/LICENSE",
    ],
)
def test_it_holds_what_is_no_python(wheel, wanted):
    with ZipFile(wheel) as archive:
        assert any(wanted in name for name in archive.namelist())


def test_it_asks_for_all_that_it_needs(stranger):
    assert _run(sys.executable, "-m", "pip", "--python", stranger, "check").returncode == 0


def test_nothing_of_the_checkout_is_in_reach(stranger, tmp_path):
    program = "import kintrace, sys; print(kintrace.__file__, *sys.path)"
    assert str(SOURCE) not in _run(stranger, "-c", program, cwd=tmp_path).stdout


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_can_be_asked_for_help(stranger, tmp_path, command, strangers_environment):
    done = _run(stranger, "-m", "kintrace.cli", command.name, "--help", cwd=tmp_path, env=strangers_environment)
    assert done.returncode == 0, done.stderr


def test_it_matches_two_lists_from_another_folder(stranger, tmp_path, strangers_environment):
    for name, text in LISTS.items():
        (tmp_path / name).write_text(text)
    script = Path(stranger).with_name("kintrace")
    words = ["match", "requests.csv", "children.csv", "-o", "out.csv", "--explain", "out.html", "--lang", "ru"]
    done = _run(script, *words, cwd=tmp_path, env=strangers_environment)
    assert done.returncode == 0, done.stderr
    assert "R1,C1,1," in (tmp_path / "out.csv").read_text(encoding="utf-8-sig")


def test_its_site_has_all_its_parts(stranger, tmp_path, strangers_environment):
    done = _run(stranger, "-m", "kintrace.cli", "manage", "check", cwd=tmp_path, env=strangers_environment)
    assert done.returncode == 0, done.stderr
