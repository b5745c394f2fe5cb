"""Two persons publish, once a quarter, what they signed; and the public door shows nothing else."""

import csv
import io
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from kintrace.access import two_person
from kintrace.access.models import Event
from kintrace.figures import actions, sheets
from kintrace.figures.models import Release
from kintrace.intake.mailbox.models import Sheet
from kintrace.kernel import clock
from kintrace.registry.models import Population, Snapshot
from kintrace.tracing.actions import start_run
from tests.figures.conftest import written_down

CELLS = [
    "cannot_exclude 410",
    "closed 25",
    "found 50",
    "known 230",
    "likely 250-350",
    "registered 140",
    "requests 160",
    "sighted 150",
    "sought 130-160",
]


@pytest.fixture
def later(monkeypatch):
    def pass_by(days):
        at, day = clock.now() + timedelta(days=days), clock.today() + timedelta(days=days)
        monkeypatch.setattr(clock, "now", lambda: at)
        monkeypatch.setattr(clock, "today", lambda: day)

    return pass_by


@pytest.fixture
def publish(aslan, zarema):
    def publishing():
        proposal = actions.propose_release(aslan)
        two_person.approve(zarema, proposal)
        return two_person.carry_out(aslan, proposal, proposal.payload)

    return publishing


def test_d43_what_is_signed_are_the_very_numbers(aslan, many):
    payload = actions.propose_release(aslan).payload
    assert payload["cells"] == CELLS
    assert payload["count"] == many.pk


def test_d6_one_person_alone_publishes_nothing(aslan, many):
    proposal = actions.propose_release(aslan)
    with pytest.raises(two_person.NotByTwo):
        two_person.approve(aslan, proposal)
    with pytest.raises(two_person.NotOpen):
        two_person.carry_out(aslan, proposal, proposal.payload)
    assert not Release.objects.exists()
    assert not Sheet.objects.exists()


def test_what_two_signed_is_put_up_in_every_language_and_on_the_trail(publish, many):
    release = publish()
    assert {sheet.language for sheet in Sheet.objects.filter(name="figures")} == {"en", "ru", "ar"}
    assert set(Sheet.objects.filter(language="").values_list("name", flat=True)) == {
        "figures.csv",
        "figures-dictionary.csv",
    }
    assert Event.objects.filter(verb="figures.published", subject=release.quarter).exists()


def test_a_quarter_has_one_publication_at_most(publish, later, many):
    publish()
    with pytest.raises(actions.TooSoon):
        publish()
    later(days=79)
    with pytest.raises(actions.TooSoon):
        publish()


def test_d7_what_was_published_in_between_is_not_done_again(aslan, zarema, publish, later, many):
    proposal = actions.propose_release(aslan)
    two_person.approve(zarema, proposal)
    publish()
    with pytest.raises(actions.TooSoon):
        two_person.carry_out(aslan, proposal, proposal.payload)


def test_a_number_that_moved_little_is_repeated_in_the_next_quarter(aslan, publish, later, many):
    first = publish()
    later(days=92)
    written_down(aslan, Snapshot, registered=144, requests=190)
    second = publish()
    assert second.cells["registered"] == first.cells["registered"]
    assert tuple(second.cells["requests"]["shown"]) == (190, 190)


def test_where_everything_is_small_there_is_nothing_to_publish(aslan, snapshot):
    with pytest.raises(actions.NothingCounted):
        actions.propose_release(aslan)


def test_before_anything_was_counted_there_is_nothing_to_publish(aslan, db):
    with pytest.raises(actions.NothingCounted):
        actions.propose_release(aslan)


def test_only_those_who_lead_may_propose_it(fatima, many):
    with pytest.raises(PermissionDenied):
        actions.propose_release(fatima)


def test_the_open_table_has_tags_and_a_dictionary_of_every_column(publish, many):
    publish()
    table = list(csv.reader(io.StringIO(Sheet.objects.get(name="figures.csv").text)))
    header, tags, *rows = table
    assert header == list(sheets.COLUMNS)
    assert all(tag.startswith("#") for tag in tags)
    day = many.as_of.isoformat()
    assert rows[0] == [rows[0][0], day, "requests", "160", "160", "yes"]
    dictionary = list(csv.reader(io.StringIO(Sheet.objects.get(name="figures-dictionary.csv").text)))
    assert {row[1] for row in dictionary[1:]} >= set(header) | {row[2] for row in rows}


def test_no_list_and_no_overlap_is_ever_put_up(publish, many):
    many.lists = {"lists": [{"line_lists": [1], "channels": ["hotline"], "records": 77}], "shared": [[0, 1, 33, 34]]}
    many.save()
    publish()
    everything = "".join(Sheet.objects.values_list("text", flat=True))
    assert "77" not in everything
    assert "hotline" not in everything


def test_the_matching_is_told_a_number_by_two_persons_and_says_so(aslan, zarema, many):
    proposal = actions.propose_population(aslan, children=290, source="estimate", as_of=many.as_of)
    assert start_run(aslan).population is None
    two_person.approve(zarema, proposal)
    two_person.carry_out(aslan, proposal, proposal.payload)
    assert Population.objects.get().children == 290
    aslan_run = start_run_anew(aslan)
    assert (aslan_run.asked_population, aslan_run.population) == (290, Population.objects.get())


def start_run_anew(by):
    from kintrace.tracing.models import Run  # noqa: PLC0415 - beside its only use

    Run.objects.update(state=Run.State.FAILED)
    return start_run(by)


def test_an_officer_cannot_sign_what_the_matching_is_told(aslan, zarema, many):
    proposal = actions.propose_population(zarema, children=290, source="estimate", as_of=many.as_of)
    with pytest.raises(PermissionDenied):
        two_person.approve(aslan, proposal)


def test_a_number_said_at_the_start_of_a_run_goes_before_the_setting(aslan, zarema, many):
    Population.objects.create(children=290, source="office", as_of=many.as_of, by=zarema)
    started = start_run(aslan, population=120)
    assert (started.asked_population, started.population) == (120, None)
