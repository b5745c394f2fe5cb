"""An office of its own for tests that start processes: a home, both databases migrated, and the real settings."""

import os
import shutil
import subprocess
import sys
import uuid
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests import postgresql

SETTINGS = "kintrace.config.settings"
SET_UP = "import django; django.setup()\n"


@dataclass(slots=True)
class Office:
    """Where it lies, and how to do something there in a process of its own."""

    home: Path
    database: str = ""  # an address, where it does not lie in the home
    more: dict[str, str] = field(default_factory=dict)

    @property
    def surroundings(self):
        cleared = {name: value for name, value in os.environ.items() if not name.startswith("KINTRACE_")}
        named = {"KINTRACE_DATABASE": self.database} if self.database else {}
        here = {"KINTRACE_HOME": str(self.home), "KINTRACE_KEYS": "demo", "DJANGO_SETTINGS_MODULE": SETTINGS}
        return cleared | here | named | self.more

    def kintrace(self, *words):
        return self._done(sys.executable, "-m", "kintrace.cli", *map(str, words))

    def python(self, code, *words):
        return self._done(sys.executable, "-W", "error", "-c", SET_UP + code, *map(str, words))

    def start(self, code, *words):
        command = (sys.executable, "-c", SET_UP + code, *map(str, words))
        return subprocess.Popen(command, env=self.surroundings, stdout=subprocess.PIPE, text=True)

    def _done(self, *command):
        return subprocess.run(command, env=self.surroundings, capture_output=True, text=True, check=False)


def new_office(home):
    """Return an office whose databases are still empty."""
    _new_home(home)
    if not postgresql.WANTED:
        return Office(home)
    name = f"office_{uuid.uuid4().hex}"
    for one in (name, f"{name}_keys", f"{name}_laboratory"):
        _in_postgresql(f"CREATE DATABASE {one}")
    return Office(home, _address(name))


def _new_home(home):
    home.mkdir(mode=0o700, parents=True)
    (home / "made-by-kintrace-demo").touch()
    return home


@pytest.fixture
def empty_office(tmp_path):
    """An office before its first start."""
    return new_office(tmp_path / "empty")


@pytest.fixture(scope="session")
def first_files(tmp_path_factory):
    """A home with databases in files, started once with the command line; whoever writes in it copies it first."""
    office = Office(_new_home(tmp_path_factory.mktemp("files") / "first"))
    _start_once(office)
    return office.home


@pytest.fixture(scope="session")
def first_office(request, tmp_path_factory):
    if not postgresql.WANTED:
        return Office(request.getfixturevalue("first_files"))
    office = new_office(tmp_path_factory.mktemp("offices") / "first")
    _start_once(office)
    return office


def _start_once(office):
    done = office.kintrace("manage", "migrate", "--verbosity", "0")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.fixture
def office(first_office, tmp_path):
    """An office that was started once, and where nothing happened yet."""
    home = tmp_path / "office"
    shutil.copytree(first_office.home, home)
    if not first_office.database:
        return Office(home)
    name, old = f"office_{uuid.uuid4().hex}", first_office.database.partition("?")[0].rpartition("/")[2]
    for ending in ("", "_keys", "_laboratory"):
        _in_postgresql(f"CREATE DATABASE {name}{ending} TEMPLATE {old}{ending}")
    return Office(home, _address(name))


def _address(name):
    base, _, rest = os.environ["KINTRACE_DATABASE"].partition("?")
    return f"{base.rpartition('/')[0]}/{name}?{rest}"


def _in_postgresql(statement):
    import psycopg  # noqa: PLC0415  # only where it is wanted

    with psycopg.connect(os.environ["KINTRACE_DATABASE"], autocommit=True) as connection:
        connection.execute(statement)
