"""Everything that can happen to an uploaded list: it arrives, is entered, cancelled, or forgotten after an hour.

Whatever happens, the file is deleted: what it said lives on as statements, and nothing else of it is kept.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from kintrace.access.models import Event, User
from kintrace.access.permissions import require
from kintrace.intake.imports.models import Upload
from kintrace.intake.imports.queries import own_upload, read
from kintrace.kernel import clock
from kintrace.kernel.errors import KintraceError
from kintrace.registry.actions import enter_list
from kintrace.registry.permissions import ADD

KEPT_FOR = timedelta(hours=1)


class AlreadyDecided(KintraceError):
    """The upload was entered, cancelled or forgotten before."""


def receive(by: User, file: UploadedFile[bytes], *, side: str, list_name: str) -> Upload:
    """Keep an uploaded list for its preview; raises KintraceError, and keeps nothing, where it cannot be read."""
    require(by, "imports.upload_list")
    require(by, ADD[side])
    forget_old()
    name = Path(file.name or "list.csv").name[-200:]
    upload = Upload(side=side, list_name=list_name.strip() or Path(name).stem[:100], file_name=name, by=by)
    _write(upload.path, file.chunks())
    try:
        lines = read(upload)
        upload.rows_read, upload.rows_used = lines.rows_read, lines.rows_used
        upload.rows_set_aside = lines.rows_set_aside
        with transaction.atomic():
            upload.save()
            Event.record(by, "list.uploaded", subject=str(upload))
    except BaseException:
        _delete(upload.path)
        raise
    return upload


@transaction.atomic
def confirm(by: User, key: str) -> Upload:
    """Enter the list into the record, and delete the file."""
    upload = own_upload(by, key)
    lines = read(upload) if upload.state == Upload.State.WAITING else None
    _decide(upload, Upload.State.CONFIRMED)
    if lines is None:
        raise AlreadyDecided(_("This list was already entered, cancelled or deleted."))
    entered = enter_list(
        by,
        upload.side,
        list_name=upload.list_name,
        rows=((entry.id, entry.values) for entry in lines.entries),
        received_on=upload.at.date(),
    )
    upload.source = entered.source
    upload.added, upload.changed, upload.unchanged = entered.added, entered.changed, entered.unchanged
    upload.save(update_fields=["source", "added", "changed", "unchanged"])
    return upload


@transaction.atomic
def cancel(by: User, key: str) -> Upload:
    """Leave the record as it is, and delete the file."""
    upload = own_upload(by, key)
    _decide(upload, Upload.State.CANCELLED)
    Event.record(by, "list.cancelled", subject=str(upload))
    return upload


def forget_old(*, now: datetime | None = None) -> int:
    """Delete the files of uploads that nobody decided about within an hour; return how many."""
    old = Upload.objects.filter(state=Upload.State.WAITING, at__lte=(now or clock.now()) - KEPT_FOR)
    forgotten = 0
    for upload in old:
        with transaction.atomic():
            _decide(upload, Upload.State.EXPIRED)
            forgotten += 1
    return forgotten


def _decide(upload: Upload, state: Upload.State) -> None:
    """Move an upload on from waiting; the condition makes a second click harmless. The file goes on commit."""
    path = upload.path
    moved = Upload.objects.filter(pk=upload.pk, state=Upload.State.WAITING).update(state=state, file_name="")
    if not moved:
        raise AlreadyDecided(_("This list was already entered, cancelled or deleted."))
    upload.state, upload.file_name = state, ""
    transaction.on_commit(lambda: _delete(path))


def _write(path: Path, chunks: Iterable[bytes]) -> None:
    path.parent.mkdir(mode=0o700)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.writelines(chunks)


def _delete(path: Path) -> None:
    shutil.rmtree(path.parent, ignore_errors=True)
