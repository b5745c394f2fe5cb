"""Show the codes that the apps of a demonstration's staff would show now: `kintrace manage codes`.

Only in a demonstration's folder, where nobody has a telephone; everywhere else a second factor is nobody else's to see.
"""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from kintrace.access import second_factor
from kintrace.access.models import User
from kintrace.vault.demo import is_demo


class Command(BaseCommand):
    """Prints each user name of the demonstration with its secret and its code of this half minute."""

    help = "In a demonstration only: show the code that each one's app would show now."

    def handle(self, **_options: object) -> None:
        if not is_demo(Path(settings.HOME)):
            raise CommandError(
                "Codes are shown for a demonstration only. Whoever lost their telephone uses a recovery code, or has "
                "an administrator take the second factor off on the page Staff."
            )
        for user in User.objects.order_by("pk"):
            secret = second_factor.secret_of(user)
            if secret is not None:
                self.stdout.write(f"{user.username:10} {secret}  {second_factor.code_now(secret)}")
