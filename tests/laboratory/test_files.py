"""A file of the laboratory is looked at first; what is doubtful is set aside, each with its reason."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404

from kintrace.kernel.errors import UnusableData
from kintrace.laboratory import actions
from kintrace.laboratory.errors import Decided
from kintrace.laboratory.models import ProfileFile, Sample, Step
from kintrace.laboratory.queries.files import own_file, understood
from kintrace.laboratory.queries.profiles import opened
from kintrace.vault.models import ProfileKey
from kintrace.worlds.profiles import as_table
from tests.laboratory.conftest import DAY, MARKERS


@pytest.fixture
def upload(dina):
    def uploading(rows):
        return actions.receive(dina, SimpleUploadedFile("run.csv", as_table(rows, markers=MARKERS).encode()))

    return uploading


@pytest.fixture
def received(dina, family, take):
    sample = take(family, "mother")
    actions.move_on(dina, sample, "received", on=DAY)
    return sample


def test_a_profile_is_entered_under_the_code_on_the_tube(dina, upload, received, drawn):
    file = upload({received.code.lower().replace("-", " "): drawn["mother"]})
    actions.enter(dina, str(file.pk), kit="GlobalFiler", laboratory="Lab 1")
    sample = Sample.objects.get(pk=received.pk)
    assert (sample.state, sample.markers, sample.kit) == (Step.PROFILED, len(MARKERS), "GlobalFiler")
    profile = opened(dina, [sample])[sample.pk].profile
    assert profile == {marker: drawn["mother"][marker] for marker in MARKERS}


def test_neither_profile_nor_file_lies_in_the_clear(dina, upload, received, drawn):
    file = upload({received.code: drawn["mother"]})
    assert MARKERS[0].encode() not in bytes(ProfileFile.objects.get(pk=file.pk).content)
    actions.enter(dina, str(file.pk), kit="", laboratory="")
    assert MARKERS[0].encode() not in bytes(Sample.objects.get(pk=received.pk).profile)
    assert bytes(ProfileFile.objects.get(pk=file.pk).content) == b""
    assert not ProfileKey.objects.filter(row=file.pk).exists()


def test_what_cannot_be_entered_says_why(dina, family, upload, received, take, drawn):
    unseen = take(family, "grandmother_pat")
    rows = {"REF-1": drawn["father"], unseen.code: drawn["grandmother_pat"], received.code: drawn["mother"]}
    read = understood(dina, upload(rows))
    assert [one.sample for one in read.ready] == [received]
    assert {label: why.partition(".")[0] for label, why in read.quarantined} == {
        "REF-1": "No sample of ours bears this code",
        unseen.code: "That the laboratory received this sample was never written down",
    }


def test_one_person_under_two_names_is_told(dina, family, upload, received, take, drawn):
    other = take(family, "grandmother_pat")
    actions.move_on(dina, other, "received", on=DAY)
    read = understood(dina, upload({received.code: drawn["mother"], other.code: drawn["mother"]}))
    assert read.ready == ()
    assert all("under another name" in why for _, why in read.quarantined)


def test_one_entered_before_under_another_name_is_told_too(dina, family, upload, received, take, drawn):
    actions.enter(dina, str(upload({received.code: drawn["mother"]}).pk), kit="", laboratory="")
    other = take(family, "grandmother_pat")
    actions.move_on(dina, other, "received", on=DAY)
    read = understood(dina, upload({other.code: drawn["mother"]}))
    assert received.code in dict(read.quarantined)[other.code]


def test_a_file_that_is_none_is_refused_and_not_kept(dina):
    with pytest.raises(UnusableData, match="not a file that is known"):
        actions.receive(dina, SimpleUploadedFile("x.csv", b"some,thing\n1,2\n"))
    assert not ProfileFile.objects.exists()
    assert not ProfileKey.objects.exists()


def test_only_whoever_uploaded_it_may_look(dina, oksana, aslan, upload, received, drawn):
    file = upload({received.code: drawn["mother"]})
    for other in (oksana, aslan):
        with pytest.raises(Http404):
            own_file(other, str(file.pk))


def test_a_file_is_decided_about_once(dina, upload, received, drawn):
    file = upload({received.code: drawn["mother"]})
    actions.cancel(dina, str(file.pk))
    with pytest.raises(Decided):
        actions.enter(dina, str(file.pk), kit="", laboratory="")
    assert Sample.objects.get(pk=received.pk).markers == 0


def test_a_file_is_forgotten_after_an_hour(dina, upload, received, drawn, monkeypatch):
    file = upload({received.code: drawn["mother"]})
    ProfileFile.objects.update(at=file.at - actions.KEPT_FOR)
    assert actions.forget_old() == 1
    assert not ProfileKey.objects.filter(row=file.pk).exists()
