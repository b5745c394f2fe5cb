"""Children registered together: which records of a register are brothers and sisters of one household.

Records taken down at one place on one day that name each other, or name the same parents, support
one another: what one child says of its father counts for the others, and every child of the
household is a sibling of the rest. Half-siblings, with another mother, are of one household too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from kintrace.matching.dossier import Dossier
from kintrace.matching.roles import Roles
from kintrace.matching.sheet import Sheet

MOST_TOGETHER = 60  # records of one place and day that are compared pair by pair; beyond, a mass registration


def households(sheet: Sheet) -> NDArray[np.int64]:
    """Return the number of each record's household; a record that belongs to none has one of its own."""
    parent = list(range(len(sheet)))

    def root(row: int) -> int:
        while parent[row] != row:
            parent[row] = parent[parent[row]]
            row = parent[row]
        return row

    for rows in _registered_together(sheet.dossiers):
        for one, other in combinations(rows, 2):
            if are_of_one_household(sheet.roles[one], sheet.roles[other]):
                parent[root(one)] = root(other)
    return np.array([root(row) for row in range(len(sheet))], dtype=np.int64)


def _registered_together(dossiers: Sequence[Dossier]) -> list[list[int]]:
    by_occasion: dict[object, list[int]] = defaultdict(list)
    for row, dossier in enumerate(dossiers):
        if dossier.last_news is not None and dossier.last_places:
            by_occasion[dossier.last_places, dossier.last_news].append(row)
    return [rows for rows in by_occasion.values() if 1 < len(rows) <= MOST_TOGETHER]


def are_of_one_household(one: Roles, other: Roles) -> bool:
    """Whether two records of one occasion agree, to the letter, as one clerk writes one family."""
    names_other = bool(set(one.given) & set(other.siblings)) + bool(set(other.given) & set(one.siblings))
    shared = sum(bool(set(getattr(one, role)) & set(getattr(other, role))) for role in ("father", "mother", "kunya"))
    shared += bool(set(one.siblings) & set(other.siblings))
    other_father = bool(one.father and other.father) and not set(one.father) & set(other.father)
    return not other_father and (names_other > 0 or shared > 0)


def completed(sheet: Sheet, household: NDArray[np.int64]) -> Sheet:
    """Let the records of a household share what they say of parents, and know each other as siblings."""
    members: dict[int, list[int]] = defaultdict(list)
    for row, number in enumerate(household):
        members[int(number)].append(row)
    roles: dict[str, list[tuple[str, ...]]] = {role: [] for role in ("father", "mother", "kunya", "siblings")}
    for row, own in enumerate(sheet.roles):
        mates = [sheet.roles[other] for other in members[int(household[row])] if other != row]
        for role in ("father", "mother", "kunya"):
            heard = dict.fromkeys(word for mate in mates for word in getattr(mate, role))
            roles[role].append(getattr(own, role) or tuple(heard))
        known = dict.fromkeys((*own.siblings, *(word for mate in mates for word in mate.given)))
        roles["siblings"].append(tuple(known))
    return sheet.with_roles(**roles)
