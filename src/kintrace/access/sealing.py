"""Seals what staff keep here, their second factors above all, under keys of the vault.

A second factor is sealed to the person it belongs to: copied into somebody else's row, it does not open.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final
from uuid import NAMESPACE_OID, UUID, uuid5

from django.db import IntegrityError, transaction

from kintrace.access.models import Opening, User
from kintrace.access.trail import recorder
from kintrace.vault import cases
from kintrace.vault.router import KEYS

# A key of the vault that belongs to no case: whoever collects keys without rows leaves it alone.
STAFF_KEY: Final = UUID("7c1d4f5e-52f3-4b8e-9d5e-0a2b8f6c1e34")
FACTOR, NOTE = "mfa.Authenticator.data", "access.Opening.note"

_whose: ContextVar[User] = ContextVar("whose")


@contextmanager
def factors_of(user: User) -> Iterator[None]:
    """Say whose second factor is sealed or opened within."""
    token = _whose.set(user)
    try:
        yield
    finally:
        _whose.reset(token)


def seal_factor(text: str) -> str:
    """Seal a secret of the person that `factors_of` names; raises LookupError where nobody is named."""
    row = _row(_whose.get())
    with_key(STAFF_KEY)
    return base64.b64encode(cases.seal(STAFF_KEY, FACTOR, row, text)).decode()


def open_factor(box: str) -> str:
    """Open a secret of the person that `factors_of` names, after that is on the trail."""
    user = _whose.get()
    sealed = cases.Sealed(FACTOR, _row(user), base64.b64decode(box))
    record = recorder(user, "staff.factor-checked", subject=user.public_id)
    [text] = cases.open_fields(STAFF_KEY, [sealed], record=record)
    return text


def seal_note(opening: UUID, case: UUID, *, note: str) -> bytes:
    """Seal why a glass was broken under the key of the case: whoever erases the case erases the note.

    A case that was erased has no key, and none is drawn for it: the note is empty then.
    """
    return cases.seal(case, NOTE, opening, note) if cases.has_key(case) else b""


def open_note(opening: Opening, *, viewer: User) -> str:
    """Open why a glass was broken, after that is on the trail; empty once the case was erased, and it with it."""
    if not cases.has_key(opening.case):
        return ""
    sealed = cases.Sealed(NOTE, opening.pk, bytes(opening.note))
    record = recorder(viewer, "glass.note-read", subject=f"{opening.case} {opening.by.public_id}")
    [note] = cases.open_fields(opening.case, [sealed], record=record)
    return note


def with_key(case: UUID) -> None:
    """See to it that there is a key; two processes may come at once."""
    if not cases.has_key(case):
        try:
            with transaction.atomic(using=KEYS):
                cases.new_cases([case], standing=case == STAFF_KEY)
        except IntegrityError:
            pass  # the other process was first: its key holds


def _row(user: User) -> UUID:
    return uuid5(NAMESPACE_OID, f"kintrace second factor {user.public_id}")
