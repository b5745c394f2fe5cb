"""Add a member of staff: `kintrace manage addstaff fatima --role registrar --office Grozny`."""

from __future__ import annotations

import secrets
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from kintrace.access.alerts import alert, to_be_told
from kintrace.access.models import Alert, Event, Role, User


class Command(BaseCommand):
    """Adds a member of staff and prints the password drawn for them, once."""

    help = "Add a member of staff; a password is drawn and printed once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--role", choices=Role.values, required=True)
        parser.add_argument("--name", default="", help="the name that colleagues see")
        parser.add_argument("--office", default="")

    def handle(self, *, username: str, role: str, name: str, office: str, **_options: object) -> None:
        if User.objects.filter(username=username).exists():
            raise CommandError(f"There is already somebody with the user name {username}. Please choose another.")
        password = secrets.token_urlsafe(12)
        with transaction.atomic():
            user = User.objects.create_user(username, password=password, role=Role(role), name=name, office=office)
            user.password_drawn = True  # whoever reads this terminal knows it too
            user.save(update_fields=["password_drawn"])
            alert(to_be_told(user), Alert.Kind.STAFF_ADDED, about=user.public_id)
            Event.record(None, "staff.added", subject=user.public_id)
        self.stdout.write(f"{username} may now sign in as {Role(role).label}. Password, shown this once: {password}")
