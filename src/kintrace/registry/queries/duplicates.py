"""Which requests, or which children's records, people hold to be about one child: computed from edges, each time.

One person's "different" never silently overrules another's "same": while they disagree, the two stay apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from kintrace.access.models import User
from kintrace.access.permissions import require
from kintrace.registry.models import DuplicateJudgement, Verdict
from kintrace.registry.opening import DUPLICATE_REASON, Opening
from kintrace.registry.permissions import VIEW
from kintrace.registry.queries.records import MODELS, Record, reached, require_view, side_of
from kintrace.vault.cases import Sealed

SAME, DIFFERENT = {Verdict.SAME.value}, {Verdict.DIFFERENT.value}


@dataclass(frozen=True, slots=True)
class Twin:
    """One living judgement of a pair, seen from one of its records: the other's code, and nothing else of it."""

    pk: int
    code: str
    verdict: str
    verdict_word: str
    reason: str
    by: str
    at: datetime
    mine: bool


def twins(viewer: User, record: Record, *, opening: Opening | None = None) -> tuple[Twin, ...]:
    """Return the living judgements that say something of this record and another that the viewer reaches.

    Of any other they learn nothing: that somebody else asks for the same child is not theirs to know.
    """
    require_view(viewer, record)
    case = record.case
    rows = list(
        DuplicateJudgement.objects.filter(Q(first=case) | Q(second=case), withdrawn_at__isnull=True)
        .select_related("by")
        .order_by("-at", "-pk")
    )
    side, others = side_of(record), {row.second if row.first == case else row.first for row in rows}
    theirs = reached(viewer, side, MODELS[side].objects.filter(case__in=others))
    codes = {one.case: one.code for one in theirs}
    rows = [row for row in rows if {row.first, row.second} & codes.keys()]
    opening = opening or Opening(viewer, "duplicates.opened", subject=record.code)
    opened = opening.open((row.key, Sealed(DUPLICATE_REASON, row.key, bytes(row.reason))) for row in rows)
    return tuple(
        Twin(
            pk=row.pk,
            code=codes[row.second if row.first == case else row.first],
            verdict=row.verdict,
            verdict_word=row.get_verdict_display(),
            reason=opened.get((DUPLICATE_REASON, row.key), ""),
            by=str(row.by),
            at=row.at,
            mine=row.by_id == viewer.pk,
        )
        for row in rows
    )


def joined(viewer: User, side: str) -> tuple[frozenset[str], ...]:
    """Return the groups of codes, of two and more, that are held to be about one child."""
    require(viewer, VIEW[side])
    groups = joined_cases(side)
    codes = dict(
        MODELS[side].objects.filter(case__in={case for group in groups for case in group}).values_list("case", "code")
    )
    return tuple(frozenset(codes[case] for case in group) for group in groups)


def joined_cases(side: str) -> list[frozenset[UUID]]:
    """Return those groups as cases, for counting."""
    return _grouped(pair for pair, verdicts in _said(side).items() if verdicts >= SAME and not verdicts & DIFFERENT)


def parted_cases(side: str) -> list[tuple[UUID, UUID]]:
    """Return the pairs of cases that are held to be about two children, and by nobody about one."""
    return [pair for pair, verdicts in _said(side).items() if verdicts >= DIFFERENT and not verdicts & SAME]


def _said(side: str) -> dict[tuple[UUID, UUID], set[str]]:
    living = DuplicateJudgement.objects.filter(side=side, withdrawn_at__isnull=True)
    said: dict[tuple[UUID, UUID], set[str]] = defaultdict(set)
    for first, second, verdict in living.values_list("first", "second", "verdict"):
        said[first, second].add(verdict)
    return said


def _grouped(pairs: Iterable[tuple[UUID, UUID]]) -> list[frozenset[UUID]]:
    group_of: dict[UUID, set[UUID]] = {}
    for first, second in pairs:
        together = group_of.get(first, {first}) | group_of.get(second, {second})
        for one in together:
            group_of[one] = together
    return list({frozenset(group): None for group in group_of.values()})
