"""The matching and the counting, in the background. A task is given a number and nothing else."""

from __future__ import annotations

from django.tasks import task

from kintrace.tracing import actions, snapshots


@task()
def run_matching(run_id: int) -> None:
    """Carry out one run."""
    actions.carry_out(run_id)


@task()
def count(snapshot_id: int) -> None:
    """Carry out one count."""
    snapshots.carry_out_count(snapshot_id)
