"""What is not sealed has a double: a code that reads differently than it was written is noticed at the start."""

import pytest
from django.db import connection, connections

from kintrace.vault import doubles
from tests import postgresql

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(postgresql.WANTED, reason="PostgreSQL has checksums of its own"),
]
ADD = """
from tests.assurance.intake import operator, take
import uuid
print(take(operator(), uuid.uuid4()).code)
"""


def kept(alias="default"):
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT tbl_name, sql FROM sqlite_master WHERE type = 'index' AND name LIKE 'double%'")
        return dict(cursor.fetchall())


def tables(alias="default"):
    return set(connections[alias].introspection.table_names())


def test_every_table_has_one_but_the_trail_and_the_sessions():
    assert tables() - set(kept()) == doubles.WITHOUT
    assert {"vault_casekey", "vault_masterkey"} <= set(kept("keys"))
    assert "laboratory_sample" in kept("laboratory")
    assert {"mailbox_letter", "mailbox_notice"} <= set(kept("mailbox"))


def test_it_holds_all_that_is_not_sealed_and_nothing_that_is():
    assert '"property"' in kept()["registry_statement"]
    assert '"value"' not in kept()["registry_statement"]
    assert '"wrapped"' not in kept("keys")["vault_casekey"]


def test_no_query_chooses_it():
    for asked in ("property FROM registry_statement WHERE property = 'name'", "count(*) FROM access_user"):
        with connection.cursor() as cursor:
            plan = str(cursor.execute(f"EXPLAIN QUERY PLAN SELECT {asked}").fetchall())
        assert "double" not in plan


def test_it_is_put_aside_while_tables_change_and_made_anew_with_their_columns():
    doubles.put_aside(using="default", plan=[])
    assert kept()
    doubles.put_aside(using="default", plan=["a migration"])
    assert not kept()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE vault_mark ADD COLUMN more integer")
    doubles.keep(using="default")
    assert '"more"' in kept()["vault_mark"]


def test_a12_a_code_that_flipped_is_refused_at_the_start(office):
    code = office.python(ADD).stdout.strip()
    path = office.home / "kintrace.sqlite3"
    whole = path.read_bytes()
    other = code[:-1] + ("2" if code[-1] != "2" else "3")
    path.write_bytes(whole.replace(code.encode(), other.encode(), 1))
    done = office.kintrace("manage", "migrate")
    assert done.returncode == 1
    assert "damaged" in done.stderr
    path.write_bytes(whole)
    assert office.kintrace("manage", "migrate").returncode == 0
