"""Files of a case: letters, photographs, documents, sealed under the case's key.

A file lies in KINTRACE_HOME/files under a random name. It is written aside, brought to the disk and renamed before
the row that names it is saved: a row never lacks its file, and a file that no row names is collected.
"""

from __future__ import annotations

import os
import secrets
import uuid
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _

from kintrace.vault import envelope
from kintrace.vault.envelope import Record, recorded
from kintrace.vault.errors import Damaged

ASIDE: Final = ".part"


def seal_file(case: uuid.UUID, content: bytes) -> str:
    """Seal a file of a case; return its name, which tells nothing, once it is safe on the disk."""
    name = secrets.token_hex(16)
    folder = _folder()
    draft = folder / f"{name}{ASIDE}"
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(envelope.lock_bytes(case, content, context=_context(name)))
        file.flush()
        os.fsync(file.fileno())
    draft.rename(folder / name)
    _settle(folder)
    return name


def open_file(case: uuid.UUID, name: str, *, record: Record) -> bytes:
    """Return what a file holds, the opening recorded first; raises NotRecorded, Erased and Damaged."""
    recorded(record)
    try:
        box = (_folder() / Path(name).name).read_bytes()
    except FileNotFoundError as error:
        raise Damaged(
            _("A file of this case is missing. Tell whoever looks after the server; the latest backup may hold it.")
        ) from error
    return envelope.unlock_bytes(case, box, context=_context(name))


def destroy(name: str) -> None:
    """Delete a file; without the key of its case it could not be read anyway."""
    (_folder() / Path(name).name).unlink(missing_ok=True)


def collect(living: Iterable[str], *, before: datetime) -> int:
    """Delete files last written before a moment that no row names; return how many."""
    named = set(living)
    idle = [
        path for path in _folder().iterdir() if path.name not in named and path.stat().st_mtime < before.timestamp()
    ]
    for path in idle:
        path.unlink()
    return len(idle)


def _folder() -> Path:
    folder = Path(settings.HOME) / "files"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _settle(folder: Path) -> None:
    """Bring the new name itself to the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _context(name: str) -> bytes:
    return b"kintrace file|" + name.encode()
