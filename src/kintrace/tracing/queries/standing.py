"""Where the judgements of a pair leave it: proposed, held back, or judged differently by different people.

One person's "different" never silently overrules another's "same": while they disagree, the pair stays proposed.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from kintrace.access.models import User
from kintrace.access.permissions import require
from kintrace.registry.models import Side, sought_code
from kintrace.registry.queries.counting import one_a_child
from kintrace.tracing.links import link_state
from kintrace.tracing.models import DnaResult, Judgement, Run

DIFFERENT = Judgement.Verdict.DIFFERENT


@dataclass(frozen=True, slots=True)
class Standing:
    """What the living judgements of one pair amount to."""

    living: tuple[Judgement, ...]
    unheeded: bool = False  # the newest matching was made before, and would deal otherwise with the pair now

    @property
    def refusals(self) -> tuple[Judgement, ...]:
        return tuple(one for one in self.living if one.verdict == DIFFERENT)

    @property
    def link(self) -> str:
        """The state of the link, a key of `links.LINK`."""
        return link_state([one.verdict for one in self.living])

    @property
    def held_back(self) -> bool:
        """Whether the pair is not proposed."""
        return bool(self.living) and len(self.refusals) == len(self.living)

    @property
    def divided(self) -> bool:
        """Whether people disagree."""
        return 0 < len(self.refusals) < len(self.living)


def standing(judgements: Iterable[Judgement], run: Run | None) -> Standing:
    """Sum up the judgements of one pair, and say whether a run has heeded them."""
    judgements = tuple(judgements)
    now = Standing(_living(judgements))
    if run is None or run.started_at is None:
        return now
    heeded = Standing(_living(judgements, at=run.started_at))
    return Standing(now.living, unheeded=heeded.held_back != now.held_back)


def _living(judgements: Iterable[Judgement], *, at: datetime | None = None) -> tuple[Judgement, ...]:
    """Return those that stood at a moment; without one, those that stand now."""
    if at is None:
        return tuple(one for one in judgements if one.withdrawn_at is None)
    return tuple(one for one in judgements if one.at <= at and (one.withdrawn_at is None or one.withdrawn_at > at))


def refused_pairs(viewer: User) -> frozenset[tuple[str, str]]:
    """Return (request, child) of each pair that is called different and by nobody anything else: it is held back."""
    require(viewer, "tracing.view_candidates")
    living = Judgement.objects.filter(withdrawn_at__isnull=True)
    objections = living.filter(request=OuterRef("request"), number=OuterRef("number"), child=OuterRef("child")).exclude(
        verdict=DIFFERENT
    )
    refused = living.filter(verdict=DIFFERENT).exclude(Exists(objections))
    pairs = refused.values_list("request__code", "number", "child__code")
    return frozenset((sought_code(code, number), child) for code, number, child in pairs)


def matched() -> frozenset[Hashable]:
    """Return the cases of registered children whom somebody holds to be a child sought, and nobody disagrees."""
    return one_a_child(_held_the_same().values_list("child__case", flat=True), Side.CHILDREN)


def matched_with_dna() -> frozenset[Hashable]:
    """Return those of them about whom and whose very family a report was released, whatever it says."""
    released = DnaResult.objects.filter(request=OuterRef("request"), number=OuterRef("number"), child=OuterRef("child"))
    same = _held_the_same().filter(Exists(released))
    return one_a_child(same.values_list("child__case", flat=True), Side.CHILDREN)


def _held_the_same() -> QuerySet[Judgement]:
    living = Judgement.objects.filter(withdrawn_at__isnull=True)
    objections = living.filter(
        request=OuterRef("request"), number=OuterRef("number"), child=OuterRef("child"), verdict=DIFFERENT
    )
    return living.filter(verdict=Judgement.Verdict.SAME).exclude(Exists(objections))
