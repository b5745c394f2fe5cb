"""A list is uploaded, looked at, and entered or forgotten; the file never stays."""

import os
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404

from kintrace.access.models import Event
from kintrace.intake.imports import actions, queries
from kintrace.intake.imports.models import Upload
from kintrace.kernel import clock
from kintrace.kernel.errors import KintraceError, UnusableData
from kintrace.registry.models import ChildRecord, Statement

CHILDREN = "id,name,age,age_date,siblings\nk1,Amina,5,2017-09-12,Omar | Ali\nk2,عمر,,,\n,Zara,,,\n"

pytestmark = pytest.mark.django_db(transaction=False)


def received(by, text=CHILDREN, *, side="children", list_name="camp", name="camp.csv"):
    return actions.receive(by, SimpleUploadedFile(name, text.encode()), side=side, list_name=list_name)


def files():
    return [path for path in Path(settings.FILE_UPLOAD_TEMP_DIR).rglob("*") if path.is_file()]


@pytest.fixture(autouse=True)
def empty_folder(settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path


def test_an_upload_waits_in_a_file_only_we_can_read(fatima):
    upload = received(fatima)
    assert files() == [upload.path]
    assert upload.path.stat().st_mode & 0o777 == 0o600
    assert (upload.rows_read, upload.rows_used, upload.rows_set_aside) == (3, 2, 1)


def test_nothing_is_entered_before_it_is_confirmed(fatima):
    received(fatima)
    assert not Statement.objects.exists()


def test_a_preview_shows_columns_rows_and_problems(fatima):
    upload = received(fatima)
    shown = queries.preview(fatima, upload.key)
    assert shown.shown_columns == ("name", "age", "age_date", "siblings")
    assert [entry.id for entry in shown.head] == ["k1", "k2"]
    assert [problem.row for problem in shown.problems] == [4]
    assert shown.cells[0][1] == ("Amina", "5", "2017-09-12", "Omar | Ali")


def test_confirming_enters_the_list_and_deletes_the_file(fatima, django_capture_on_commit_callbacks):
    upload = received(fatima)
    with django_capture_on_commit_callbacks(execute=True):
        entered = actions.confirm(fatima, upload.key)
    assert (entered.state, entered.added, files()) == ("confirmed", 2, [])
    assert ChildRecord.objects.count() == 2
    assert entered.source.upload == entered


def test_cancelling_enters_nothing_and_deletes_the_file(fatima, django_capture_on_commit_callbacks):
    upload = received(fatima)
    with django_capture_on_commit_callbacks(execute=True):
        actions.cancel(fatima, upload.key)
    assert (files(), Statement.objects.count()) == ([], 0)


def test_after_an_hour_the_file_is_gone(fatima, django_capture_on_commit_callbacks):
    upload = received(fatima)
    with django_capture_on_commit_callbacks(execute=True):
        early = actions.forget_old(now=upload.at + timedelta(minutes=59))
        late = actions.forget_old(now=upload.at + timedelta(minutes=60))
    assert (early, late, files()) == (0, 1, [])
    assert queries.preview(fatima, upload.key) is None


def test_the_name_of_the_file_is_forgotten_with_it(fatima):
    upload = received(fatima, name="Амина из Мосула.csv")
    actions.cancel(fatima, upload.key)
    assert (Upload.objects.get().file_name, Upload.objects.get().list_name) == (b"", b"")


def test_a_list_is_decided_about_once(fatima):
    upload = received(fatima)
    actions.confirm(fatima, upload.key)
    for again in (actions.confirm, actions.cancel):
        with pytest.raises(actions.AlreadyDecided):
            again(fatima, upload.key)


def test_the_same_list_again_changes_nothing(fatima):
    for _ in range(2):
        last = actions.confirm(fatima, received(fatima).key)
    assert (last.added, last.changed, last.unchanged, last.source) == (0, 0, 2, None)


def test_a_list_that_cannot_be_read_leaves_nothing_behind(fatima):
    with pytest.raises(KintraceError, match="notes"):
        received(fatima, "only,some\nwords,here\n", name="notes.csv")
    assert (files(), Upload.objects.count()) == ([], 0)


def test_a_file_that_went_missing_is_said(fatima):
    upload = received(fatima)
    upload.path.unlink()
    with pytest.raises(UnusableData, match="no longer here"):
        queries.preview(fatima, upload.key)


def test_without_a_name_the_list_is_called_like_its_file(fatima):
    upload = received(fatima, list_name="", name="Camp north.csv")
    assert queries.preview(fatima, upload.key).list_name == "Camp north"


def test_a_path_in_a_file_name_leads_nowhere(fatima):
    upload = received(fatima, name="../../etc/list.csv")
    assert upload.path.parent == Path(settings.FILE_UPLOAD_TEMP_DIR)


def test_only_whoever_uploaded_may_look(fatima, aslan):
    upload = received(fatima)
    for look in (queries.preview, actions.confirm, actions.cancel):
        with pytest.raises(Http404):
            look(aslan, upload.key)


def test_a_registrar_may_not_bring_in_requests(fatima):
    with pytest.raises(PermissionDenied):
        received(fatima, side="requests")
    assert files() == []


def test_the_trail_holds_keys_and_numbers_only(fatima):
    upload = received(fatima, name="Амина.csv", list_name="Мосул")
    actions.confirm(fatima, upload.key)
    assert [(event.verb, event.subject) for event in Event.objects.exclude(verb="upload.opened")] == [
        ("list.uploaded", f"upload {upload.key}"),
        ("children.list-entered", f"source {Upload.objects.get().source_id}"),
    ]


def test_a_form_sent_again_is_one_upload(fatima):
    token = uuid.uuid4()
    file = SimpleUploadedFile("camp.csv", CHILDREN.encode())
    first = actions.receive(fatima, file, side="children", list_name="camp", token=token)
    again = [actions.receive(fatima, file, side="children", list_name="camp", token=token) for _ in range(5)]
    assert again == [first] * 5
    assert (Upload.objects.count(), files()) == (1, [first.path])


def test_nothing_of_an_upload_can_be_read_in_its_file(fatima):
    content = received(fatima, name="Амина.csv").path.read_bytes()
    assert not [word for word in ("Amina", "عمر", "Амина") if word.encode() in content]


def test_a_file_that_nothing_waits_for_goes_after_an_hour(fatima):
    upload, left = received(fatima), settings.FILE_UPLOAD_TEMP_DIR / ("0" * 32)
    other = settings.FILE_UPLOAD_TEMP_DIR / "not one of ours"
    for path in (left, other):
        path.write_bytes(b"sealed")
    actions.forget_old(now=clock.now() + timedelta(minutes=59))
    assert left in files()
    os.utime(left, (0, 0))
    os.utime(other, (0, 0))
    actions.forget_old()
    assert sorted(files()) == sorted([upload.path, other])


def test_two_sweeps_at_once_do_not_trip_over_each_other(fatima, monkeypatch):
    kept, left = received(fatima), settings.FILE_UPLOAD_TEMP_DIR / ("0" * 32)
    left.write_bytes(b"sealed")
    os.utime(left, (0, 0))
    by_us = Path.stat

    def swept_just_before(path, **how):
        if path == left:
            left.unlink(missing_ok=True)
        return by_us(path, **how)

    monkeypatch.setattr(Path, "stat", swept_just_before)
    assert (actions.forget_old(), files()) == (0, [kept.path])


def test_a_list_that_another_sweep_forgets_first_counts_once(fatima, monkeypatch):
    upload, decide = received(fatima), actions._decide

    def forgotten_just_before(one, state):
        Upload.objects.filter(pk=one.pk).update(state=state)
        decide(one, state)

    monkeypatch.setattr(actions, "_decide", forgotten_just_before)
    assert actions.forget_old(now=upload.at + timedelta(hours=1)) == 0


@pytest.mark.django_db(transaction=True)
def test_a_list_is_looked_at_without_a_transaction_as_the_page_does_it(fatima):
    shown = queries.preview(fatima, received(fatima).key)
    assert shown.known_before == 0
