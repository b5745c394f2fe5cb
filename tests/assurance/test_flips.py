"""A12: a bit that flips in the record or its keys never shows as something else than was written down.

That every bit of a backup and of a sealed file counts is tested with these.
"""

import json
import os
from pathlib import Path

import pytest

from tests import postgresql

FLIPS, AT_MOST = 60, 300
in_files = pytest.mark.skipif(postgresql.WANTED, reason="bits are flipped in the files of SQLite")
TAKE = """
import uuid
from django.db import connection
from tests.assurance.intake import operator, take
code = take(operator(), uuid.uuid4()).code
with connection.cursor() as cursor:
    asked = "SELECT current_setting('data_directory'), pg_relation_filenode('registry_tracingrequest')"
    print(code, *cursor.execute(asked).fetchone())
"""
READ = """
from kintrace.registry.models import TracingRequest
print(*TracingRequest.objects.values_list("code", flat=True))
"""


@in_files
def test_a12_no_bit_of_the_record_flips_unseen(office):
    counts = flipped(office, FLIPS)
    assert {name: counts.get(name, 0) for name in ("silent", "missing", "plain")} == dict.fromkeys(
        ("silent", "missing", "plain"), 0
    )
    assert counts["at start"] + counts["at reading"] > 0


@in_files
def test_a12_without_doubles_a_code_or_a_day_does(office):
    assert flipped(office, AT_MOST, "single")["plain"] == 1


@pytest.mark.skipif(not postgresql.WANTED, reason="a server's own checksums are asked")
def test_a12_a_server_refuses_a_page_in_which_a_code_flipped(office):
    import psycopg  # noqa: PLC0415 - only where it is wanted

    code, folder, file = office.python(TAKE).stdout.split()
    name = office.database_name
    with psycopg.connect(os.environ["KINTRACE_DATABASE"], autocommit=True) as server:
        # A copy by files: nothing of it is in the server's memory yet.
        server.execute(f"CREATE DATABASE {name}_copy TEMPLATE {name} STRATEGY FILE_COPY")
        number = server.execute("SELECT oid FROM pg_database WHERE datname = %s", [f"{name}_copy"]).fetchone()[0]
    office.database = office.database.replace(name, f"{name}_copy")
    path = Path(folder, "base", str(number), file)
    whole = path.read_bytes()
    place = whole.index(code.encode())
    path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
    assert "invalid page" in office.python(READ).stderr


def flipped(office, flips, mutant=""):
    code = "import sys; from tests.assurance import flips; flips.main(int(sys.argv[1]), sys.argv[2])"
    done = office.python(code, flips, mutant)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)
