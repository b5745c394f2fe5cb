"""What to say when something went wrong: plain words for what was foreseen, a reference for what was not."""

from __future__ import annotations

import errno
import os
import platform
import random
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path

import kintrace
from kintrace.kernel.clock import now
from kintrace.kernel.errors import KintraceError
from kintrace.kernel.ids import new_code

PACKAGE = Path(kintrace.__file__).parent


def in_plain_words(error: Exception) -> str | None:
    """Return what to tell the person at the screen, or None where the defect is ours."""
    if isinstance(error, KintraceError):
        return str(error)
    if isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return "The disk is full, so the result could not be written. Make room and try again."
    if is_damage(error) or is_damage(error.__cause__):
        return (
            "A database of the record is damaged. Nothing was changed. Move the whole folder aside, do not delete it, "
            "and restore the last backup into a new one: KINTRACE_HOME=NEW kintrace restore BACKUP --identity KEY"
        )
    if isinstance(error, OSError) and error.strerror and not _is_ours(error.filename):
        return f"{error.filename}: {error.strerror}. Check the name, the place and whether you may use it."
    return None


def is_damage(error: BaseException | None) -> bool:
    """Say whether SQLite met a file that is damaged, or is no database at all."""
    return getattr(error, "sqlite_errorname", "").startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB"))


def keep_details(error: BaseException, *, command: str) -> str:
    """Write what is needed to mend a defect into a file that only its owner can read; return what to tell.

    Neither the message of the error nor the words that were typed are kept: either may hold somebody's name.
    """
    reference = new_code("E", random.SystemRandom())
    details = "\n".join(
        (
            f"{reference}  {now():%Y-%m-%d %H:%M} UTC",
            f"kintrace {kintrace.__version__} {command}, Python {platform.python_version()}, {platform.platform()}",
            *_course(error),
        )
    )
    place = _write(f"{reference}.txt", details)
    return (
        f"internal error, reference {reference}\n"
        f"This is a defect of kintrace, not of your data. The details are in {place}\n"
        "They hold nothing from your lists: please send them to whoever looks after kintrace for you."
    )


def _course(error: BaseException | None) -> Iterator[str]:
    """Tell which errors followed from which, and where in the program: the last first, without their messages."""
    while error is not None:
        yield type(error).__qualname__
        yield "".join(traceback.format_tb(error.__traceback__))
        error = error.__cause__ or error.__context__


def _is_ours(filename: str | bytes | int | None) -> bool:
    """Say whether no user can mend it: a file missing from our own package, or an error without a file."""
    return not isinstance(filename, str) or Path(filename).is_relative_to(PACKAGE)


def _write(name: str, details: str) -> str:
    for folder in (_state_home() / "kintrace", Path(tempfile.gettempdir())):
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with os.fdopen(os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(details)
        except OSError:
            continue
        return str(folder / name)
    return "no file: nowhere could one be written"


def _state_home() -> Path:
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
