"""Reading the runs of the matching."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404

from kintrace.access.models import User
from kintrace.access.permissions import allowed, require
from kintrace.tracing.models import Run


def runs(viewer: User) -> QuerySet[Run]:
    """Return every run, newest first."""
    require(viewer, "tracing.view_candidates")
    return Run.objects.select_related("started_by", "population").order_by("-pk")


def newest_run(viewer: User) -> Run | None:
    """Return the newest finished run: the one every page shows. None before there is one."""
    return runs(viewer).filter(state=Run.State.FINISHED).first()


def run(viewer: User, run_id: int) -> Run:
    """Return one run; raises Http404 where there is none, or none that this viewer may see."""
    found = runs(viewer).filter(pk=run_id).first() if allowed(viewer, "tracing.view_candidates") else None
    if found is None:
        raise Http404
    return found
