"""What a snapshot says of each list, for staff alone: what it contributes, whom it shares, what contradicts itself.

The names of lists are opened on the trail; lists of one name are told apart by their side, their first day, or a
number. A contradiction is told to those who may see every case in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from django.db.models import Min

from kintrace.access.models import User
from kintrace.registry.codes import CHN
from kintrace.registry.ladder import LADDER
from kintrace.registry.models import LineList, Side, Snapshot
from kintrace.registry.opening import Opening
from kintrace.registry.queries import MODELS, list_names, visible

BETWEEN_NAMES, BEFORE_MORE = " + ", ", "
RUNG: Final = {Side.REQUESTS.value: "requests", Side.CHILDREN.value: "registered"}  # the word for a list of each side

type Range = tuple[int, int]
type Listed = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one list brings in: its records, the different children among them, and those who are on no other."""

    name: str
    records: int
    children: Range
    alone: Range


@dataclass(frozen=True, slots=True)
class Shared:
    """How many children two lists share."""

    one: str
    other: str
    children: Range


@dataclass(frozen=True, slots=True)
class _Part:
    """One of the lists put together in one: in which, of which side, what it is called, and its number if any."""

    place: int
    side: str
    name: str
    number: int | None


@dataclass(frozen=True, slots=True)
class Step:
    """Two cases held to be about one child, or about two; `child` where they are of the two sides of the record."""

    one: str
    other: str
    child: str = ""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A pair held to be two children, and the steps by way of which it is held to be one; none where it is not seen."""

    apart: Step | None
    steps: tuple[Step, ...] = ()


def contributions(snapshot: Snapshot, names: Sequence[str]) -> Iterator[Contribution]:
    """Yield what each list brings in, for whoever may see the names."""
    for name, one in zip(names, snapshot.lists.get("lists", []), strict=False):
        yield Contribution(name, one["records"], tuple(one["children"]), tuple(one["alone"]))


def shared(snapshot: Snapshot, names: Sequence[str]) -> Iterator[Shared]:
    """Yield how many children each two lists share, likewise."""
    for one, other, low, high in snapshot.lists.get("shared", []) if names else ():
        yield Shared(names[one], names[other], (low, high))


def names(viewer: User, snapshot: Snapshot) -> tuple[str, ...]:
    """Return what each list is called, no two alike; the names are opened on the trail."""
    lists: list[Listed] = snapshot.lists.get("lists", [])
    wanted = [number for one in lists for number in one["line_lists"]]
    opening = Opening(viewer, "lists.named", subject=str(snapshot))
    named = list_names(opening, LineList.objects.filter(pk__in=wanted))
    parts = [_Part(place, *part) for place, one in enumerate(lists) for part in _parts(one, named)]
    words = [str(LADDER[RUNG[part.side]].word) for part in parts]
    called = told_apart([part.name for part in parts], words, _first_days(parts))
    return tuple(
        BETWEEN_NAMES.join(name for part, name in zip(parts, called, strict=True) if part.place == place)
        for place in range(len(lists))
    )


def _parts(one: Listed, named: Mapping[int, str]) -> Iterator[tuple[str, str, int | None]]:
    """Yield the side, the name and the number of each list put together in one; channels have no number."""
    yield from ((one["side"], named.get(number, ""), number) for number in one["line_lists"])
    yield from ((one["side"], str(CHN.word(code)), None) for code in one["channels"])


def told_apart(called: Sequence[str], *marks: Sequence[str]) -> tuple[str, ...]:
    """Add to names that repeat the first mark by which they differ; a number where none does.

    >>> told_apart(["camp", "camp", "letters"], ["sought", "found", "sought"])
    ('camp, sought', 'camp, found', 'letters')
    >>> told_apart(["camp", "camp"], ["found", "found"])
    ('camp, 1', 'camp, 2')
    """
    told = list(called)
    for mark in (*marks, [str(number) for number in _places(called)]):
        many = Counter(told)
        kinds = Counter(name for name, _mark in {*zip(told, mark, strict=True)})
        told = [
            f"{name}{BEFORE_MORE}{more}" if more and many[name] > 1 and kinds[name] > 1 else name
            for name, more in zip(told, mark, strict=True)
        ]
    return tuple(told)


def _places(called: Sequence[str]) -> Iterator[int]:
    """Yield how often each name has come so far."""
    come: Counter[str] = Counter()
    for name in called:
        come[name] += 1
        yield come[name]


def _first_days(parts: Sequence[_Part]) -> list[str]:
    """Return the day on which the first record of each list was opened; nothing for what came by a channel."""
    first: dict[int | None, str] = {}
    for model in MODELS.values():
        rows = model.objects.filter(line_list__in=[part.number for part in parts if part.number is not None])
        days = rows.values("line_list").annotate(day=Min("opened_at"))
        first |= {row["line_list"]: row["day"].date().isoformat() for row in days}
    return [first.get(part.number, "") for part in parts]


def contradictions(viewer: User, snapshot: Snapshot) -> Iterator[Contradiction]:
    """Yield where judgements contradict one another; without its cases where the viewer may not see all of them."""
    told: list[Listed] = snapshot.lists.get("contradictions", [])
    sides = _sides(viewer, {code.partition(".")[0] for one in told for code in one["joined"]})
    for one in told:
        if all(code.partition(".")[0] in sides for code in one["joined"]):
            apart, *steps = (_step(pair, sides) for pair in (tuple(one["apart"]), *pairwise(one["joined"])))
            yield Contradiction(apart, tuple(steps))
        else:
            yield Contradiction(None)


def _sides(viewer: User, codes: set[str]) -> dict[str, str]:
    """Return on which side each of these cases stands, of those the viewer may see."""
    return {
        code: side
        for side, model in MODELS.items()
        for code in model.objects.filter(visible(viewer, side), code__in=codes).values_list("code", flat=True)
    }


def _step(pair: tuple[str, str], sides: Mapping[str, str]) -> Step:
    one, other = sorted(pair, key=lambda code: sides[code.partition(".")[0]] == Side.CHILDREN)
    across = sides[one.partition(".")[0]] != sides[other.partition(".")[0]]
    return Step(one, other, other if across else "")
