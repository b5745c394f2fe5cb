"""When to refuse an answer, and when to call it weak.

A number that the lists do not support does harm: offices plan by it. So a table is refused where nothing can be
learnt from it, with what would help, and called weak where the answer leans on little.
"""

from __future__ import annotations

from dataclasses import dataclass

from kintrace.estimate.hierarchy import FEWEST_LISTS, MOST_LISTS
from kintrace.estimate.siblings import largest_share
from kintrace.estimate.tables import ListTable
from kintrace.kernel.says import Sentence, says

FEWEST_CHILDREN = 50  # below, nothing is called likely
FEWEST_OVERLAPS, LEAST_OVERLAP = 20, 0.15
STRAY = 0.1  # of the children: a list that meets no other and holds no more may be set aside
CHANCE = 5  # children: so short a list may lie within another by chance
MOST_OF_A_FAMILY = 0.5
WIDEST, FARTHEST_APART, RIVALS_APART = 4.0, 1.5, 0.25
MOST_DROPPED, MOST_MOVED, MOST_LINKAGE = 0.1, 0.25, 0.5


@dataclass(frozen=True, slots=True)
class Usable:
    """What of a table can be used: it without the lists that say nothing, and what was noticed."""

    table: ListTable
    set_aside: int = 0  # children known only to lists that were set aside
    notes: tuple[Sentence, ...] = ()  # worth knowing, and no weakness
    warnings: tuple[Sentence, ...] = ()


def usable(table: ListTable) -> Usable | Sentence:
    """Return what can be used of a table, or the reason to refuse it."""
    held = [which for which in range(table.k) if table.size(which)]
    notes = [
        says("The list {name} holds nobody and was left out.", name=table.lists[which])
        for which in range(table.k)
        if which not in held
    ]
    table = table.only(held) if len(held) < table.k else table
    groups = _groups(table)
    kept = max(groups, key=len, default=[])
    strays = [which for which in range(table.k) if which not in kept]
    reason = _too_few_or_many(table) or _apart(table, kept, strays) or _one_family(table) or _contained(table)
    if reason is not None:
        return reason
    whole, table = table, table.only(kept) if strays else table
    warnings = [_stray(whole, which) for which in strays] + _short_within(table)
    if not table.frequencies[1]:
        return says("No child stands in exactly two lists, so nothing can be learnt of those in none.")
    return Usable(table, whole.n - table.n, tuple(notes), tuple(warnings))


def _too_few_or_many(table: ListTable) -> Sentence | None:
    if table.k < FEWEST_LISTS:
        return says("Only {k} lists hold children. At least three are needed: add another source.", k=table.k)
    if table.k > MOST_LISTS:
        return says("There are {k} lists. Merge lists that come from one source, down to five or fewer.", k=table.k)
    return None


def _apart(table: ListTable, kept: list[int], strays: list[int]) -> Sentence | None:
    few = table.n - table.only(kept).n <= STRAY * table.n
    if not strays or (len(kept) >= FEWEST_LISTS and few):
        return None
    return says(
        "These lists share no child with the others: {names}. Look for matches between them, or merge lists.",
        names=", ".join(table.lists[which] for which in strays),
    )


def _one_family(table: ListTable) -> Sentence | None:
    share = largest_share(table)
    if share < MOST_OF_A_FAMILY:
        return None
    return says("One family holds {percent} % of the children: more families are needed.", percent=round(100 * share))


def _contained(table: ListTable) -> Sentence | None:
    """Refuse a list that lies within another, unless it is so short that chance explains it."""
    for inner, outer in _within(table):
        if table.size(inner) >= CHANCE:
            return says(
                "Every child of {inner} is also in {outer}: one was made from the other. Merge them.",
                inner=table.lists[inner],
                outer=table.lists[outer],
            )
    return None


def _within(table: ListTable) -> list[tuple[int, int]]:
    pairs = [(a, b) for a in range(table.k) for b in range(table.k) if a != b]
    return [(a, b) for a, b in pairs if table.overlap(a, b) == table.size(a)]


def _short_within(table: ListTable) -> list[Sentence]:
    return [
        says(
            "All {n} children of {inner} are also in {outer}: look whether one was made from the other.",
            n=table.size(inner),
            inner=table.lists[inner],
            outer=table.lists[outer],
        )
        for inner, outer in _within(table)
    ]


def _groups(table: ListTable) -> list[list[int]]:
    """Return the lists in groups that children in two lists hold together."""
    group = list(range(table.k))
    for one in range(table.k):
        for other in range(one):
            if table.overlap(one, other):
                old, new = group[one], group[other]
                group = [new if label == old else label for label in group]
    return [[which for which in range(table.k) if group[which] == label] for label in sorted(set(group))]


def _stray(table: ListTable, which: int) -> Sentence:
    return says(
        "{name} shares no child with another list. Its {n} children are counted as known, and nothing more.",
        name=table.lists[which],
        n=table.size(which),
    )


def thin(table: ListTable) -> tuple[Sentence, ...]:
    """Warn where few children, or few of them in two lists, carry the answer."""
    warnings = []
    if table.n < FEWEST_CHILDREN:
        warnings.append(says("Only {n} children are known: too few to say how many are likely.", n=table.n))
    again = sum(table.frequencies[1:])
    if again < FEWEST_OVERLAPS or again < LEAST_OVERLAP * table.n:
        percent = round(100 * again / table.n)
        warnings.append(says("Only {n} children ({percent} %) stand in two lists or more.", n=again, percent=percent))
    return tuple(warnings)


def unsteady(
    *, widest: float, middles: tuple[float, float], rivals: tuple[float, float], dropped: float
) -> tuple[Sentence, ...]:
    """Warn where limits lie far apart, methods or models disagree, or models set no limit."""
    warnings = []
    if widest > WIDEST:
        warnings.append(
            says("The limits lie wide apart: the upper is {factor} times the lower.", factor=f"{widest:.1f}")
        )
    if middles[1] > FARTHEST_APART * middles[0]:
        warnings.append(says("The methods disagree: their middles run from {low} to {high}.", **_ends(middles)))
    if rivals[1] > (1 + RIVALS_APART) * rivals[0]:
        warnings.append(says("Models that fit alike give from {low} to {high}.", **_ends(rivals)))
    if dropped > MOST_DROPPED:
        percent = round(100 * dropped)
        warnings.append(says("{percent} % of the weight lies on models without an upper limit.", percent=percent))
    return tuple(warnings)


def moved(table: ListTable, moves: dict[int, float]) -> tuple[Sentence, ...]:
    """Warn where the answer hangs on one list; `moves` is how far it moves without each."""
    worst = max(moves, key=lambda which: abs(moves[which]), default=None)
    if worst is None or abs(moves[worst]) <= MOST_MOVED:
        return ()
    name, percent = table.lists[worst], f"{100 * moves[worst]:+.0f}"
    return (says("Without the list {name} the estimate moves by {percent} %.", name=name, percent=percent),)


def linked(share: float) -> tuple[Sentence, ...]:
    """Warn where most of the uncertainty comes from which records are one child."""
    if share <= MOST_LINKAGE:
        return ()
    percent = round(100 * share)
    return (says("{percent} % of the uncertainty comes from matches that are not certain.", percent=percent),)


def _ends(pair: tuple[float, float]) -> dict[str, int]:
    return {"low": round(pair[0]), "high": round(pair[1])}
