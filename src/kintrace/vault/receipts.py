"""Finds a receipt without keeping it: a keyed hash, for receipts and for nothing else.

A receipt is drawn at random, so its hash tells nothing. A name, a telephone number or the number of a paper can be
guessed one by one: whoever had the key could look each of them up, so there is no such index of them.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import Final

from kintrace.vault import envelope

INDEX_BYTES: Final = 16


def index(receipt: str) -> bytes:
    """Return the 16 bytes under which a receipt is found; blanks and hyphens do not matter."""
    digits = "".join(letter for letter in receipt if letter.isalnum()).upper()
    return hmac.new(envelope.key_for_index(), b"kintrace receipt|" + digits.encode(), hashlib.sha256).digest()[
        :INDEX_BYTES
    ]
