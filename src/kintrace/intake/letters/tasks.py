"""Fetching letters, again and again."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db.models import QuerySet
from django.tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from kintrace.intake.letters import actions
from kintrace.kernel import clock

EVERY: Final = timedelta(minutes=1)


@task()
def fetch_letters() -> None:
    """Fetch what lies in the mailbox, erase what was kept long enough, and come back in a minute, whatever happened."""
    try:
        actions.fetch()
        actions.erase_read()
    finally:
        _fetches(TaskResultStatus.SUCCESSFUL).delete()
        fetch_letters.using(run_after=clock.now() + EVERY).enqueue()


def begin_fetching() -> None:
    """See that fetching goes on; nothing is done where it already waits for its minute."""
    if not _fetches(TaskResultStatus.READY).exists():
        fetch_letters.enqueue()


def _fetches(status: TaskResultStatus) -> QuerySet[DBTaskResult[[], None]]:
    return DBTaskResult.objects.filter(task_path=fetch_letters.module_path, status=status)
