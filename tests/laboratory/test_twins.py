"""Two samples with one profile are set aside, until one of the laboratory says they are of twins and another agrees."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.http import Http404

from kintrace.access.models import Event
from kintrace.kernel.errors import UnusableData
from kintrace.laboratory import actions, queries
from kintrace.laboratory.errors import Decided
from kintrace.laboratory.models import Sample, Step, Twins
from kintrace.vault import profiles
from kintrace.worlds.profiles import as_table
from tests.laboratory.conftest import DAY, MARKERS


@pytest.fixture
def two(dina, family, take):
    """Samples of two relatives that the laboratory received; both turn out to have one profile."""
    samples = [take(family, kind) for kind in ("mother", "grandmother_pat")]
    for one in samples:
        actions.move_on(dina, one, "received", on=DAY)
    return samples


@pytest.fixture
def file(dina, two, drawn):
    """Upload the laboratory's file, in which both have one profile."""

    def uploading():
        table = as_table({one.code: drawn["mother"] for one in two}, markers=MARKERS)
        return actions.receive(dina, SimpleUploadedFile("run.csv", table.encode()))

    return uploading


@pytest.fixture
def said_of(file):
    """Upload the file that shows the pair, and say of it that they are twins."""

    def saying(by, two):
        file()
        return said_again(by, two)

    return saying


def said_again(dina, two):
    return actions.say_twins(dina, one=two[1].code.lower(), other=two[0].code)


def test_one_profile_under_two_codes_is_set_aside_and_can_be_said_to_be_of_twins(dina, file, two):
    read = queries.understood(dina, file())
    assert not read.ready
    assert [(one.one, one.other, one.waits) for one in read.doubled] == [(*sorted(one.code for one in two), False)]


def test_what_one_says_of_twins_enters_nothing_before_another_agrees(dina, oksana, file, two, said_of):
    said = said_of(dina, two)
    read = queries.understood(dina, file())
    assert (read.ready, [one.waits for one in read.doubled]) == ((), [True])
    actions.read_twins(oksana, said.pk, holds=True)
    again = file()
    assert len(queries.understood(dina, again).ready) == 2
    actions.enter(dina, str(again.pk), kit="", laboratory="")
    assert set(Sample.objects.filter(pk__in=[one.pk for one in two]).values_list("state", flat=True)) == {Step.PROFILED}
    assert [event.verb for event in Event.objects.filter(subject=f"twins {said.pk}").order_by("seq")] == [
        "twins.said",
        "twins.confirmed",
    ]


def test_nobody_agrees_with_themselves(dina, two, said_of):
    said = said_of(dina, two)
    with pytest.raises(Http404):
        actions.read_twins(dina, said.pk, holds=True)
    assert not queries.twins_to_read(dina).exists()


def test_whoever_does_not_agree_leaves_them_set_aside_and_it_may_be_said_anew(dina, oksana, file, two, said_of):
    actions.read_twins(oksana, said_of(dina, two).pk, holds=False)
    assert not queries.understood(dina, file()).ready
    assert said_of(dina, two).state == Twins.State.SAID


def test_it_is_said_and_decided_once(dina, oksana, malika, two, said_of):
    said = said_of(dina, two)
    with pytest.raises(Decided):
        said_again(dina, two)
    actions.read_twins(malika, said.pk, holds=True)
    with pytest.raises(Http404):
        actions.read_twins(oksana, said.pk, holds=False)


def test_twins_of_one_pair_let_no_third_profile_in(dina, oksana, file, two, take, child, drawn, said_of):
    actions.read_twins(oksana, said_of(dina, two).pk, holds=True)
    third = take(child)
    actions.move_on(dina, third, "received", on=DAY)
    table = as_table({one.code: drawn["mother"] for one in (*two, third)}, markers=MARKERS)
    read = queries.understood(dina, actions.receive(dina, SimpleUploadedFile("run.csv", table.encode())))
    assert not read.ready
    assert len(read.doubled) == 2


