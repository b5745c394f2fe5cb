"""An office's recovery key: it opens every capsule of the office, and lies in shares on paper in several hands.

Any `needed` of the shares give it back; one fewer gives nothing at all, not even a hint (Shamir, by the library
`shamirs`). A share is what people write down, read out and type, so it carries its number and a checksum.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterable, Sequence
from typing import Final

import shamirs  # type: ignore[import-untyped]  # it has type annotations, but says nothing of them
from django.utils.translation import gettext as _

from kintrace.vault import boxes
from kintrace.vault.envelope import Record, recorded
from kintrace.vault.errors import VaultError
from kintrace.vault.models import RecoveryKey
from kintrace.vault.secret import Secret

PRIME: Final = 2**256 + 297  # the first prime above every key of 32 bytes
VALUE_BYTES: Final = 33
CHECK_BYTES: Final = 6  # with it a share is forty bytes, which is sixty-four letters without a rest
GROUP: Final = 5


class UnreadableShare(VaultError):
    """A share was mistyped, or is no share."""


class NotEnoughShares(VaultError):
    """The shares do not give the key of this office."""


def make(office: str, *, shares: int, needed: int) -> tuple[RecoveryKey, list[str]]:
    """Draw a recovery key for an office (its code); return its row and the shares to write down, kept nowhere else."""
    if not 2 <= needed <= shares <= 20:  # noqa: PLR2004  # one pair of hands is none; twenty are as many as anybody keeps
        raise ValueError(f"{needed} of {shares} shares is not a split")
    private = boxes.new_private()
    number = int.from_bytes(private.reveal())
    split = shamirs.shares(number, quantity=shares, modulus=PRIME, threshold=needed, compact=True)
    row = RecoveryKey.objects.create(office=office, public=boxes.public_of(private), shares=shares, needed=needed)
    return row, [_written(share.index, share.value) for share in split]


def private_from(key: RecoveryKey, shares: Iterable[str], *, record: Record) -> Secret:
    """Return the private half, the attempt recorded first.

    Raises NotRecorded, UnreadableShare, and NotEnoughShares where they do not give this very key.
    """
    recorded(record)
    read = dict(_read(share) for share in shares)
    if len(read) >= key.needed:
        split = [shamirs.share(index, value, PRIME) for index, value in read.items()]
        number = int(shamirs.interpolate(split, threshold=key.needed))
        if number < 2**256:
            private = Secret(number.to_bytes(32))
            if boxes.public_of(private) == bytes(key.public):
                return private
    raise NotEnoughShares(
        _("These shares do not open the recovery key of this office. {needed} different ones of it are needed.").format(
            needed=key.needed
        )
    )


def _written(index: int, value: int) -> str:
    body = bytes([index]) + value.to_bytes(VALUE_BYTES)
    text = base64.b32encode(body + _check(body)).decode().rstrip("=")
    return "-".join(text[at : at + GROUP] for at in range(0, len(text), GROUP))


def _read(share: str) -> tuple[int, int]:
    text = "".join(letter for letter in share.upper() if letter.isalnum())
    try:
        whole = base64.b32decode(text + "=" * (-len(text) % 8))
    except binascii.Error as error:
        raise UnreadableShare(_("This is no share of a recovery key: a letter is missing or wrong.")) from error
    body, check = whole[:-CHECK_BYTES], whole[-CHECK_BYTES:]
    if len(body) != VALUE_BYTES + 1 or check != _check(body):
        raise UnreadableShare(_("This is no share of a recovery key: a letter is missing or wrong."))
    return body[0], int.from_bytes(body[1:])


def _check(body: Sequence[int]) -> bytes:
    return hashlib.sha256(b"kintrace share|" + bytes(body)).digest()[:CHECK_BYTES]
