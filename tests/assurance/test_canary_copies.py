"""C1 where the record is copied and where strangers write: no canary in a backup, in the mailbox, or beside them."""

import os

import pytest

from tests import postgresql
from tests.registry.canaries import hits, names, telephones

ENTER = """
import os, sys, tempfile
from kintrace.intake.letters import actions
from kintrace.intake.mailbox.models import DeskKey, Letter
from kintrace.intake.portal import actions as portal
from kintrace.intake.letters.models import IncomingLetter
from kintrace.vault.boxes import new_private, public_of
from tests.assurance.intake import operator
from tests.registry.canaries import names, telephones
from kintrace.registry.actions import Telling, enter_list, open_case
from datetime import date
import uuid

said, numbers, by = names(), telephones(), operator()
if sys.argv[1] == "leaky":
    portal.seal_to = lambda public, plain, *, context: plain
DeskKey.objects.create(public=public_of(new_private()))
rows = [(said[place], {"name": said[place:place + 3], "marks": [numbers[place]]}) for place in range(0, 10_000, 4)]
enter_list(by, "requests", list_name=said[0], rows=rows, received_on=date(2017, 10, 1))
telling = Telling("call", "family", date(2017, 10, 1), name=f"{said[3]} {numbers[3]}")
open_case(by, "children", token=uuid.uuid4(), children=[{"name": [said[3]]}], telling=telling)
portal.AT_ONCE = portal.pace.left = 200  # they all come in one minute here
for number in range(200):
    words = " ".join(said[number * 50:number * 50 + 50] + numbers[number * 50:number * 50 + 50])
    portal.leave_letter(token=f"token {number}", letter=words, reply=numbers[number], language="ru")
    if number == 99:
        actions.fetch()
print(Letter.objects.count(), IncomingLetter.objects.count())
"""


@pytest.fixture
def watched(office, tmp_path):
    """An office whose temporary files, too, lie where they are searched."""
    (tmp_path / "tmp").mkdir()
    office.more = {"TMPDIR": str(tmp_path / "tmp")}
    return office


def entered(office, how, tmp_path):
    done = office.python(ENTER, how)
    assert done.returncode == 0, done.stderr[-3000:]
    (tmp_path / "log").write_text(done.stdout + done.stderr)
    return done.stdout.split()


def test_c1_no_canary_lies_in_a_backup_nor_in_the_mailbox(watched, tmp_path):
    assert entered(watched, "sealed", tmp_path) == ["100", "100"]  # as many wait as were fetched
    key = tmp_path / "identity"
    made = watched.kintrace("manage", "make_backup_key", key)
    done = watched.kintrace("backup", tmp_path / "stick", "--recipient", made.stdout.split()[0])
    assert (done.returncode, done.stderr) == (0, "")
    assert len([*(tmp_path / "stick").rglob("*.age")]) >= 2
    assert hits(tmp_path) == []


def test_c1_the_search_finds_letters_that_were_left_unsealed(watched, tmp_path):
    entered(watched, "leaky", tmp_path)
    found = {name.partition("-")[0] for name, _ in hits(watched.home)}
    here = {"mailbox.sqlite3"} if postgresql.WANTED else {"mailbox.sqlite3", "kintrace.sqlite3"}
    assert found == here  # a PostgreSQL keeps its files elsewhere


def test_c1_an_unsealed_copy_beside_a_backup_is_found(tmp_path):
    (tmp_path / "copy").write_bytes(os.urandom(50) + f"{names(8)[6]} {telephones(3)[2]}".encode())
    assert hits(tmp_path)
