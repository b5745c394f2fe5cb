"""The key pair of each member of staff, and how it is carried from page to page.

The private half is wrapped under the member's password. After signing in it is wrapped once more under a secret drawn
for the session: the server keeps the wrapped half, the browser's cookie the secret, and neither is of use alone.
"""

from __future__ import annotations

import base64
import binascii
import secrets
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kintrace.vault import aead, boxes, passphrase
from kintrace.vault.errors import Damaged, VaultError
from kintrace.vault.models import Keyring
from kintrace.vault.secret import Secret

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

CARRIED = b"kintrace carried key"


class NoKeyring(VaultError):
    """Somebody has no key pair yet: it is made with the first password."""


class WrongPassword(VaultError):
    """The password does not open the keyring."""


def make(member: AbstractBaseUser, password: str) -> Secret:
    """Draw a key pair for a member, over whatever was there before; return the private half.

    After a password was reset this is the first step: what was sealed to the old pair opens again only after
    another member did `capsules.reseal_for`.
    """
    private = boxes.new_private()
    wrapped = passphrase.wrap(_said(password), private.reveal(), context=_context(member))
    Keyring.objects.update_or_create(
        member_id=member.pk, defaults={"public": boxes.public_of(private), "wrapped": wrapped}
    )
    return private


def open_private(member: AbstractBaseUser, password: str) -> Secret:
    """Return the private half; raises NoKeyring or WrongPassword."""
    keyring = of(member)
    try:
        return passphrase.unwrap(_said(password), bytes(keyring.wrapped), context=_context(member))
    except Damaged as error:
        raise WrongPassword(_("This password does not open the keyring.")) from error


def change_password(member: AbstractBaseUser, *, old: str, new: str) -> None:
    """Wrap the same private half under another password."""
    private = open_private(member, old)
    wrapped = passphrase.wrap(_said(new), private.reveal(), context=_context(member))
    Keyring.objects.filter(member_id=member.pk).update(wrapped=wrapped)


def of(member: AbstractBaseUser) -> Keyring:
    """Return a member's keyring; raises NoKeyring."""
    keyring = Keyring.objects.filter(member_id=member.pk).first()
    if keyring is None:
        raise NoKeyring(
            _("This member of staff has no key yet. It is made when they next sign in with their password.")
        )
    return keyring


def carry(private: Secret) -> tuple[str, str]:
    """Return a secret for the cookie and the wrapped private half for the session."""
    secret = secrets.token_bytes(aead.KEY_BYTES)
    wrapped = aead.lock(secret, private.reveal(), context=CARRIED)
    return base64.urlsafe_b64encode(secret).decode(), base64.urlsafe_b64encode(wrapped).decode()


def taken_up(secret: str, wrapped: str) -> Secret:
    """Return the private half that `carry` parted; raises Damaged where the two do not belong together."""
    try:
        key, box = (base64.b64decode(part.encode(), b"-_", validate=True) for part in (secret, wrapped))
    except (binascii.Error, ValueError) as error:
        raise Damaged("What was carried cannot be read.") from error
    return Secret(aead.unlock(key, box, context=CARRIED))


def _said(password: str) -> Secret:
    return Secret(password.encode("utf-8", "surrogatepass"))


def _context(member: AbstractBaseUser) -> bytes:
    return b"kintrace keyring|" + str(member.pk).encode()
