"""What can happen to figures: a release or a new population is proposed, and a release is put up."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from kintrace.access import two_person
from kintrace.access.acts import Payload
from kintrace.access.models import Event, Proposal, User
from kintrace.access.permissions import require
from kintrace.figures import queries, sheets
from kintrace.figures.models import Release
from kintrace.kernel import clock
from kintrace.kernel.errors import KintraceError
from kintrace.registry.models import Snapshot
from kintrace.web.posting import put_up

LEAST_APART: Final = timedelta(days=80)  # two releases, beside that each quarter has one at most


class NothingCounted(KintraceError):
    """Nothing was counted yet, or nothing of it may be published."""


class TooSoon(KintraceError):
    """Figures were published a short while ago."""


def propose_release(by: User) -> Proposal:
    """Propose to publish the newest snapshot; a second person signs exactly these cells."""
    require(by, "figures.propose_release")
    _check_time()
    snapshot = queries.newest()
    cells = {} if snapshot is None else queries.would_publish(snapshot)
    if snapshot is None or all(cell.shown is None for cell in cells.values()):
        raise NothingCounted(_("There is nothing to publish: nothing was counted yet, or every number is under ten."))
    payload = {"quarter": _this_quarter(), "count": snapshot.pk, "cells": queries.as_signed(cells)}
    return two_person.propose(by, "figures.publish", payload)


def propose_population(by: User, *, children: int, source: str, as_of: date) -> Proposal:
    """Propose what the matching is told; a supervisor signs it. Nothing moves before."""
    require(by, "figures.propose_population")
    payload = {"children": children, "source": source, "as_of": as_of.isoformat()}
    return two_person.propose(by, "matching.population", payload)


@transaction.atomic
def publish_as_signed(by: User, payload: Payload) -> Release:
    """Publish what two persons signed; refused where it is no longer what would be published, or too soon."""
    _check_time()
    snapshot = Snapshot.objects.filter(pk=payload["count"], state=Snapshot.State.FINISHED).first()
    cells = {} if snapshot is None else queries.would_publish(snapshot)
    same = payload["quarter"] == _this_quarter() and payload["cells"] == queries.as_signed(cells)
    if snapshot is None or not same:
        raise two_person.Altered(
            _("What would be done is not what was signed. Nothing was done; please propose it anew.")
        )
    try:
        with transaction.atomic():
            published = Release.objects.create(
                quarter=payload["quarter"],
                snapshot=snapshot,
                cells={code: cell.to_json() for code, cell in cells.items()},
                by=by,
            )
    except IntegrityError as error:
        raise _too_soon() from error
    Event.record(by, "figures.published", subject=published.quarter)
    put_up(sheets.of(published.quarter, cells))  # last: if it fails, nothing was published
    return published


def _this_quarter() -> str:
    return queries.quarter(clock.today())


def _check_time() -> None:
    lately = Release.objects.filter(at__gt=clock.now() - LEAST_APART)
    if lately.exists() or Release.objects.filter(quarter=_this_quarter()).exists():
        raise _too_soon()


def _too_soon() -> TooSoon:
    return TooSoon(
        _(
            "Figures were published within this quarter. They are published once in three months, so that nobody can "
            "tell from two of them what became of a few children."
        )
    )
