"""What allauth asks us about second factors: how secrets are sealed, and what an app calls us."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.mfa.adapter import DefaultMFAAdapter

from kintrace.access import sealing

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


class SealedFactors(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """Keep every secret sealed, and send nobody any mail."""

    def encrypt(self, text: str) -> str:
        return sealing.seal_factor(text)

    def decrypt(self, encrypted_text: str) -> str:
        return sealing.open_factor(encrypted_text)

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        return user.get_username()

    def send_notification_mail(self, *_arguments: object, **_options: object) -> None:
        """Send nothing: no member of staff has to have an e-mail address."""
