"""Give somebody a new password at the terminal, where no administrator can: `kintrace manage newpassword leyla`.

It does what the page Staff does: their key stays shut, their sessions end, others are told, and it is on the trail.
"""

from __future__ import annotations

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from kintrace.access.models import User
from kintrace.access.passwords import draw


class Command(BaseCommand):
    """Draws a password and prints it, once; the second factor is asked for as before."""

    help = "Draw a new password for a member of staff, shown once; they choose their own when they come in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")

    def handle(self, *, username: str, **_options: object) -> None:
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"Nobody here has the user name {username}.")
        self.stdout.write(f"New password of {username}, shown this once: {draw(user, by=None)}")
