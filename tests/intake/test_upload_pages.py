"""Uploading a list, as somebody at a browser meets it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.tasks import default_task_backend

from kintrace.intake.imports.models import Upload
from kintrace.registry.models import ChildRecord

CHILDREN = "id,name\nk1,Амина\n,Zara\n"


@pytest.fixture
def as_fatima(client, fatima, settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    client.force_login(fatima)
    return client


def upload(client, *, side="children", name="camp.csv", text=CHILDREN, **more):
    file = SimpleUploadedFile(name, text.encode())
    said = {"side": side, "file": file, "list_name": "camp", "came_from": "partner", "basis": "agreement"}
    return client.post("/lists/", said | more)


def test_a_list_is_uploaded_looked_at_and_entered(as_fatima):
    preview = upload(as_fatima).url
    shown = as_fatima.get(preview).text
    assert "Амина" in shown
    assert "no id" in shown
    as_fatima.post(f"{preview}confirm/")
    assert "1 child is new" in as_fatima.get("/lists/").text
    assert ChildRecord.objects.count() == 1


def test_a_list_is_cancelled(as_fatima):
    preview = upload(as_fatima).url
    as_fatima.post(f"{preview}cancel/")
    assert not ChildRecord.objects.exists()
    assert as_fatima.get(preview).url == "/lists/"


def test_the_task_that_forgets_is_handed_nothing(as_fatima):
    default_task_backend.clear()
    upload(as_fatima)
    (result,) = default_task_backend.results
    assert (result.args, result.kwargs) == ([], {})


def test_neither_the_session_nor_the_cookies_hold_anything_of_the_list(as_fatima):
    upload(as_fatima, list_name="beside-the-river")
    kept = f"{dict(as_fatima.session)}{as_fatima.cookies}"
    assert "Амина" not in kept
    assert "beside-the-river" not in kept


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"name": "photo.jpeg"}, "neither a CSV file nor a spreadsheet"),
        ({"text": "only,words\nsome,here\n"}, "camp.csv"),
        ({"side": "requests"}, "not one of the available choices"),
    ],
)
def test_what_cannot_be_taken_in_is_said_and_nothing_kept(as_fatima, sent, words):
    answer = upload(as_fatima, **sent)
    assert answer.status_code == 422
    assert words in answer.text
    assert not Upload.objects.exists()


def test_a_file_that_is_too_large_is_refused(as_fatima, settings):
    settings.LARGEST_LIST_BYTES = 500
    assert "larger than" in upload(as_fatima, text=CHILDREN * 30).text


def test_what_is_far_too_large_is_not_even_taken_in(as_fatima, settings, tmp_path):
    settings.LARGEST_LIST_BYTES = 100
    answer = upload(as_fatima, text=CHILDREN * 100)
    assert answer.status_code == 400
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("missing", ["came_from", "basis"])
def test_d48_a_list_is_not_taken_in_without_saying_where_it_comes_from_and_why_we_may_have_it(as_fatima, missing):
    assert upload(as_fatima, **{missing: ""}).status_code == 422
    assert not Upload.objects.exists()


def test_d48_what_was_said_of_a_list_is_shown_before_and_after_it_is_entered(as_fatima):
    preview = upload(as_fatima, given_by="Helpers of Exampleland").url
    assert "Helpers of Exampleland" in as_fatima.get(preview).text
    as_fatima.post(f"{preview}confirm/")
    assert "a written agreement" in as_fatima.get("/lists/").text
    kept = Upload.objects.get()
    assert (kept.given_by, kept.basis) == (b"", "agreement")
    shown = as_fatima.get(f"/children/{ChildRecord.objects.get().code}/").text
    assert "Helpers of Exampleland" in shown
