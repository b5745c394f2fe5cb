"""Tasks that come back by themselves: the worker carries one out, and it waits for its next turn, whatever happened."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.tasks import Task, TaskResultStatus
from django_tasks_db.models import DBTaskResult

from kintrace.kernel import clock


def begin(task: Task[[], None]) -> None:
    """See that a task goes on; nothing is done where it already waits for its turn."""
    if not _turns(task, TaskResultStatus.READY).exists():
        task.enqueue()


def come_back(task: Task[[], None], *, after: timedelta) -> None:
    """Let a task wait for its next turn, and forget the turns that went well."""
    _turns(task, TaskResultStatus.SUCCESSFUL).delete()
    task.using(run_after=clock.now() + after).enqueue()


def _turns(task: Task[[], None], status: TaskResultStatus) -> QuerySet[DBTaskResult[Any, Any]]:
    return DBTaskResult.objects.filter(task_path=task.module_path, status=status)
