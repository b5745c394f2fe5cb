"""A9, H6: a migration and an import that are killed leave all of it or nothing; the long forms are `make assurance`."""

import json
import os

import pytest

from tests.office import new_office

KILLS = int(os.environ.get("KINTRACE_DEATHS", "6"))


def tried(office, verb, *words):
    done = office.python(f"from tests.assurance import {verb.partition('.')[0]}; {verb}(*{words})")
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


def test_h6_an_import_that_is_killed_enters_all_of_a_list_or_nothing(office):
    counts = tried(office, "importing.main", KILLS)
    assert counts["kills"] >= KILLS
    assert (counts["in_parts"], counts["lost"], counts["left"]) == (0, 0, 0)


def test_h6_one_that_enters_a_list_in_halves_is_caught(office):
    assert tried(office, "importing.main", 200, "halves")["in_parts"] > 0


@pytest.fixture(scope="module")
def migrated(tmp_path_factory):
    """What is found where migrations are killed, on SQLite: of ours, and of some that are no transactions."""
    office = new_office(tmp_path_factory.mktemp("deaths") / "empty")
    return tried(office, "migrating.both", KILLS, 400)


def test_a9_a_migration_that_is_killed_leaves_the_old_or_the_new_tables_and_the_same_words(migrated):
    counts, _ = migrated
    assert counts["kills"] >= KILLS
    assert (counts["torn"], counts["unlike"]) == (0, 0)
    assert counts["migrated"] > 0


def test_a9_migrations_that_are_no_transaction_are_caught(migrated):
    _, counts = migrated
    assert counts["torn"] > 0
