"""Which tests a run carries out: `make test` shares them among two cores."""

import os
from pathlib import Path

import pytest

from tests import postgresql

ROOT = Path(__file__).parents[1]
# Neither these floors nor a browser know which database there is; nor do thousands of tests of single lines and files.
ROOMS = "kernel evidence matching estimate linelist worlds resources house/test_sizes.py house/test_assurance.py"
ALIKE_EVERYWHERE = ("src", *(f"tests/{room}" for room in ROOMS.split()), "tests/vault/test_classification.py")
# Which tests are shares of their own; TEST_SHARE names one of them, or the others, or is empty where all are to be run.
SHARES = {
    "programs": ("tests/cli", "tests/house/test_examples.py", "tests/house/test_wheel.py"),
    "trials": ("tests/assurance", "tests/browser", "tests/registry/test_canary.py"),
}
SHARE = os.environ.get("TEST_SHARE", "")


def pytest_configure(config):
    """Name the mark of what no database can answer otherwise than another, though it asks one."""
    config.addinivalue_line("markers", "one_database: is asked of SQLite alone, since no database answers otherwise")


def pytest_ignore_collect(collection_path):
    """Leave out what is not asked of this run, without looking at it."""
    return True if left_out(collection_path) else None


def pytest_collection_modifyitems(config, items):
    """Give every test that asks for a database all there are; on PostgreSQL run no others, and no browser."""
    others = []
    for item in items:
        names = set(getattr(item, "fixturenames", ()))
        marks = list(item.iter_markers("django_db"))
        stored = bool(marks or names & {"db", "transactional_db", "live_server", "client"})
        if stored:
            wanted = {key: value for mark in reversed(marks) for key, value in mark.kwargs.items()}
            item.add_marker(pytest.mark.django_db(**wanted | {"databases": "__all__"}), append=False)
        kept = stored or names & {"office", "empty_office", "first_office"}
        alike = "browser" in names or item.get_closest_marker("one_database")
        if left_out(item.path) or (postgresql.WANTED and (alike or not kept)):
            others.append(item)
    if others:
        config.hook.pytest_deselected(items=others)
        gone = set(others)
        items[:] = [item for item in items if item not in gone]


def left_out(path):
    """Tell whether this run has nothing to look for at a path."""
    place = path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else ""
    if postgresql.WANTED:
        return _within(place, (*ALIKE_EVERYWHERE, "tests/browser"))
    if SHARE in SHARES:
        return not any(one.startswith(f"{place}/") for one in SHARES[SHARE]) and not _within(place, SHARES[SHARE])
    return SHARE == "others" and any(_within(place, share) for share in SHARES.values())


def _within(place, folders):
    return any(place == one or place.startswith(f"{one}/") for one in folders)
