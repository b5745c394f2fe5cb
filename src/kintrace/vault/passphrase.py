"""Turns what a person remembers into a key, slowly on purpose: Argon2id with the costs RFC 9106 recommends second.

What is wrapped begins with the cost and the salt, so that a later version may ask for more and still open this.
"""

from __future__ import annotations

import secrets
import struct
from collections.abc import Buffer
from typing import NamedTuple

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from kintrace.vault import aead
from kintrace.vault.secret import Secret

SALT_BYTES = 16
HEAD = struct.Struct(">IHH16s")


class Cost(NamedTuple):
    """How much memory and time one guess takes."""

    kibibytes: int
    rounds: int
    lanes: int


COST = Cost(64 * 1024, 3, 4)


def new_salt() -> bytes:
    """Draw a salt."""
    return secrets.token_bytes(SALT_BYTES)


def stretch(said: Secret, salt: bytes, *, cost: Cost) -> bytes:
    """Return the key of 32 bytes that belongs to what somebody said."""
    argon = Argon2id(
        salt=salt, length=aead.KEY_BYTES, iterations=cost.rounds, lanes=cost.lanes, memory_cost=cost.kibibytes
    )
    return argon.derive(said.reveal())


def wrap(said: Secret, key: bytes, *, context: bytes) -> bytes:
    """Lock a key up under a passphrase or a password."""
    head = HEAD.pack(*COST, new_salt())
    return head + aead.lock(_key(said, head), key, context=head + context)


def unwrap(said: Secret, wrapped: Buffer, *, context: bytes) -> Secret:
    """Return the key that `wrap` locked up; raises Damaged where something else was said."""
    view = bytes(wrapped)
    head, box = view[: HEAD.size], view[HEAD.size :]
    return Secret(aead.unlock(_key(said, head), box, context=head + context))


def _key(said: Secret, head: bytes) -> bytes:
    *cost, salt = HEAD.unpack(head)
    return stretch(said, salt, cost=Cost(*cost))
