"""Children registered together: which records of a register are brothers and sisters of one household.

Records taken down at one place on one day that name each other, or the same parents, support one
another: what one child says of its father counts for the others, and every child of the household
is a sibling of the rest. A whole orphanage may be written down in a day, and many a father is
called Muhammad: the names two records share must be rarer than chance among so many.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations
from math import fsum, log10

import numpy as np
from numpy.typing import NDArray

from kintrace.evidence.names.common import common_share
from kintrace.matching.dossier import Dossier
from kintrace.matching.roles import Roles
from kintrace.matching.sheet import Sheet

MOST_BEARERS = 60  # of a name among the records of one occasion; a name of more tells no family there
SURELY = 0.6  # log10 odds beyond chance from which two records are held to be of one household
OTHER_MOTHER = -0.4  # fathers have several wives, so another mother speaks against it only a little
IMAGINED = 60.0  # children that stand behind a short list
RAREST = 0.002  # among so few, no name is rarer than this

type Shares = dict[str, float]


def households(sheet: Sheet) -> NDArray[np.int64]:
    """Return the number of each record's household; a record that belongs to none has one of its own."""
    shares = _shares(sheet.roles)
    household = np.arange(len(sheet))
    for rows in _registered_together(sheet.dossiers):
        needed = SURELY + log10(len(rows))
        # By id, so that the order of a list decides nothing where two households would have a record.
        rows.sort(key=lambda row: sheet.dossiers[row].id)
        pairs = _sharing_a_name(rows, sheet.roles)
        weighed = [(together(sheet.roles[a], sheet.roles[b], shares), (a, b)) for a, b in pairs]
        for agreed, pair in sorted(weighed, key=lambda one: -one[0]):
            if agreed >= needed:
                _join(household, rows, pair, sheet.roles)
    return household


def together(one: Roles, other: Roles, shares: Shares) -> float:
    """Return log10 of how far two records agree beyond chance, to the letter, as one clerk writes one family."""
    agreed = _rarity(set(one.given) & set(other.siblings), shares) + _rarity(
        set(other.given) & set(one.siblings), shares
    )
    for role in ("father", "mother", "kunya", "siblings"):
        agreed += _rarity(set(getattr(one, role)) & set(getattr(other, role)), shares)
    differ = bool(one.mother and other.mother) and not set(one.mother) & set(other.mother)
    return agreed + (OTHER_MOTHER if differ else 0.0)


def _join(household: NDArray[np.int64], rows: Sequence[int], pair: tuple[int, int], roles: Sequence[Roles]) -> None:
    """Make one household of two, unless that would give it two fathers."""
    first, second = (int(household[row]) for row in pair)
    fathers = [
        {word for row in rows if household[row] == number for word in roles[row].father} for number in (first, second)
    ]
    if first != second and (not all(fathers) or fathers[0] & fathers[1]):
        for row in rows:
            if household[row] == max(first, second):
                household[row] = min(first, second)


def _registered_together(dossiers: Sequence[Dossier]) -> list[list[int]]:
    by_occasion: dict[object, list[int]] = defaultdict(list)
    for row, dossier in enumerate(dossiers):
        if dossier.last_news is not None and dossier.last_places:
            by_occasion[dossier.last_places, dossier.last_news].append(row)
    return [rows for rows in by_occasion.values() if len(rows) > 1]


def _sharing_a_name(rows: Sequence[int], roles: Sequence[Roles]) -> list[tuple[int, int]]:
    """Return the pairs of records in which some name stands in both, in the order of `rows`."""
    bearing: dict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        for word in _names(roles[row]):
            bearing[word].append(place)
    pairs = {pair for places in bearing.values() if len(places) <= MOST_BEARERS for pair in combinations(places, 2)}
    return [(rows[one], rows[other]) for one, other in sorted(pairs)]


def _names(roles: Roles) -> set[str]:
    return {*roles.given, *roles.father, *roles.mother, *roles.kunya, *roles.siblings}


def _shares(roles: Sequence[Roles]) -> Shares:
    """Return the share of records in which each word names somebody."""
    counts: dict[str, int] = defaultdict(int)
    for one in roles:
        for word in _names(one):
            counts[word] += 1
    return {
        word: (count + IMAGINED * max(common_share(word), RAREST)) / (len(roles) + IMAGINED)
        for word, count in counts.items()
    }


def _rarity(words: set[str], shares: Shares) -> float:
    return fsum(-log10(shares[word]) for word in words)


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
