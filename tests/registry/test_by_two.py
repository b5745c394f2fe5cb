"""Dossiers by the ten thousand are opened in two processes, behind one entry of the trail."""

import subprocess
import sys

import pytest

from kintrace.access.models import Event
from kintrace.registry.queries import by_two
from kintrace.vault import keys
from kintrace.vault.errors import NotRecorded

WORLD = """
import logging, sys
from datetime import date
from kintrace.access.models import Event, Role, User
from kintrace.registry.actions import enter_list
from kintrace.registry.queries import by_two, dossiers
from kintrace.registry.models import TracingRequest
officer = User.objects.create_user("officer", role=Role.SUPERVISOR)
rows = [(f"R{n}", {"name": [f"Амина {n}", "أمينة \\ud800"], "age": ["5"]}) for n in range(40)]
enter_list(officer, "requests", list_name="a list", rows=rows, received_on=date(2017, 10, 1))
TracingRequest.objects.filter(pk=3).update(erased_on=date(2018, 1, 1))
alone = dossiers(officer, "requests", today=date(2018, 1, 1))
opened = []
def counted(side, people, *, record, values_of=by_two.values_of):
    opened.append(len(people))
    return values_of(side, people, record=record)
by_two.values_of, by_two.LEAST, by_two.os.cpu_count = counted, 10, lambda: 2
{}
together = dossiers(officer, "requests", today=date(2018, 1, 1))
assert together == alone and len(alone) == 39, (len(together), len(alone))
assert Event.objects.filter(verb="dossiers.opened").count() == 2
print(*opened)
"""


def test_two_processes_make_the_same_dossiers_as_one(office):
    done = office.python(WORLD.replace("{}", ""))
    assert (done.stdout, done.stderr) == ("17\n", "")


@pytest.mark.parametrize("program", ["raise SystemExit(1)", "import sys; sys.stdin.read(); sys.exit(3)"])
def test_where_the_other_one_fails_this_one_opens_all(office, program):
    done = office.python(WORLD.replace("{}", f"by_two.PROGRAM = {program!r}"))
    assert done.stdout == "17 22\n"
    assert "its share is opened here" in done.stderr


def test_e2_the_other_one_opens_nothing_without_its_entry_in_the_trail(aslan, world):
    asked = {"secret": keys.to_hand_over().reveal().hex(), "side": "requests", "rows": []}
    entry = Event.record(aslan, "request.opened").pk
    for number in (entry, entry + 1, 0):
        with pytest.raises(NotRecorded):
            by_two.answer(**asked, entry=number, verb="dossiers.opened")


def test_few_children_and_what_is_not_yet_written_stay_in_one_process(aslan, world, monkeypatch):
    monkeypatch.setattr(by_two.subprocess, "Popen", None)
    monkeypatch.setattr(by_two, "LEAST", 1)
    people = {1: ("R-1", aslan.pk)}
    assert list(by_two.said_of("requests", people, opening=lambda: 1)) == []


def test_the_other_closes_itself_before_it_is_handed_the_secret():
    closing, _, rest = by_two.PROGRAM.partition("import sys")
    assert "load" not in closing
    assert "json.load(sys.stdin)" in rest
    look = f"{closing}from kintrace.vault.process import is_closed; raise SystemExit(not is_closed())"
    assert subprocess.run([sys.executable, "-P", "-c", look], check=False).returncode == 0
