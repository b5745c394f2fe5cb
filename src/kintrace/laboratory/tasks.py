"""What takes long, in the background. A task is given ids and numbers, and nothing else."""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.tasks import task

from kintrace.access import repeating
from kintrace.access.models import User
from kintrace.kernel.errors import KintraceError
from kintrace.laboratory import actions
from kintrace.registry.models import TracingRequest

EVERY: Final = timedelta(hours=1)


@task()
def run_screening(key: str) -> None:
    """Carry out one screening."""
    actions.carry_out(UUID(key))


@task()
def run_advice(public_id: str, request_id: int, number: int) -> None:
    """Compute whom of one family to ask next; where nobody is left to ask, there is nothing to say."""
    by = User.objects.get(public_id=public_id)
    request = TracingRequest.objects.get(pk=request_id)
    try:
        actions.advise(by, request, number)
    except KintraceError:
        return


@task()
def destroy_overdue_samples() -> None:
    """Destroy samples that were kept as long as their givers agreed, and come back in an hour, whatever happened."""
    try:
        actions.destroy_overdue(None)
    finally:
        repeating.come_back(destroy_overdue_samples, after=EVERY)


@task()
def forget_old_files() -> None:
    """Delete files that have waited for an hour."""
    actions.forget_old()
