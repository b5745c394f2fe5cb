"""Fetching letters, again and again."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.tasks import task

from kintrace.access import repeating
from kintrace.intake.letters import actions

EVERY: Final = timedelta(minutes=1)


@task()
def fetch_letters() -> None:
    """Fetch what lies in the mailbox, erase what was kept long enough, and come back in a minute, whatever happened."""
    try:
        actions.fetch()
        actions.erase_read()
    finally:
        repeating.come_back(fetch_letters, after=EVERY)