def test_one_sample_twice_in_a_file_is_no_pair_of_twins(dina, two, drawn):
    rows = dict.fromkeys((two[0].code, two[0].code.lower()), drawn["mother"])
    file = actions.receive(dina, SimpleUploadedFile("run.csv", as_table(rows, markers=MARKERS).encode()))
    read = queries.understood(dina, file)
    assert (read.ready, read.doubled, len(read.quarantined)) == ((), (), 2)


def test_a_file_that_comes_again_says_that_the_profile_is_there(dina, two, drawn):
    table = as_table({two[0].code: drawn["mother"]}, markers=MARKERS).encode()
    for _ in range(2):
        file = actions.receive(dina, SimpleUploadedFile("run.csv", table))
        read = queries.understood(dina, file)
        if read.ready:
            actions.enter(dina, str(file.pk), kit="", laboratory="")
    assert [why for _, why in read.quarantined] == ["This sample has a profile already."]


def test_nobody_says_of_two_samples_what_no_file_of_theirs_shows(dina, oksana, file, two):
    with pytest.raises(UnusableData, match="No file of yours"):
        said_again(dina, two)
    uploaded = file()
    with pytest.raises(UnusableData, match="No file of yours"):
        said_again(oksana, two)
    actions.cancel(dina, str(uploaded.pk))
    with pytest.raises(UnusableData, match="No file of yours"):
        said_again(dina, two)
    assert not Twins.objects.exists()


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("confirmed", [True, False])
def test_11_what_was_said_of_twins_goes_with_either_sample(dina, oksana, two, said_of, which, confirmed):
    said = said_of(dina, two)
    if confirmed:
        actions.read_twins(oksana, said.pk, holds=True)
    actions.withdraw(dina, two[which])
    assert not Twins.objects.exists()
    assert not Event.objects.filter(subject__contains=two[0].code).filter(subject__contains=two[1].code).exists()


def test_11_no_trace_of_it_stays_in_the_files_either(
    dina, two, said_of, monkeypatch, django_capture_on_commit_callbacks
):
    scrubbed = []
    monkeypatch.setattr(profiles, "scrub", lambda _database, *, tables: scrubbed.append(set(tables)))
    said_of(dina, two)
    with django_capture_on_commit_callbacks(using="laboratory", execute=True):
        actions.withdraw(dina, two[0])
    assert any(Twins._meta.db_table in tables for tables in scrubbed)


def test_nobody_reads_what_was_said_of_a_sample_that_is_destroyed(dina, oksana, two, said_of):
    said = said_of(dina, two)
    Sample.objects.filter(pk=two[1].pk).update(state=Step.DESTROYED)
    assert queries.findings_waiting(oksana) == 0
    with pytest.raises(Http404):
        actions.read_twins(oksana, said.pk, holds=True)


def test_11_rows_of_samples_that_were_destroyed_before_go_by_a_migration(dina, two, said_of):
    said_of(dina, two)
    migration = import_module("kintrace.laboratory.migrations.0004_no_twins_of_destroyed")
    editor = SimpleNamespace(connection=connections["laboratory"])
    migration.forget(apps, editor)
    assert Twins.objects.exists()
    Sample.objects.filter(pk=two[0].pk).update(state=Step.DESTROYED)
    migration.forget(apps, editor)
    assert not Twins.objects.exists()


@pytest.mark.parametrize("other", ["S-22222-2", "nobody", ""])
def test_twins_are_two_samples_of_ours(dina, two, other):
    with pytest.raises(UnusableData, match="two samples"):
        actions.say_twins(dina, one=two[0].code, other=other)


def test_on_the_pages_one_asks_and_another_answers(client, dina, oksana, file, two):
    client.force_login(dina)
    shown = client.get(f"/laboratory/files/{file().pk}/").text
    assert "ask a second reader" in shown
    client.post("/laboratory/twins/", {"one": two[0].code, "other": two[1].code})
    assert "identical twins. Please look" not in client.get("/laboratory/findings/").text
    client.force_login(oksana)
    assert "identical twins. Please look" in client.get("/laboratory/findings/").text
    client.post(f"/laboratory/twins/{Twins.objects.get().pk}/confirm/")
    assert Twins.objects.get().state == Twins.State.CONFIRMED
