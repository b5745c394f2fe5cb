"""AES-256-GCM as the vault uses it: a fresh random nonce in front, and a context that must be the same to open.

96 random bits a nonce: one key seals far fewer than the 2^32 values for which NIST SP 800-38D allows that.
"""

from __future__ import annotations

import secrets
from collections.abc import Buffer

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from kintrace.vault.errors import Damaged

KEY_BYTES = 32
NONCE_BYTES = 12


def new_key() -> bytes:
    """Draw a key."""
    return secrets.token_bytes(KEY_BYTES)


def lock(key: bytes, plain: bytes, *, context: bytes) -> bytes:
    """Seal bytes under a key; they open only with the same key and the same context."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, context)


def unlock(key: bytes, box: Buffer, *, context: bytes) -> bytes:
    """Open what `lock` sealed; raises Damaged where key, context or bytes are others."""
    view = memoryview(box)
    try:
        return AESGCM(key).decrypt(view[:NONCE_BYTES], view[NONCE_BYTES:], context)
    except (InvalidTag, ValueError) as error:
        raise Damaged("A sealed value does not open: it was changed, cut short or moved.") from error
