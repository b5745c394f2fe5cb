"""Sets the record before the estimate: in which list each child stands, and what is known of which are one child.

A list is whatever brings children in by a way of its own: a list of a partner, the hotline, letters. Short ones are
put together, since a list of three children says nothing of those on none.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kintrace.access.models import User
from kintrace.estimate import ListTable, Records
from kintrace.estimate.joining import Contradiction
from kintrace.estimate.linked import between
from kintrace.matching.dossier import Dossier
from kintrace.matching.match import Prior, Progress
from kintrace.registry.models import ChildRecord, Side, TracingRequest, sought_code
from kintrace.registry.queries import MODELS, dossiers, joined_cases, parted_cases
from kintrace.tracing.candidates import prior_of
from kintrace.tracing.models import Answer, Candidate, Judgement, Run

MOST_LISTS = 5
LEAST_A_LIST = 20  # children
MOST_TOLD = 20  # contradictions
WORTH_WEIGHING = 0.01  # probability that two rows of one side are one child
LEAST_PROBABLE = 1e-12
LEAST_SHARE = 0.05

type Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Drawn:
    """One list: its side, the line lists by number and the channels put together in it, and its records."""

    side: str
    line_lists: tuple[int, ...]
    channels: tuple[str, ...]
    records: int

    def with_(self, other: Drawn) -> Drawn:
        return Drawn(
            self.side,
            (*self.line_lists, *other.line_lists),
            (*self.channels, *other.channels),
            self.records + other.records,
        )


@dataclass(frozen=True, slots=True)
class Overlaps:
    """The lists, and the records with what weighs between them.

    The first `sought` records are of children sought; `named` is how many those are but for what people joined.
    `codes` are those of the records; `births` the middle of what is said of each birth, in years; NaN where nothing is.
    """

    lists: tuple[Drawn, ...]
    records: Records
    sought: int
    named: int
    codes: tuple[str, ...]
    births: tuple[float, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(str(place) for place in range(len(self.lists)))


def gather(viewer: User, run: Run | None, *, progress: Progress) -> Overlaps:
    """Read every open case, and weigh the rows of each side against one another; `progress` hears of two sides."""
    sides = {side: dossiers(viewer, side) for side in Side}
    codes = [one.id for side in Side for one in sides[side]]
    place = {code: number for number, code in enumerate(codes)}
    ways = _ways(place)
    lists = put_together(Drawn(*way, many) for way, many in Counter(ways.values()).items())
    list_of_way = {way: which for which, one in enumerate(lists) for way in _ways_of(one)}
    list_of = {code: list_of_way[way] for code, way in ways.items()}
    weights: Pairs = {}
    for done, side in enumerate(Side, start=1):
        weights |= _within(sides[side], place, list_of)
        progress(done, len(Side))
    weights |= _across(run, place)
    same, different = _judged(place)
    sought = len(sides[Side.REQUESTS])
    about = [_about(sides[side], after=after) for side, after in ((Side.REQUESTS, 0), (Side.CHILDREN, sought))]
    return Overlaps(
        lists,
        Records(
            [list_of[code] for code in codes],
            weights,
            same,
            different,
            once=False,
            families=[household for households, _births in about for household in households],
        ),
        sought=sought,
        named=sought - sum(other < sought for _, other in same),
        codes=tuple(codes),
        births=tuple(birth for _households, births in about for birth in births),
    )


def put_together(lists: Iterable[Drawn]) -> tuple[Drawn, ...]:
    """Put the shortest list to the next of its side, until none is short and there are few enough."""
    left = sorted(lists, key=lambda one: (-one.records, one.side, one.line_lists, one.channels))
    while (short := _to_put_away(left)) is not None:
        fellow = next(one for one in reversed(left) if one is not short and one.side == short.side)
        left = [one for one in left if one is not short and one is not fellow] + [fellow.with_(short)]
        left.sort(key=lambda one: -one.records)
    return tuple(left)


def _to_put_away(lists: Sequence[Drawn]) -> Drawn | None:
    """Return the shortest list that has a fellow on its side, where there are too many or it is too short."""
    sides = [one.side for one in lists]
    for one in reversed(lists):
        if sides.count(one.side) > 1 and (len(lists) > MOST_LISTS or one.records < LEAST_A_LIST):
            return one
    return None


def in_numbers(overlaps: Overlaps, tables: Sequence[ListTable]) -> dict[str, Any]:
    """Return, as lower and upper ends, what each list holds, what it holds alone, and what each two share."""
    many = range(len(overlaps.lists))
    alone = ["".join("01"[which == other] for other in many) for which in many]
    return {
        "lists": [
            {
                "side": one.side,
                "line_lists": one.line_lists,
                "channels": one.channels,
                "records": one.records,
                "children": between(table.size(which) for table in tables),
                "alone": between(table.counts.get(alone[which], 0) for table in tables),
            }
            for which, one in enumerate(overlaps.lists)
        ],
        "shared": [
            [one, other, *between(table.overlap(one, other) for table in tables)]
            for one in many
            for other in many
            if one < other
        ],
    }


def contradicting(overlaps: Overlaps, found: Sequence[Contradiction]) -> dict[str, Any]:
    """Return, by code, pairs held to be two children and by way of which records they are held to be one."""
    told = [
        {"apart": [overlaps.codes[one] for one in each.apart], "joined": [overlaps.codes[one] for one in each.joined]}
        for each in found[:MOST_TOLD]
    ]
    return {"contradictions": told}


def sought_less(overlaps: Overlaps, tables: Sequence[ListTable]) -> Range:
    """Return by how many, at least and at most, the different children sought are fewer than those named."""
    asked = [which for which, one in enumerate(overlaps.lists) if one.side == Side.REQUESTS]
    different = between(_on_any(table, asked) for table in tables)
    return max(0, overlaps.named - different[1]), overlaps.named - different[0]


def _on_any(table: ListTable, lists: Sequence[int]) -> int:
    return sum(many for pattern, many in table.counts.items() if any(pattern[one] == "1" for one in lists))


def against_all_else(probability: float, *, absent: float, prior: Prior) -> float:
    """Return what a candidate weighs against the child sought not being registered: posterior odds without the prior.

    A weight alone is against nobody related; a brother or sister would weigh nearly as much as the child itself.
    """
    odds = max(probability, LEAST_PROBABLE) / max(absent, LEAST_PROBABLE)
    return math.log10(odds * prior.population * max(1 - prior.registered_share, LEAST_SHARE))


type Pairs = dict[tuple[int, int], float]
type Way = tuple[str, tuple[int, ...], tuple[str, ...]]  # side; line list or none; channel or none


def _within(rows: Sequence[Dossier], place: Mapping[str, int], ways: Mapping[str, int]) -> Pairs:
    """Weigh rows of one side that may be one child; of one list, with how often that list repeats a child."""
    from kintrace.matching.doubles import doubles  # noqa: PLC0415  # heavy, and needed in the background only

    return {
        _pair(place[one.id_a], place[one.id_b]): one.odds if ways[one.id_a] == ways[one.id_b] else one.weight
        for one in doubles(rows, at_least=WORTH_WEIGHING)
    }


def _about(rows: Sequence[Dossier], *, after: int) -> tuple[list[int], list[float]]:
    """Return the household of each row, as the matching sees it, and when the child was born.

    Brothers and sisters come to lists together.
    """
    from kintrace.matching.households import households  # noqa: PLC0415  # likewise
    from kintrace.matching.sheet import Sheet  # noqa: PLC0415  # likewise

    if not rows:
        return [], []
    sheet = Sheet.of(rows)
    return [after + int(number) for number in households(sheet)], sheet.birth_years.tolist()


def _across(run: Run | None, place: Mapping[str, int]) -> Pairs:
    """Return what the newest run found between the children sought and those registered."""
    prior = prior_of(run) if run is not None else None
    if prior is None:
        return {}
    absent = {
        sought_code(code, number): share
        for code, number, share in Answer.objects.filter(run=run).values_list("request__code", "number", "absent")
    }
    rows = Candidate.objects.filter(run=run).values_list("request__code", "number", "child__code", "probability")
    return {
        _pair(place[sought], place[child]): against_all_else(probability, absent=absent[sought], prior=prior)
        for code, number, child, probability in rows.iterator()
        if (sought := sought_code(code, number)) in place and sought in absent and child in place
    }


def _judged(place: Mapping[str, int]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Return the pairs that people hold to be one child, and those they hold to be two; where they differ, neither."""
    said: dict[tuple[int, int], set[str]] = defaultdict(set)
    living = Judgement.objects.filter(withdrawn_at__isnull=True)
    for code, number, child, verdict in living.values_list("request__code", "number", "child__code", "verdict"):
        if (sought := sought_code(code, number)) in place and child in place:
            said[_pair(place[sought], place[child])].add(verdict)
    same = [pair for pair, verdicts in said.items() if "same" in verdicts and "different" not in verdicts]
    different = [pair for pair, verdicts in said.items() if "different" in verdicts and "same" not in verdicts]
    for side in Side:
        at = {case: place[code] for case, code in MODELS[side].objects.values_list("case", "code") if code in place}
        for group in joined_cases(side):
            first, *others = sorted(at[case] for case in group if case in at) or [0]
            same += [(first, other) for other in others]
        different += [_pair(at[one], at[other]) for one, other in parted_cases(side) if one in at and other in at]
    return same, different


def _pair(one: int, other: int) -> tuple[int, int]:
    return min(one, other), max(one, other)


def _ways(place: Mapping[str, int]) -> dict[str, Way]:
    """Return by which way each child came in, by code."""
    rows = {
        code: _way(side, line_list, channel)
        for side, model in ((Side.REQUESTS, TracingRequest), (Side.CHILDREN, ChildRecord))
        for code, line_list, channel in model.objects.values_list("code", "line_list", "channel")
    }
    return {code: rows[code.partition(".")[0]] for code in place}


def _way(side: str, line_list: int | None, channel: str) -> Way:
    return (side, (), (channel,)) if line_list is None else (side, (line_list,), ())


def _ways_of(one: Drawn) -> Iterator[Way]:
    yield from ((one.side, (line_list,), ()) for line_list in one.line_lists)
    yield from ((one.side, (), (channel,)) for channel in one.channels)
