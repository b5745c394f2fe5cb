"""What the pages of sharing show: recipients, answers of one family, signed exports, and copies that are due."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404

from kintrace.access.models import Proposal, Sensitivity, User
from kintrace.access.permissions import allowed, require
from kintrace.exchange.models import Answer, FamilyCopy, Recipient
from kintrace.kernel import clock
from kintrace.registry.queries import MODELS, Record, case_of

BULK = "export.bulk"


@dataclass(frozen=True, slots=True)
class CaseSharing:
    """What was said about giving one case to others, and the copies its family asked for; what the viewer may do."""

    record: Record
    answers: tuple[Answer, ...]
    recipients: tuple[Recipient, ...]
    copies: tuple[FamilyCopy, ...]
    may_answer: bool
    may_copy: bool


@dataclass(frozen=True, slots=True)
class Due:
    """A copy that a family waits for, and the code of its case."""

    copy: FamilyCopy
    code: str


@dataclass(frozen=True, slots=True)
class ExportsPage:
    """Who receives lists, what was signed and can be carried out, and the copies that are due."""

    recipients: tuple[Recipient, ...]
    signed: tuple[Proposal, ...]
    due: tuple[Due, ...]


def case_sharing(viewer: User, record: Record) -> CaseSharing | None:
    """Return what was said about sharing one case; None for a viewer who has nothing to do with it."""
    place = case_of(record)
    may_answer = allowed(viewer, "exchange.record_answer", case=place)
    may_copy = allowed(viewer, "exchange.family_copy", case=place, level=Sensitivity.IDENTITY)
    if not (may_answer or may_copy):
        return None
    living = Answer.objects.filter(case=record.case, withdrawn_at__isnull=True).select_related("recipient")
    return CaseSharing(
        record=record,
        answers=tuple(living.order_by("pk")),
        recipients=tuple(Recipient.objects.order_by("name")) if may_answer else (),
        copies=tuple(FamilyCopy.objects.filter(case=record.case).order_by("asked_on", "pk")) if may_copy else (),
        may_answer=may_answer,
        may_copy=may_copy,
    )


def exports_page(viewer: User) -> ExportsPage:
    """Return what the page of sharing shows."""
    require(viewer, "exchange.export")
    return ExportsPage(tuple(Recipient.objects.order_by("name")), tuple(_signed(viewer)), tuple(_due(viewer)))


def recipient_to_answer(viewer: User, slug: str) -> Recipient:
    """Return one recipient; raises Http404."""
    found = Recipient.objects.filter(slug=slug).first()
    if found is None or not allowed(viewer, "exchange.record_answer"):
        raise Http404
    return found


def signed_export(viewer: User, code: str) -> Proposal:
    """Return an export that two people signed, to one of the two; raises Http404 alike for any other."""
    require(viewer, "exchange.export")
    found = next((one for one in _signed(viewer) if one.code == code), None)
    if found is None:
        raise Http404
    return found


def _signed(viewer: User) -> list[Proposal]:
    mine = Q(by=viewer) | Q(decided_by=viewer)
    found = Proposal.objects.filter(mine, act=BULK, state=Proposal.State.APPROVED, expires__gt=clock.now())
    return list(found.order_by("decided_at", "pk"))


def _due(viewer: User) -> list[Due]:
    waiting = list(FamilyCopy.objects.filter(made_at=None).order_by("asked_on", "pk"))
    cases = [one.case for one in waiting]
    records = {one.case: one for model in MODELS.values() for one in model.objects.filter(case__in=cases)}
    return [
        Due(one, records[one.case].code)
        for one in waiting
        if one.case in records and allowed(viewer, "exchange.record_answer", case=case_of(records[one.case]))
    ]
