"""Enter a body that may receive lists: `kintrace manage addrecipient red-cross --name … --scope … --as zarema`."""

from __future__ import annotations

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from kintrace.access.models import User
from kintrace.exchange.actions import add_recipient
from kintrace.exchange.models import SHARING


class Command(BaseCommand):
    """Enters a recipient in the name of a supervisor; the families' answers decide whether anything goes there."""

    help = "Enter a body that may receive lists, by name."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="a short name in small letters")
        parser.add_argument("--name", required=True, help="the name that stands on every row")
        parser.add_argument("--scope", choices=SHARING, required=True, help="what families must have agreed to besides")
        parser.add_argument("--as", dest="by", required=True, help="user name of the supervisor who decided it")

    def handle(self, *, slug: str, name: str, scope: str, by: str, **_options: object) -> None:
        supervisor = User.objects.filter(username=by, is_active=True).first()
        if supervisor is None:
            raise CommandError(f"Nobody here has the user name {by}.")
        kept = add_recipient(supervisor, slug, name=name, scope=scope)
        self.stdout.write(f"{kept.name} can now be named as a recipient: {kept.slug}")
