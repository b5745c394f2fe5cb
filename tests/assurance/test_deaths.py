"""A9, H6: a migration and an import that are killed leave all of it or nothing; the long forms are `make assurance`."""

import json
import os

import pytest

from tests import postgresql

KILLS = int(os.environ.get("KINTRACE_DEATHS", "6"))


def tried(office, module, kills, mutant=""):
    code = f"import sys; from tests.assurance import {module} as one; one.main(int(sys.argv[1]), sys.argv[2])"
    done = office.python(code, kills, mutant)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


def test_h6_an_import_that_is_killed_enters_all_of_a_list_or_nothing(office):
    counts = tried(office, "importing", KILLS)
    assert counts["kills"] >= KILLS
    assert (counts["in_parts"], counts["lost"], counts["left"]) == (0, 0, 0)


def test_h6_one_that_enters_a_list_in_halves_is_caught(office):
    assert tried(office, "importing", 200, "halves")["in_parts"] > 0


@pytest.mark.skipif(postgresql.WANTED, reason="tried on SQLite, where a copy of the files is an old record")
def test_a9_a_migration_that_is_killed_leaves_the_old_or_the_new_tables_and_the_same_words(empty_office):
    counts = tried(empty_office, "migrating", KILLS)
    assert counts["kills"] >= KILLS
    assert (counts["torn"], counts["unlike"]) == (0, 0)
    assert counts["migrated"] > 0


@pytest.mark.skipif(postgresql.WANTED, reason="tried on SQLite, where a copy of the files is an old record")
def test_a9_migrations_that_are_no_transaction_are_caught(empty_office):
    assert tried(empty_office, "migrating", 400, "torn")["torn"] > 0
