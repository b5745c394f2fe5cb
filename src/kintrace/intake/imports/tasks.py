"""Forgetting uploads that nobody decided about."""

from __future__ import annotations

from django.tasks import task

from kintrace.intake.imports import actions


@task()
def forget_old_uploads() -> None:
    """Delete files that have waited for an hour."""
    actions.forget_old()
