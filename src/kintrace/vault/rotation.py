"""Changes the master key: every case's key is wrapped anew, and the old master key is destroyed.

It may be killed at any moment: a case is wrapped under the old key or the new, never under neither, and the next
rotation takes up what this one left. The old key goes only when nothing needs it; the database sees to that.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from kintrace.vault import keys
from kintrace.vault.models import CaseKey, MasterKey
from kintrace.vault.router import KEYS
from kintrace.vault.scrub import scrub

AT_ONCE = 500
TRIES = 100


class _Wrapped(NamedTuple):
    case: uuid.UUID
    version: int
    master: int
    box: bytes


def rotate(progress: Callable[[int], None] = lambda _done: None) -> int:
    """Put a new master key in the place of the old one, or finish what was interrupted; return its version.

    `progress` is told how many cases were wrapped anew so far.
    """
    if len(keys.unlocked().masters) == 1:
        keys.add_master()
    ring = keys.unlocked()
    done = 0
    for _ in range(TRIES):
        while some := _old(ring.newest):
            _wrap_anew(some, ring)
            done += len(some)
            progress(done)
        if _retire(ring.newest):
            break
    transaction.on_commit(scrub, using=KEYS)
    return ring.newest


def _old(newest: int) -> list[_Wrapped]:
    rows = CaseKey.objects.exclude(master=newest).values_list("case", "version", "master_id", "wrapped")
    return [_Wrapped(case, version, master, bytes(box)) for case, version, master, box in rows[:AT_ONCE]]


def _wrap_anew(some: list[_Wrapped], ring: keys.Ring) -> None:
    with transaction.atomic(using=KEYS):
        for row in some:
            key = ring.unwrap(row.case, row.box, version=row.version, master=row.master)
            master, box = ring.wrap(row.case, key, version=row.version)
            # A case that was erased meanwhile has no row any more, and gets none.
            CaseKey.objects.filter(case=row.case, master=row.master).update(master=master, wrapped=box)


def _retire(newest: int) -> bool:
    """Destroy the old master keys; say no where a process that had not heard of the new one still used the old."""
    try:
        with transaction.atomic(using=KEYS):
            MasterKey.objects.exclude(version=newest).delete()
    except (ProtectedError, IntegrityError):
        return False
    return True
