"""Background tasks, carried out before the page answers; those for later are never carried out."""

from __future__ import annotations

from django.tasks import Task, TaskResult
from django.tasks.backends.immediate import ImmediateBackend


class AtOnce(ImmediateBackend):
    """The immediate backend, which by itself refuses tasks for later."""

    supports_defer = True

    def enqueue(self, task: Task, args: list, kwargs: dict) -> TaskResult | None:
        return super().enqueue(task, args, kwargs) if task.run_after is None else None
