"""A backup is two files in the age format, the record and the keys, each a sealed tar with a manifest at its head.

What was cut short or changed by one bit does not open: age authenticates every piece and the end.
"""

from __future__ import annotations

import io
import json
import os
import tarfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pyrage  # type: ignore[import-untyped]  # it brings no types

from kintrace.kernel.errors import UnusableData, WrongUse

MANIFEST = "manifest.json"
FORMAT = 1


class Unopened(UnusableData):
    """A backup is damaged, or sealed to another key."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself; it is sealed with the rest."""

    kind: str  # record, keys or laboratory
    vendor: str
    made: str
    version: str
    mark: str  # the record that it belongs to
    rows: Mapping[str, int]  # by table
    columns: Mapping[str, Sequence[str]]  # by table, where tables are held one by one
    migrations: Sequence[str]
    head: Sequence[Any] = ()  # of the trail: seq and hash
    format: int = FORMAT


def seal_copy(
    manifest: Manifest, parts: Iterable[tuple[str, Path]], *, to: Path, recipients: Sequence[str], aside: Path
) -> None:
    """Write a manifest and parts (name, file) as one sealed file; it appears under its name only once it is whole.

    What is not sealed yet lies in `aside`, a private folder: never where backups are kept, which may be a stick.
    """
    known = [_recipient(one) for one in recipients]
    plain, draft = aside / "copy.tar", to.with_suffix(".age.part")
    try:
        with _private(plain) as file, tarfile.open(fileobj=file, mode="w") as tar:
            _add_text(tar, json.dumps(asdict(manifest)))
            for name, path in parts:
                tar.add(path, arcname=name, recursive=False)
        with plain.open("rb") as reader, _private(draft) as writer:
            pyrage.encrypt_io(reader, writer, known)
            writer.flush()
            os.fsync(writer.fileno())
        draft.rename(to)
    finally:
        plain.unlink(missing_ok=True)
        draft.unlink(missing_ok=True)


def open_copy(sealed: Path, *, identity: Path, into: Path) -> Manifest:
    """Open a backup into an empty folder and return its manifest; raises Unopened, with what to do."""
    plain = into / "copy.tar"
    try:
        with sealed.open("rb") as reader, _private(plain) as writer:
            pyrage.decrypt_io(reader, writer, _identities(identity))
        with tarfile.open(plain) as tar:
            tar.extractall(into, filter="data")
        return Manifest(**json.loads((into / MANIFEST).read_text(encoding="utf-8")))
    except pyrage.DecryptError as error:
        raise Unopened(_why(sealed, identity, told=str(error))) from error
    except OSError as error:
        if error.errno is not None:
            raise  # the disk's own words
        raise Unopened(_why(sealed, identity, told=str(error))) from error
    except (tarfile.TarError, ValueError, TypeError, KeyError) as error:
        raise Unopened(f"{sealed} opens, but is no backup that this version of kintrace knows.") from error
    finally:
        plain.unlink(missing_ok=True)


def _why(sealed: Path, identity: Path, *, told: str) -> str:
    if "matching" in told.lower():
        return (
            f"{sealed} is not sealed to the key in {identity}. Nothing was restored. Look for the identity that "
            "belongs to the recipient named when the backup was made."
        )
    return (
        f"{sealed} is cut short or was changed, so none of it can be trusted. Nothing was restored. "
        "Fetch it again from where it is kept, or take the backup before it."
    )


def _recipient(word: str) -> Any:  # noqa: ANN401  # pyrage has no types
    try:
        return pyrage.x25519.Recipient.from_str(word.strip())
    except pyrage.RecipientError as error:
        raise WrongUse(
            f"{word!r} is no age recipient: one begins with age1. `kintrace manage make_backup_key FILE` makes a pair."
        ) from error


def _identities(path: Path) -> list[Any]:
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    try:
        found = [pyrage.x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#")]
    except pyrage.IdentityError as error:
        raise WrongUse(f"{path} holds no age identity: a line begins with AGE-SECRET-KEY-1.") from error
    if not found:
        raise WrongUse(f"{path} is empty, and should hold an age identity.")
    return found


def _private(path: Path) -> Any:  # noqa: ANN401  # a file for writing bytes
    """Open a new file: one that somebody put there before, with other rights or leading elsewhere, is not filled."""
    path.unlink(missing_ok=True)
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _add_text(tar: tarfile.TarFile, text: str) -> None:
    info = tarfile.TarInfo(MANIFEST)
    info.size = len(text.encode())
    tar.addfile(info, io.BytesIO(text.encode()))
