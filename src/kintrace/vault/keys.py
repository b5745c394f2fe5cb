"""The keys of the record: unlocked once a process, with what somebody knows or what a file holds.

`unlocked()` is what everybody calls. Where the process has not been given the secret yet, it asks the provider that
the settings name (VAULT_PROVIDER): a passphrase typed at start, a pipe, a file, or the key of demonstrations.
A master key stays in memory; the keys of cases are read and unwrapped each time, so that an erased one is gone.
"""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.module_loading import import_string

from kintrace.vault import aead, passphrase
from kintrace.vault.errors import Damaged, NoKeys, OtherKeys, WrongPassphrase
from kintrace.vault.models import Mark, MasterKey
from kintrace.vault.router import KEYS
from kintrace.vault.secret import Secret

type Provider = Callable[[bool], Secret]
"""Gives the secret; told whether it will be the first one, which is asked for twice."""


@dataclass(frozen=True, slots=True)
class Ring:
    """The master keys there are, by version; the newest wraps what is new."""

    masters: Mapping[int, Secret]

    @property
    def newest(self) -> int:
        return max(self.masters)

    def wrap(self, case: uuid.UUID, key: bytes, *, version: int) -> tuple[int, bytes]:
        """Return the version of the master key and the case's key wrapped under it."""
        master = self.newest
        return master, aead.lock(self.masters[master].reveal(), key, context=_context(case, version, master))

    def unwrap(self, case: uuid.UUID, wrapped: bytes, *, version: int, master: int) -> bytes:
        """Return the key of a case; raises Damaged where it was wrapped for another case or by another key."""
        return aead.unlock(self.masters[master].reveal(), wrapped, context=_context(case, version, master))


class _Memory:
    """What this process was given and has opened: never written anywhere."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.secret: Secret | None = None
        self.opened: dict[bytes, Secret] = {}


_memory = _Memory()


def unlocked() -> Ring:
    """Return the keys of the record; raises Locked where they cannot be had."""
    with _memory.lock:
        rows = list(MasterKey.objects.order_by("version"))
        if not rows:
            rows = [_make_first()]
        return Ring({row.version: _opened(row) for row in rows})


def unlock(secret: Secret) -> Ring:
    """Unlock the record for this process; raises WrongPassphrase, and then remembers nothing."""
    with _memory.lock:
        before = (_memory.secret, _memory.opened)
        _memory.secret, _memory.opened = secret, {}
        try:
            return unlocked()
        except Exception:
            _memory.secret, _memory.opened = before
            raise


def lock() -> None:
    """Forget what this process was given."""
    with _memory.lock:
        _memory.secret, _memory.opened = None, {}


def to_hand_over() -> Secret:
    """Return what unlocked this process, for the processes it starts."""
    unlocked()
    return _secret(first=False)


def add_master() -> MasterKey:
    """Draw the next master key, wrapped under the same secret."""
    unlocked()
    latest = MasterKey.objects.order_by("version").last()
    if latest is None:
        raise NoKeys("There is no master key to follow.")
    return _new_master(latest.version + 1, latest.record, first=False)


def _make_first() -> MasterKey:
    """Draw the first master key of a record that was never sealed."""
    mark = Mark.objects.here()
    if mark.sealed:
        raise NoKeys(
            "The keys database is empty, although this record is sealed: without its keys nothing in it can be read. "
            "Put the keys database back (keys.sqlite3 beside the record, or its latest backup), and start again."
        )
    try:
        with transaction.atomic(using=KEYS):
            row = _new_master(1, mark.record, first=True)
    except IntegrityError:  # another process was first: its key holds
        row = MasterKey.objects.get(version=1)
    Mark.objects.filter(pk=mark.pk).update(sealed=True)
    return row


def _new_master(version: int, record: uuid.UUID, *, first: bool) -> MasterKey:
    key = aead.new_key()
    wrapped = passphrase.wrap(_secret(first=first), key, context=_belonging(record, version))
    row = MasterKey.objects.create(version=version, record=record, wrapped=wrapped)
    _memory.opened[wrapped] = Secret(key)
    return row


def _opened(row: MasterKey) -> Secret:
    wrapped = bytes(row.wrapped)
    key = _memory.opened.get(wrapped)
    if key is None:
        _check_belongs(row)
        key = _memory.opened[wrapped] = _open(row, wrapped)
    return key


def _open(row: MasterKey, wrapped: bytes) -> Secret:
    try:
        return passphrase.unwrap(_secret(first=False), wrapped, context=_belonging(row.record, row.version))
    except Damaged as error:
        _memory.secret = None
        raise WrongPassphrase(
            "This is not the passphrase of the record (or its keys database was damaged). Nothing was opened. "
            "Try again; after a damage, put back the latest backup of the keys database."
        ) from error


def _check_belongs(row: MasterKey) -> None:
    mark = Mark.objects.here()
    if mark.record != row.record:
        raise OtherKeys(
            "The keys database belongs to another record: its keys open nothing here. Put the keys database of this "
            "record back, or set KINTRACE_HOME to the folder where the two belong together."
        )
    if not mark.sealed:
        Mark.objects.filter(pk=mark.pk).update(sealed=True)


def _secret(*, first: bool) -> Secret:
    if _memory.secret is None:
        provider: Provider = import_string(settings.VAULT_PROVIDER)
        _memory.secret = provider(first)
    return _memory.secret


def _belonging(record: uuid.UUID, version: int) -> bytes:
    return b"kintrace master key|" + record.bytes + version.to_bytes(4)


def _context(case: uuid.UUID, version: int, master: int) -> bytes:
    return b"kintrace case key|" + case.bytes + version.to_bytes(2) + master.to_bytes(4)
