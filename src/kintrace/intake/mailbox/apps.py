"""Registers the mailbox with Django."""

from __future__ import annotations

from django.apps import AppConfig


class MailboxConfig(AppConfig):
    """The one thing that both front doors share."""

    name = "kintrace.intake.mailbox"
    verbose_name = "Mailbox"
