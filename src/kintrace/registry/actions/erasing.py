"""Erasing a case whose time has come: its key is destroyed, and what is left can be counted and not read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.dispatch import Signal
from django.utils.translation import gettext as _

from kintrace.access import two_person
from kintrace.access.models import Event, Proposal, User
from kintrace.access.permissions import require
from kintrace.kernel import clock
from kintrace.registry.errors import NotYetErasable
from kintrace.registry.models import DuplicateJudgement, Side
from kintrace.registry.opening import Opening
from kintrace.registry.queries.births import latest_births
from kintrace.registry.queries.finding import forget_names
from kintrace.registry.queries.keeping import DAYS_A_MONTH, kept_long_enough, kept_until
from kintrace.registry.queries.records import MODELS, Record, case_of, side_of
from kintrace.vault import cases

YEARS_OF_CHILDHOOD = 18
ERASE = "case.erase"


@dataclass(frozen=True, slots=True)
class Due:
    """A case whose time has come."""

    record: Record
    side: Side
    proposed: bool  # somebody waits for a second signature, or carries it out soon


case_erased = Signal()  # sent with `case`, `side` and `pk` before the key goes: rooms above delete what they derived


def of_age_on(by: User, record: Record) -> date:
    """Return the day from which a child is surely grown up: its file is kept until then, as the law asks."""
    return of_age_days(by, [record])[record.pk]


def of_age_days(by: User, children: Sequence[Record]) -> dict[int, date]:
    """Return the day from which each child is surely grown up, by key: one opening, however many they are.

    The latest birth that anybody stated counts. A child of whom nothing is said was born when its file was opened.
    """
    subject = children[0].code if len(children) == 1 else f"children {len(children)}"
    opening = Opening(by, "case.age-asked", subject=subject, purpose="erasure")
    childhood = timedelta(days=round(YEARS_OF_CHILDHOOD * 12 * DAYS_A_MONTH) + 1)
    said = latest_births(by, children, opening=opening)
    opened = {one.pk: one.opened_at.date() for one in children}
    return {pk: min(said.get(pk, day), day) + childhood for pk, day in opened.items()}


def due_for_erasure(by: User, side: str, *, on: date | None = None) -> list[Record]:
    """Return the cases whose time has come, to be proposed to two people; a child's file not before it is of age."""
    found = list(kept_long_enough(by, side, on=on))
    if side == Side.REQUESTS or not found:
        return found
    days = of_age_days(by, found)
    return [one for one in found if days[one.pk] <= (on or clock.today())]


def waiting_for_erasure(by: User) -> list[Due]:
    """Return the cases of both sides whose time has come, the longest closed first."""
    proposed = {one.payload["case"] for one in _proposals()}
    found = [(one, side) for side in Side for one in due_for_erasure(by, side)]
    found.sort(key=lambda row: (row[0].closed_on or date.max, row[0].code))
    return [Due(one, side, proposed=str(one.case) in proposed) for one, side in found]


def propose_erasure(by: User, record: Record, *, reason: str) -> Proposal:
    """Propose to erase a case whose time has come; somebody else signs. A proposal that waits is not made twice."""
    require(by, "registry.erase", case=case_of(record))
    _check_time(by, record, on=clock.today())
    payload = {"case": str(record.case), "reason": reason}
    found = next((one for one in _proposals() if one.payload["case"] == payload["case"]), None)
    return found if found is not None else two_person.propose(by, ERASE, payload)


def _proposals() -> QuerySet[Proposal]:
    waiting = Proposal.objects.filter(act=ERASE, state__in=(two_person.WAITING, two_person.APPROVED))
    return waiting.filter(expires__gt=clock.now())


def _check_time(by: User, record: Record, *, on: date) -> None:
    if record.closed_on is None or kept_until(record.closed_on) > on:
        raise NotYetErasable(_("Only a case that is closed, and whose time of keeping is over, can be erased."))
    if not _of_age(by, record, on=on):
        raise NotYetErasable(_("A child's file is kept until the child is surely of age, and this one may not be yet."))


def _of_age(by: User, record: Record, *, on: date) -> bool:
    return side_of(record) == Side.REQUESTS or of_age_on(by, record) <= on


def erase_case(by: User, record: Record, *, on: date | None = None) -> None:
    """Destroy the key of a closed case whose time has come. Rows, dates and codes stay, so that counts stay true.

    Two people decide: this is what is done once they have (`access.two_person`).
    """
    require(by, "registry.erase", case=case_of(record))
    today, side = on or clock.today(), side_of(record)
    _check_time(by, record, on=today)
    model: type[Any] = MODELS[side]  # both take the same fields, which their union does not tell
    with transaction.atomic():
        model.objects.filter(pk=record.pk).update(erased_on=today, foreign_id=b"")
        case_erased.send(sender=model, case=record.case, side=side, pk=record.pk)
        Event.record(by, "case.erased", subject=record.code, purpose="erasure")
        keys = [record.case, *_reasons_about(record.case)]
        transaction.on_commit(lambda: _destroy(keys))  # a key that is gone cannot be rolled back


def erase_as_signed(by: User, payload: Mapping[str, Any]) -> None:
    """Carry out what two people signed: the act "case.erase"."""
    case = UUID(payload["case"])
    found = (model.objects.filter(case=case, erased_on__isnull=True).first() for model in MODELS.values())
    record = next((one for one in found if one is not None), None)
    if record is None:
        raise NotYetErasable(_("This case is not here any more."))
    erase_case(by, record)


def _destroy(keys: Sequence[UUID]) -> None:
    for key in keys:
        cases.erase(key)
        forget_names(key)


def _reasons_about(case: UUID) -> list[UUID]:
    edges = DuplicateJudgement.objects.filter(Q(first=case) | Q(second=case))
    return list(edges.values_list("key", flat=True))
