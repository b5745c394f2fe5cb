"""Reading the figures: only from snapshots, so that a page never counts and never shows two moments at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings

from kintrace.access.models import User
from kintrace.access.permissions import allowed, require
from kintrace.estimate import Estimate, Status
from kintrace.estimate.keeping import read
from kintrace.figures import lists
from kintrace.figures.cells import CELLS, Cell, Cells, release
from kintrace.figures.lists import Contradiction, Contribution, Shared
from kintrace.figures.models import Release
from kintrace.registry.ladder import LADDER, Rung
from kintrace.registry.models import Population, Snapshot
from kintrace.vault.demo import children_of_the_demo


@dataclass(frozen=True, slots=True)
class Step:
    """One rung with its number."""

    rung: Rung
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Page:
    """Everything on the page of the figures; `latest` may still be going on, `snapshot` is the newest finished."""

    latest: Snapshot | None
    snapshot: Snapshot | None
    steps: tuple[Step, ...] = ()
    estimate: Estimate | None = None
    by_age: Estimate | None = None
    lists: tuple[Contribution, ...] = ()
    shared: tuple[Shared, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    population: Population | None = None
    proposed: int | None = None  # what the estimate would tell the matching
    truth: int | None = None  # in the world of a demonstration
    releases: tuple[Release, ...] = ()

    @property
    def off(self) -> int | None:
        """By how many percent the middle of the estimate is off the truth, where that is known."""
        if self.truth is None or self.proposed is None:
            return None
        return round(100 * (self.proposed - self.truth) / self.truth)

    @property
    def short(self) -> int | None:
        """The same, where the estimate is too low."""
        return None if self.off is None else -self.off

    @property
    def holds(self) -> bool:
        """Whether what is called likely holds the truth."""
        headline = self.estimate.headline if self.estimate is not None else None
        likely = headline.likely if headline is not None else None
        return self.truth is not None and likely is not None and likely[0] <= self.truth <= likely[1]


def page(viewer: User) -> Page:
    """Return the figures of the newest snapshot, as far as this viewer may see them."""
    require(viewer, "figures.view_ladder")
    latest, snapshot = Snapshot.objects.order_by("-pk").first(), newest()
    if snapshot is None:
        return Page(latest, None, population=current_population())
    found = None if snapshot.estimate is None else read(snapshot.estimate)
    may_see_lists = allowed(viewer, "figures.view_lists")
    names = lists.names(viewer, snapshot) if may_see_lists else ()
    return Page(
        latest,
        snapshot,
        steps=tuple(steps(snapshot.counts)),
        estimate=found,
        by_age=_by_age(snapshot),
        lists=tuple(lists.contributions(snapshot, names)),
        shared=tuple(lists.shared(snapshot, names)),
        contradictions=tuple(lists.contradictions(viewer, snapshot)) if may_see_lists else (),
        population=current_population(),
        proposed=middle(found),
        truth=children_of_the_demo(Path(settings.HOME)),
        releases=tuple(Release.objects.order_by("-pk")),
    )


def _by_age(snapshot: Snapshot) -> Estimate | None:
    kept = (snapshot.estimate or {}).get("by_age")
    return None if kept is None else read(kept)


def newest() -> Snapshot | None:
    """Return the newest finished snapshot."""
    return Snapshot.objects.filter(state=Snapshot.State.FINISHED).order_by("-pk").first()


def current_population() -> Population | None:
    """Return what the matching is told, if anything."""
    return Population.objects.order_by("-pk").first()


def steps(counts: Mapping[str, Sequence[int]]) -> Iterator[Step]:
    """Yield the rungs that were counted, in the order of the ladder."""
    yield from (Step(rung, *counts[code]) for code, rung in LADDER.items() if code in counts)


def middle(found: Estimate | None) -> int | None:
    """Return the one number that stands for an estimate where one is needed: the median over graphs."""
    if found is None or found.status is Status.REFUSED or "decomposable_wide" not in found.methods:
        return None
    return round(found.methods["decomposable_wide"].estimate)


def would_publish(snapshot: Snapshot) -> dict[str, Cell]:
    """Return what could be published of a snapshot after everything that was published before."""
    counts = {code: (low, high) for code, (low, high) in snapshot.counts.items() if code in CELLS}
    counts["found"] = (snapshot.found, snapshot.found)
    found = None if snapshot.estimate is None else read(snapshot.estimate)
    headline = None if found is None else found.headline
    return release(counts, headline, as_of=snapshot.as_of, earlier=earlier())


def earlier() -> list[Cells]:
    """Return the cells of every release, oldest first."""
    return [
        {code: Cell.from_json(cell) for code, cell in one.items()}
        for one in Release.objects.order_by("pk").values_list("cells", flat=True)
    ]


def quarter(day: date) -> str:
    """Name the quarter of a day.

    >>> quarter(date(2026, 11, 22))
    '2026-Q4'
    """
    return f"{day.year}-Q{(day.month + 2) // 3}"


def as_signed(cells: Cells) -> list[str]:
    """Write cells as they are signed, in a fixed order."""
    return [f"{code} {cells[code].said}" for code in sorted(cells)]
