"""A laboratory's file arrives, is looked at, and is entered or forgotten. It lies sealed for an hour at most."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Final

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from kintrace.access.models import Event, User
from kintrace.access.permissions import require
from kintrace.evidence.dna.laboratory import read_laboratory
from kintrace.kernel import clock
from kintrace.laboratory.errors import Decided
from kintrace.laboratory.models import Custody, ProfileFile, Sample, Step
from kintrace.laboratory.queries.files import BYTES_AS_TEXT, CONTENT, Ready, own_file, understood
from kintrace.laboratory.queries.profiles import PROFILE, written
from kintrace.vault import profiles
from kintrace.vault.router import LABORATORY

KEPT_FOR: Final = timedelta(hours=1)
LONGEST: Final = 40


def receive(by: User, file: UploadedFile[bytes]) -> ProfileFile:
    """Keep an uploaded file, sealed, for its preview; raises UnusableData for one that cannot be read."""
    require(by, "laboratory.enter_profiles")
    forget_old()
    content = file.read()
    read_laboratory(content)
    row = uuid.uuid4()
    profiles.new_key(row)
    box = profiles.seal(CONTENT, row, content.decode(BYTES_AS_TEXT))
    with transaction.atomic(using=LABORATORY):
        kept = ProfileFile.objects.create(id=row, content=box, by=by.public_id)
        Event.record(by, "file.uploaded", subject=str(kept))
    return kept


def enter(by: User, key: str, *, kit: str, laboratory: str) -> ProfileFile:
    """Enter every profile of a file that can be, and delete the file."""
    file = own_file(by, key)
    read = understood(by, file)
    with transaction.atomic(using=LABORATORY):
        _decide(file, ProfileFile.State.ENTERED)
        for one in read.ready if read is not None else ():
            _enter(by, one, kit=kit, laboratory=laboratory)
            file.entered += 1
        ProfileFile.objects.filter(pk=file.pk).update(entered=file.entered)
        Event.record(by, "profiles.entered", subject=str(file))
    return file


def cancel(by: User, key: str) -> None:
    """Enter nothing, and delete the file."""
    file = own_file(by, key)
    with transaction.atomic(using=LABORATORY):
        _decide(file, ProfileFile.State.CANCELLED)
        Event.record(by, "file.cancelled", subject=str(file))


def forget_old() -> int:
    """Delete files that nobody decided about within an hour; return how many."""
    old = list(ProfileFile.objects.filter(state=ProfileFile.State.WAITING, at__lte=clock.now() - KEPT_FOR))
    for file in old:
        with transaction.atomic(using=LABORATORY):
            _decide(file, ProfileFile.State.EXPIRED)
    return len(old)


def _enter(by: User, one: Ready, *, kit: str, laboratory: str) -> None:
    sample = one.sample
    Sample.objects.filter(pk=sample.pk, state=Step.RECEIVED).update(
        state=Step.PROFILED,
        profile=profiles.seal(PROFILE, sample.pk, written(one.found)),
        markers=len(one.found.profile),
        kit=(one.found.kit or kit)[:LONGEST],
        laboratory=(one.found.laboratory or laboratory)[:LONGEST],
    )
    Custody.objects.create(sample=sample, step=Step.PROFILED, happened_on=clock.today(), by=by.public_id)


def _decide(file: ProfileFile, state: ProfileFile.State) -> None:
    """Move a file on from waiting; the condition makes a second click harmless."""
    waiting = ProfileFile.objects.filter(pk=file.pk, state=ProfileFile.State.WAITING)
    if not waiting.update(state=state, content=b""):
        raise Decided(_("This file was entered, cancelled or deleted before."))
    file.state = state
    profiles.destroy([file.pk])
