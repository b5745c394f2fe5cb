"""Thaw an office from the server's terminal, where all of an office's people are frozen: two of them sign here.

kintrace manage thaw O-7QK2A-D --first zarema --second leyla
"""

from __future__ import annotations

import getpass
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from kintrace.access import second_factor
from kintrace.access.acts import act_named
from kintrace.access.models import Event, Office, Role, User
from kintrace.access.second_factor import WrongCode


class Command(BaseCommand):
    """Asks two members of staff for password and code, and lets the office work again."""

    help = "Thaw a frozen office: two members of staff give password and code, one after the other."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", help="the office's code, as the page Staff shows it")
        parser.add_argument("--first", required=True, help="user name of whoever proposes it")
        parser.add_argument("--second", required=True, help="user name of whoever signs it")

    def handle(self, *, code: str, first: str, second: str, **_options: object) -> None:
        if first == second:
            raise CommandError("Two different people have to sign.")
        act = act_named("office.thaw")
        people = [self._signing(first, act.propose), self._signing(second, act.sign)]
        with transaction.atomic():
            if not Office.objects.filter(code=code).exclude(frozen_at=None).update(frozen_at=None):
                raise CommandError("No frozen office has this code.")
            for one, verb in zip(people, ("office.thaw.proposed", "office.thaw.done"), strict=True):
                Event.record(one, verb, subject=code)
        self.stdout.write("The office can work again.")

    def _signing(self, username: str, roles: frozenset[Role]) -> User:
        user = User.objects.filter(username=username, is_active=True, role__in=roles).first()
        if user is None:
            raise CommandError(f"{username} is not here, or is in no role that signs for this.")
        password, code = getpass.getpass(f"Password of {username}: "), getpass.getpass(f"Code of {username}: ")
        try:
            second_factor.confirm(user, password=password, code=code)
        except WrongCode as error:
            raise CommandError(str(error)) from error
        return user
