"""A destroyed key leaves no byte in the tables of PostgreSQL; the files of SQLite are searched in test_on_disk."""

import uuid
from pathlib import Path

import pytest
from django.db import connections

from kintrace.vault import cases
from kintrace.vault.models import CaseKey
from kintrace.vault.router import KEYS
from tests import postgresql

pytestmark = [
    pytest.mark.django_db(transaction=True, databases="__all__"),
    pytest.mark.skipif(not postgresql.WANTED, reason="the files of SQLite are searched in test_on_disk.py"),
]
PLACE = "SELECT setting, pg_relation_filepath('vault_casekey') FROM pg_settings WHERE name = 'data_directory'"


def held(secret):
    with connections[KEYS].cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute(PLACE)
        return Path(*cursor.fetchone()).read_bytes().count(secret)


@pytest.fixture
def made():
    """Three cases, and the wrapped key of the last."""
    found = [uuid.uuid4() for _ in range(3)]
    cases.new_cases(found)
    return found[-1], bytes(CaseKey.objects.get(case=found[-1]).wrapped)


def test_c9_no_byte_of_an_erased_key_stays_in_its_table(made):
    case, wrapped = made
    before = held(wrapped)
    cases.erase(case)
    assert (before, held(wrapped)) == (1, 0)


def test_c9_the_search_finds_a_key_whose_place_was_only_given_free(made):
    case, wrapped = made
    CaseKey.objects.filter(case=case).delete()
    with connections[KEYS].cursor() as cursor:
        cursor.execute("VACUUM vault_casekey")
    assert held(wrapped) == 1
