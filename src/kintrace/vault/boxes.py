"""Boxes that anybody can fill and one key alone can open: HPKE (RFC 9180) with X25519, HKDF-SHA256 and AES-256-GCM.

The public door seals with these too, so this module knows neither Django nor a database.
"""

from __future__ import annotations

from collections.abc import Buffer
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from kintrace.vault.errors import Damaged
from kintrace.vault.secret import Secret

SUITE: Final = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def new_private() -> Secret:
    """Draw the private half of a key pair, as its 32 bytes."""
    return Secret(X25519PrivateKey.generate().private_bytes_raw())


def public_of(private: Secret) -> bytes:
    """Return the public half: 32 bytes, which may be known to everybody."""
    return _private(private).public_key().public_bytes_raw()


def seal_to(public: Buffer, plain: bytes, *, context: bytes) -> bytes:
    """Fill a box that opens only with the private half of `public` and the same context."""
    return SUITE.encrypt(plain, X25519PublicKey.from_public_bytes(bytes(public)), context)


def open_with(private: Secret, box: Buffer, *, context: bytes) -> bytes:
    """Open a box; raises Damaged where key, context or bytes are others."""
    try:
        return SUITE.decrypt(bytes(box), _private(private), context)
    except (InvalidTag, ValueError) as error:
        raise Damaged("A box does not open: it was changed, cut short, moved, or filled for somebody else.") from error


def _private(private: Secret) -> X25519PrivateKey:
    return X25519PrivateKey.from_private_bytes(private.reveal())
