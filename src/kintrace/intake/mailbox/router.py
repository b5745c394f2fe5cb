"""Keeps the mailbox in a database of its own: the public machine holds that one and no other."""

from __future__ import annotations

from django.db.models import Model

MAILBOX = "mailbox"


class MailApart:
    """Sends the mailbox's models to the mailbox database, and nothing else there."""

    def db_for_read(self, model: type[Model], **_hints: object) -> str | None:
        return MAILBOX if model._meta.app_label == MAILBOX else None  # noqa: SLF001  # Django's public name

    db_for_write = db_for_read

    def allow_migrate(self, db: str, app_label: str, **_hints: object) -> bool | None:
        return db == app_label if MAILBOX in {db, app_label} else None
