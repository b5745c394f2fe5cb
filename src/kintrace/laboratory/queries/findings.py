"""Reading findings: the one who proposed it and the one who is to read it, and what is for the counsellor alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import Http404

from kintrace.access.models import Role, User
from kintrace.access.permissions import allowed, require, roles_of
from kintrace.access.trail import recorder
from kintrace.kernel.says import Sentence
from kintrace.laboratory.models import Finding
from kintrace.laboratory.queries.families import Pair
from kintrace.laboratory.queries.samples import codes_of
from kintrace.laboratory.queries.twins import twins_to_read
from kintrace.registry.models import ChildRecord, TracingRequest, sought_code
from kintrace.vault.profiles import Box, Record, open_profiles

SAID, UNEXPECTED = "laboratory.Finding.said", "laboratory.Finding.unexpected"


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One line of a list of findings."""

    finding: Finding
    sought: str
    child: str
    by: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding, opened: log10 ratios by hypothesis in the order they were weighed."""

    row: FindingRow
    ratios: tuple[tuple[Sentence, float], ...]
    samples: tuple[str, ...]
    markers: int
    odd: int
    database: str
    unexpected: tuple[Sentence, ...]  # empty for everybody but a counsellor
    may_read: bool


def counsels(viewer: User) -> bool:
    """Tell whether kinship that nobody asked about is for this person."""
    return Role.COUNSELLOR in roles_of(viewer)


def within_sight(viewer: User) -> Q:
    """Return what picks the findings somebody may open: an analyst those without a surprise, and their own."""
    if not allowed(viewer, "laboratory.read_finding"):
        return Q(pk__in=())
    roles = roles_of(viewer)
    if counsels(viewer) and settings.POLICY == "small":
        return Q()
    sight = Q(by=viewer.public_id)
    if Role.DNA_ANALYST in roles:
        sight |= Q(for_counsellor=False)
    if counsels(viewer):
        sight |= Q(for_counsellor=True)
    return sight


def may_read(viewer: User, finding: Finding) -> bool:
    """Tell whether this person is the second reader: somebody else, and the counsellor where there is a surprise."""
    if finding.state != Finding.State.PROPOSED or finding.by == viewer.public_id:
        return False
    if finding.for_counsellor and not counsels(viewer):
        return False
    return Finding.objects.filter(within_sight(viewer), pk=finding.pk).exists()


def findings_waiting(viewer: User) -> int | None:
    """Count the findings that wait for this person as second reader; None for whoever reads none."""
    if not allowed(viewer, "laboratory.read_finding"):
        return None
    waiting = Finding.objects.filter(within_sight(viewer), state=Finding.State.PROPOSED).exclude(by=viewer.public_id)
    mine = waiting if counsels(viewer) else waiting.filter(for_counsellor=False)
    return mine.count() + twins_to_read(viewer).count()


def findings_in_sight(viewer: User) -> QuerySet[Finding]:
    """Return the findings of this person's concern, what waits first."""
    require(viewer, "laboratory.read_finding")
    return Finding.objects.filter(within_sight(viewer)).defer("said", "unexpected").order_by("read_at", "-at", "code")


def rows(viewer: User, page: list[Finding]) -> tuple[FindingRow, ...]:
    """Put codes beside findings."""
    require(viewer, "laboratory.read_finding")
    codes = codes_of({one.case for one in page} | {one.child for one in page})
    people = {one.public_id: str(one) for one in User.objects.filter(public_id__in={one.by for one in page})}
    return tuple(
        FindingRow(
            one,
            sought_code(codes.get(one.case, "–"), one.number),
            codes.get(one.child, "–"),
            people.get(one.by, one.by),
        )
        for one in page
    )


def finding_named(viewer: User, code: str) -> Finding:
    """Return a finding by its code; raises Http404 alike for none there is and for one out of sight."""
    found = Finding.objects.filter(within_sight(viewer), code=code).first()
    if found is None:
        raise Http404
    return found


def pair_of(finding: Finding) -> Pair:
    """Return the pair that a finding is about."""
    request, child = (
        TracingRequest.objects.filter(case=finding.case).first(),
        ChildRecord.objects.filter(case=finding.child).first(),
    )
    if request is None or child is None:
        raise Http404
    return Pair(request, finding.number, child)


def shown(viewer: User, code: str) -> Shown:
    """Open a finding, which is on the trail; what nobody asked about opens to a counsellor alone."""
    finding = finding_named(viewer, code)
    if finding.state == Finding.State.REPLACED:
        raise Http404
    record = recorder(viewer, "finding.opened", subject=finding.code, purpose="verification")
    plain = _opened(SAID, finding, bytes(finding.said), record=record)
    surprises: list[Sentence] = []
    if counsels(viewer):
        told = _opened(UNEXPECTED, finding, bytes(finding.unexpected), record=record)
        surprises = [Sentence.from_json(one) for one in told["sentences"]]
    return Shown(
        rows(viewer, [finding])[0],
        tuple((Sentence.from_json(label), ratio) for label, ratio in plain["ratios"]),
        tuple(plain["samples"]),
        plain["markers"],
        plain["odd"],
        plain["database"],
        tuple(surprises),
        may_read(viewer, finding),
    )


def said_of(finding: Finding, *, record: Record) -> Mapping[str, Any]:
    """Open what a finding says, for an action that has its own entry in the trail."""
    return _opened(SAID, finding, bytes(finding.said), record=record)


def _opened(field: str, finding: Finding, box: bytes, *, record: Record) -> dict[str, Any]:
    texts: Mapping[UUID, str] = open_profiles([Box(field, finding.pk, box)], record=record)
    if finding.pk not in texts:
        raise Http404
    plain: dict[str, Any] = json.loads(texts[finding.pk])
    return plain
