"""An office of its own for tests that start processes: a home, both databases migrated, and the real settings."""

import os
import shutil
import sqlite3
import subprocess
import sys
import uuid
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from fcntl import LOCK_EX, flock
from pathlib import Path

import pytest

from tests import postgresql

SETTINGS = "kintrace.config.settings"
ENDINGS = ("", "_keys", "_laboratory")  # of the names of an office's databases
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

    @property
    def database_name(self):
        return self.database.partition("?")[0].rpartition("/")[2]

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
    return Office(home, new_databases() if postgresql.WANTED else "")


def new_databases(like=None):
    """Make the databases of one more office in PostgreSQL and return their address; they begin as those of another."""
    name = f"office_{uuid.uuid4().hex}"
    for ending in ENDINGS:
        template = f"{like.database_name}{ending}" if like else "template1"
        _in_postgresql(f"CREATE DATABASE {name}{ending} TEMPLATE {template}")
    return _address(name)


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
    here = tmp_path_factory.mktemp("files")
    once = Path(os.environ.get("TEST_ONCE", here))  # the runs of one `make test` make it once for all of them
    with (once / "lock").open("w") as lock:
        flock(lock, LOCK_EX)
        if not (once / "started").exists():
            office = Office(_new_home(once / "starting"))
            _start_once(office)
            office.home.rename(once / "started")
    return shutil.copytree(once / "started", here / "first")


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
    home = shutil.copytree(first_office.home, tmp_path / "office")
    return Office(home, new_databases(like=first_office) if first_office.database else "")


def _address(name):
    base, _, rest = os.environ["KINTRACE_DATABASE"].partition("?")
    return f"{base.rpartition('/')[0]}/{name}?{rest}"


def _in_postgresql(statement):
    import psycopg  # noqa: PLC0415  # only where it is wanted

    with psycopg.connect(os.environ["KINTRACE_DATABASE"], autocommit=True) as connection:
        connection.execute(statement)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(first_office):
    """Let the databases of the tests begin as those of an office that was started once."""
    from django.db import connections  # noqa: PLC0415  # Django is there by now

    with ExitStack() as stack:
        for connection in connections.all():
            known = connection.settings_dict
            if connection.vendor == "postgresql":
                ending = "" if connection.alias == "default" else f"_{connection.alias}"
                known["TEST"]["TEMPLATE"] = f"{first_office.database_name}{ending}"
            else:
                file = Path(known["NAME"]).relative_to(os.environ["KINTRACE_HOME"])
                stack.enter_context(closing(_in_memory(connection.creation, first_office.home / file)))
        yield


def _in_memory(creation, file):
    """Fill the database that Django will look for in memory; it is there for as long as this connection to it."""
    kept = sqlite3.connect(creation._get_test_db_name(), uri=True)
    with closing(sqlite3.connect(file)) as source:
        source.backup(kept)
    return kept
