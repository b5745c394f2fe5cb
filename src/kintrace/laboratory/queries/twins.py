"""Which samples with one profile are known to be of two persons, and which of these words wait for a reader."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import Http404

from kintrace.access.models import User
from kintrace.access.permissions import allowed
from kintrace.laboratory.models import Sample, Step, Twins

type Pair = frozenset[str]  # codes of two samples


@dataclass(frozen=True, slots=True)
class Doubled:
    """Two samples of ours with one profile, and whether somebody said that they are of two persons."""

    one: str
    other: str
    waits: bool


def confirmed_twins() -> frozenset[Pair]:
    """Return the pairs that two of the laboratory hold to be two persons."""
    pairs = Twins.objects.filter(state=Twins.State.CONFIRMED).values_list("one__code", "other__code")
    return frozenset(frozenset(pair) for pair in pairs)


def doubled(pairs: Iterable[Pair]) -> tuple[Doubled, ...]:
    """Return what is shown of pairs that are alike: those of which both bear codes of ours."""
    alike = sorted({(min(pair), max(pair)) for pair in pairs if len(pair) == 2})  # noqa: PLR2004  # two codes, not one twice
    ours = set(Sample.objects.filter(code__in={code for pair in alike for code in pair}).values_list("code", flat=True))
    said = set(Twins.objects.filter(state=Twins.State.SAID).values_list("one__code", "other__code"))
    return tuple(Doubled(*pair, pair in said) for pair in alike if set(pair) <= ours)


def twins_to_read(viewer: User) -> QuerySet[Twins]:
    """Return what others said of twins and nobody has read; nothing for whoever reads no findings.

    Nor anything of a sample that was destroyed.
    """
    if not allowed(viewer, "laboratory.read_finding"):
        return Twins.objects.none()
    waiting = Twins.objects.filter(state=Twins.State.SAID).exclude(by=viewer.public_id)
    waiting = waiting.exclude(Q(one__state=Step.DESTROYED) | Q(other__state=Step.DESTROYED))
    return waiting.select_related("one", "other").order_by("at", "pk")


def twins_numbered(viewer: User, number: int) -> Twins:
    """Return one of them; raises Http404 alike for none there is, one's own, and for whoever may not read it."""
    found = twins_to_read(viewer).filter(pk=number).first()
    if found is None:
        raise Http404
    return found
