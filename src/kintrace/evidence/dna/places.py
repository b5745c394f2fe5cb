"""Where each person of a pedigree stands when it is drawn: a row a generation, parents above their children.

The one sought is the middle; the father's kin lie to the left, the mother's to the right, further wives outside.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from kintrace.evidence.pedigree import Pedigree, Person

SWEEPS = 40
FAR, NEARLY = 1000.0, 0.001
FIRST_STEP = 64.0  # how far a parent is first put from a child; halved with each generation further away

type Couple = tuple[str, str]
type Families = Mapping[Couple, Sequence[str]]


@lru_cache(maxsize=64)
def couples(pedigree: Pedigree, wed: tuple[Couple, ...] = ()) -> Mapping[Couple, Sequence[str]]:
    """Return the children of each father and mother; `wed` are couples who may have none."""
    found: dict[Couple, list[str]] = {}
    for person in pedigree.persons:
        if person.father is not None and person.mother is not None:
            found.setdefault((person.father, person.mother), []).append(person.id)
    return found | {couple: [] for couple in wed if couple not in found}


def rows_of(pedigree: Pedigree, wed: tuple[Couple, ...] = ()) -> dict[str, int]:
    """Return the row of each person: below both parents, and beside whom they have children with where that can be."""
    above = {person.id: _ancestors(pedigree, person) for person in pedigree.persons}
    rows = dict.fromkeys(above, 0)
    for _ in pedigree.persons:
        before = dict(rows)
        for person in pedigree.persons:
            rows[person.id] = max([rows[person.id], *(rows[parent] + 1 for parent in person.parents)])
        for one, other in couples(pedigree, wed):
            if one not in above[other] and other not in above[one]:
                rows[one] = rows[other] = max(rows[one], rows[other])
        if rows == before:
            break
    for person in pedigree.persons:  # where the two wishes contradict each other, parents above is the one kept
        rows[person.id] = max([rows[person.id], *(rows[parent] + 1 for parent in person.parents)])
    number = {row: place for place, row in enumerate(sorted(set(rows.values())))}
    return {one: number[row] for one, row in rows.items()}


def _ancestors(pedigree: Pedigree, person: Person) -> set[str]:
    found: set[str] = set()
    for parent in person.parents:
        found |= {parent} | _ancestors(pedigree, pedigree.by_id[parent])
    return found


def places_of(pedigree: Pedigree, *, middle: str, wed: tuple[Couple, ...] = ()) -> dict[str, tuple[float, int]]:
    """Return for each person a place from left to right, at least 1 from the next, and the row."""
    rows, families = rows_of(pedigree, wed), couples(pedigree, wed)
    ordered = _ordered(pedigree, rows, _first_places(pedigree, middle, families), families)
    at = {one: float(place) for row in ordered for place, one in enumerate(row)}
    for sweep in range(SWEEPS):
        wanted = _under_parents(families, at) if sweep % 2 else _over_children(families, at)
        for row in ordered:
            at |= _spread(row, {one: wanted.get(one, at[one]) for one in row})
    left = min(at.values(), default=0.0)
    return {one: (at[one] - left, rows[one]) for one in at}


def _first_places(pedigree: Pedigree, middle: str, families: Families) -> dict[str, float]:
    """Walk outwards from the middle, giving each newly met person a rough place."""
    found: dict[str, float] = {}
    for start in (middle, *(person.id for person in pedigree.persons)):
        if start in found:
            continue
        found[start] = max(found.values(), default=-FAR) + FAR
        waiting = deque([(start, FIRST_STEP)])
        while waiting:
            person, step = waiting.popleft()
            for other, place in _near(pedigree, person, found, step=step, families=families):
                if other not in found:
                    found[other] = place
                    waiting.append((other, step / 2))
    return found


def _near(
    pedigree: Pedigree, person: str, found: Mapping[str, float], *, step: float, families: Families
) -> Iterator[tuple[str, float]]:
    own, place = pedigree.by_id[person], found[person]
    if own.father is not None and own.mother is not None:
        yield own.father, place - step
        yield own.mother, place + step
    outward, met = -1 if place < 0 else 1, 0
    for (father, mother), children in families.items():
        if person in {father, mother}:
            mate = mother if person == father else father
            met += mate not in found
            beside = found.get(mate, place + outward * met * step / 2)
            yield mate, beside
            yield from ((child, (place + beside) / 2 + number / 2) for number, child in enumerate(children))


def _ordered(
    pedigree: Pedigree, rows: Mapping[str, int], first: Mapping[str, float], families: Families
) -> list[list[str]]:
    """Order each row from the lowest up: parents as their children stand, the childless outside their siblings."""
    at: dict[str, float] = {}
    found: list[list[str]] = []
    for number in sorted(set(rows.values()), reverse=True):
        row = sorted((one for one in first if rows[one] == number), key=lambda one: (first[one], one))
        keys = {one: _over(pedigree, one, at) for one in row}
        known = {one: key for one, key in keys.items() if key is not None}
        keys |= {one: _outside(pedigree, one, known, first=first, families=families) for one in row if one not in known}
        row.sort(key=lambda one: (keys[one] is None, keys[one] or 0.0, first[one], one))
        at |= {one: float(place) for place, one in enumerate(row)}
        found.insert(0, row)
    return found


def _over(pedigree: Pedigree, parent: str, at: Mapping[str, float]) -> float | None:
    places = [at[child] for child in pedigree.children_of(parent) if child in at]
    return sum(places) / len(places) if places else None


def _outside(
    pedigree: Pedigree, person: str, known: Mapping[str, float], *, first: Mapping[str, float], families: Families
) -> float | None:
    """Return a key beyond a sibling or spouse who has children, and all whom they have them with."""
    own = pedigree.by_id[person]
    siblings = {one for one in known if set(pedigree.by_id[one].parents) & set(own.parents)}
    nearest = siblings | {one for pair in families if person in pair for one in pair if one in known}
    if not nearest:
        return first[person] if not known else None
    anchor = min(nearest, key=lambda one: (abs(first[one] - first[person]), one))
    mates = {one for pair in families if anchor in pair for one in pair if one in known}
    reach = [known[one] for one in mates | {anchor}]
    return min(reach) - NEARLY if first[anchor] < 0 else max(reach) + NEARLY


def _over_children(families: Mapping[Couple, Sequence[str]], at: Mapping[str, float]) -> dict[str, float]:
    """Want parents over their children."""
    wanted: dict[str, list[float]] = {}
    for (father, mother), children in families.items():
        if not children:
            continue
        move = sum(at[child] for child in children) / len(children) - (at[father] + at[mother]) / 2
        for parent in (father, mother):
            wanted.setdefault(parent, []).append(at[parent] + move)
    for couple in (couple for couple, children in families.items() if not children):
        for one, other in (couple, couple[::-1]):
            if one not in wanted:  # childless, and so beside the spouse
                wanted[one] = [at[other] + (1 if at[one] > at[other] else -1)]
    return {one: sum(places) / len(places) for one, places in wanted.items()}


def _under_parents(families: Mapping[Couple, Sequence[str]], at: Mapping[str, float]) -> dict[str, float]:
    """Want children under their parents, and those without children close to those who have some."""
    parents = {parent for couple in families for parent in couple}
    wanted: dict[str, float] = {}
    for (father, mother), children in families.items():
        ordered = sorted(children, key=lambda child: at[child])
        anchors = [number for number, child in enumerate(ordered) if child in parents]
        middle = (at[father] + at[mother]) / 2
        if len(anchors) == 1:
            anchor = anchors[0]
            wanted |= {child: at[ordered[anchor]] + number - anchor for number, child in enumerate(ordered)}
        elif anchors:
            move = middle - sum(at[child] for child in children) / len(children)
            wanted |= {child: at[child] + move for child in children}
        else:
            first = middle - (len(ordered) - 1) / 2
            wanted |= {child: first + number for number, child in enumerate(ordered)}
    return wanted


def _spread(row: Sequence[str], wanted: Mapping[str, float]) -> dict[str, float]:
    """Keep the order and a distance of 1, moving everybody as little as a push from either end allows."""
    right, left = dict(wanted), dict(wanted)
    for before, one in pairwise(row):
        right[one] = max(right[one], right[before] + 1)
    for one, after in reversed(list(pairwise(row))):
        left[one] = min(left[one], left[after] - 1)
    return {one: (right[one] + left[one]) / 2 for one in row}
