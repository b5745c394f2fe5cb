"""The matching, in the background. A task is given the number of a run and nothing else."""

from __future__ import annotations

from django.tasks import task

from kintrace.tracing import actions


@task()
def run_matching(run_id: int) -> None:
    """Carry out one run."""
    actions.carry_out(run_id)
