"""Everything that can happen to an uploaded list: it arrives, is entered, cancelled, or forgotten after an hour.

Whatever happens, the file is deleted: what it said lives on as statements, and nothing else of it is kept.
"""

from __future__ import annotations

import os
import re
import uuid
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from kintrace.access.models import Event, User
from kintrace.access.permissions import require
from kintrace.intake.imports.models import Upload
from kintrace.intake.imports.queries import (
    BYTES_AS_TEXT,
    CONTENT,
    FILE_NAME,
    GIVEN_BY,
    LIST_NAME,
    opened,
    own_upload,
    read,
)
from kintrace.kernel import clock
from kintrace.kernel.errors import KintraceError
from kintrace.registry.actions import Given, enter_list
from kintrace.registry.permissions import ADD
from kintrace.vault import cases
from kintrace.vault.cases import Plain, seal_many

KEPT_FOR = timedelta(hours=1)
KEY = re.compile("[0-9a-f]{32}")  # as `models.new_key` draws them: such a file is ours
NAMES = (LIST_NAME, FILE_NAME, GIVEN_BY)


class AlreadyDecided(KintraceError):
    """The upload was entered, cancelled or forgotten before."""


def receive(
    by: User,
    file: UploadedFile[bytes],
    *,
    side: str,
    list_name: str,
    given: Given | None = None,
    token: uuid.UUID | None = None,
) -> Upload:
    """Keep an uploaded list, sealed, for its preview; the same token again gives the same upload.

    `given` says where the list comes from and on what ground we have it.

    Raises KintraceError, and keeps nothing, where the list cannot be read.
    """
    require(by, "imports.upload_list")
    require(by, ADD[side])
    forget_old()
    sent_before = Upload.objects.filter(token=token, by=by).first() if token is not None else None
    if sent_before is not None:
        return sent_before
    name = Path(file.name or "list.csv").name[-200:]
    content = file.read()
    lines = read(content, side=side, name=name)
    upload = Upload(side=side, token=token, by=by)
    if given is not None:
        upload.came_from, upload.basis = given.came_from, given.basis
    names = (list_name.strip() or Path(name).stem[:100], name, given.given_by if given is not None else "")
    _seal(upload, content, names=names)
    try:
        upload.rows_read, upload.rows_used = lines.rows_read, lines.rows_used
        upload.rows_set_aside = lines.rows_set_aside
        with transaction.atomic():
            upload.save()
            Event.record(by, "list.uploaded", subject=str(upload))
    except BaseException:
        _delete(upload.path, upload.case)
        raise
    return upload


@transaction.atomic
def confirm(by: User, key: str) -> Upload:
    """Enter the list into the record, and delete the file."""
    upload = own_upload(by, key)
    held = opened(by, upload) if upload.state == Upload.State.WAITING else None
    _decide(upload, Upload.State.CONFIRMED)
    if held is None:
        raise AlreadyDecided(_("This list was already entered, cancelled or deleted."))
    lines = read(held.content, side=upload.side, name=_("the list"))
    entered = enter_list(
        by,
        upload.side,
        list_name=held.list_name,
        rows=((entry.id, entry.values) for entry in lines.entries),
        received_on=upload.at.date(),
        given=Given(upload.came_from, upload.basis, held.given_by) if upload.basis else None,
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
    """Delete the files of uploads that nobody decided about within an hour; return how many.

    Files that nothing waits for go too: a machine that stopped right after a list was entered leaves one.
    """
    since = (now or clock.now()) - KEPT_FOR
    old = Upload.objects.filter(state=Upload.State.WAITING, at__lte=since)
    forgotten = 0
    for upload in old:
        with suppress(AlreadyDecided), transaction.atomic():  # decided meanwhile, or forgotten by another sweep
            _decide(upload, Upload.State.EXPIRED)
            forgotten += 1
    _sweep(since)
    return forgotten


def _sweep(since: datetime) -> None:
    waiting = set(Upload.objects.filter(state=Upload.State.WAITING).values_list("key", flat=True))
    for path in Path(settings.FILE_UPLOAD_TEMP_DIR).glob("*"):
        if not KEY.fullmatch(path.name) or path.name in waiting:
            continue
        with suppress(FileNotFoundError):  # another sweep was here first
            if path.stat().st_mtime <= since.timestamp():
                _delete(path, uuid.UUID(hex=path.name))


def _decide(upload: Upload, state: Upload.State) -> None:
    """Move an upload on from waiting; the condition makes a second click harmless. The file goes on commit."""
    gone = {"file_name": b"", "list_name": b"", "given_by": b""}
    moved = Upload.objects.filter(pk=upload.pk, state=Upload.State.WAITING).update(state=state, **gone)
    if not moved:
        raise AlreadyDecided(_("This list was already entered, cancelled or deleted."))
    upload.state, upload.file_name, upload.list_name, upload.given_by = state, b"", b"", b""
    path, case = upload.path, upload.case
    transaction.on_commit(lambda: _delete(path, case))


def _seal(upload: Upload, content: bytes, *, names: tuple[str, str, str]) -> None:
    """Seal the file, and the names of list, file and giver, under a key of their own; the file comes before the row."""
    case = upload.case
    cases.new_cases([case], standing=True)  # no row names it by a column of its own
    upload.list_name, upload.file_name, upload.given_by, box = seal_many(
        [
            *(Plain(case, field, case, name) for field, name in zip(NAMES, names, strict=True)),
            Plain(case, CONTENT, case, content.decode(BYTES_AS_TEXT)),
        ]
    )
    with os.fdopen(os.open(upload.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(box)
        file.flush()
        os.fsync(file.fileno())


def _delete(path: Path, case: uuid.UUID) -> None:
    """Delete a sealed file, and the key without which its remains say nothing."""
    path.unlink(missing_ok=True)
    cases.erase(case)
