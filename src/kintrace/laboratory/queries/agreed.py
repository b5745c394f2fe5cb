"""What those who gave samples agreed to. What was not answered, is over or was taken back is a no."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from kintrace.kernel import clock
from kintrace.laboratory.models import Sample, SampleConsent

THIS_CHILD, ALL_CHILDREN, KEEP = "dna_compare_this_child", "dna_compare_all", "dna_keep_until"


def fits(given_by: str, *, minor: bool) -> bool:
    """Tell whether this person may agree for a sample: for one's own, oneself; for a child's, never another relative.

    >>> fits("donor", minor=False), fits("guardian", minor=True), fits("guardian", minor=False)
    (True, True, False)
    """
    return (given_by == SampleConsent.By.DONOR) != minor


def agreed(samples: Iterable[Sample], *, scopes: Iterable[str], on: date | None = None) -> frozenset[UUID]:
    """Return the samples whose own giver agreed to one of these points; the last answer on a point counts."""
    day, minors = on or clock.today(), {one.pk: one.minor for one in samples}
    wanted = set(scopes)
    rows = SampleConsent.objects.filter(sample__in=list(minors)).order_by("given_on", "pk")
    latest: dict[tuple[UUID, str], bool] = {}
    over = set()
    for one in rows:
        stands = one.granted and one.withdrawn_at is None and fits(one.given_by, minor=minors[one.sample_id])
        in_time = one.expires_on is None or one.expires_on >= day
        latest[one.sample_id, one.scope] = stands and in_time
        if one.scope == KEEP and not (stands and in_time):
            over.add(one.sample_id)
        elif one.scope == KEEP:
            over.discard(one.sample_id)
    return frozenset(
        sample for (sample, scope), yes in latest.items() if yes and scope in wanted and sample not in over
    )


def for_this_child(samples: Iterable[Sample]) -> frozenset[UUID]:
    """Return the samples that may be set against one child or family."""
    return agreed(samples, scopes=(THIS_CHILD, ALL_CHILDREN))


def for_all_children(samples: Iterable[Sample]) -> frozenset[UUID]:
    """Return the samples that may be set against all there are."""
    return agreed(samples, scopes=(ALL_CHILDREN,))


def kept_too_long(on: date) -> list[Sample]:
    """Return the living samples whose time of keeping, as agreed, is over."""
    kept = SampleConsent.objects.filter(scope=KEEP, expires_on__lt=on).values("sample")
    living = Sample.objects.filter(pk__in=kept).exclude(state="destroyed")
    later = SampleConsent.objects.filter(scope=KEEP, expires_on__gte=on, granted=True, withdrawn_at=None)
    return list(living.exclude(pk__in=later.values("sample")))
