"""Births of a whole list as columns, and the weights of millions of pairs at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from kintrace.evidence.dates.birth import Birth
from kintrace.evidence.dates.cohort import Cohort
from kintrace.evidence.dates.density import PERIOD, REACH, Floats, Ints, Relation, Shape, meeting

# Whatever two statements say, once in so many pairs they are about one child all the same: no weight
# of births falls below −4.
NEVER = 1e-4
# More statements than this about one birth are noise; the first ones count.
MOST_STATEMENTS = 8


@dataclass(frozen=True, slots=True, eq=False)
class BirthTable:
    """What is said of the births of n dossiers; statement k of dossier i stands at `starts[i] + k`.

    Several statements of one dossier stand side by side: their densities are averaged, never their dates.
    """

    starts: Ints  # shape (n,)
    counts: Ints  # shape (n,), 0 where nothing is said
    firsts: Ints  # shape (m,), ordinal of the first day
    kinds: Ints  # shape (m,), index into shapes
    shapes: tuple[Shape, ...]
    _kept: WeakKeyDictionary[Cohort, dict[str, Floats]] = field(default_factory=WeakKeyDictionary, repr=False)

    @classmethod
    def of(cls, births_per_dossier: Iterable[Sequence[Birth]]) -> BirthTable:
        """Build from the births of each dossier, in order; a span of over 22 years says nothing."""
        numbers: dict[Shape, int] = {}
        counts, firsts, kinds = [], [], []
        for births in births_per_dossier:
            said = [birth for birth in births if birth.span.days <= REACH][:MOST_STATEMENTS]
            counts.append(len(said))
            for birth in said:
                firsts.append(birth.span.first.toordinal())
                kinds.append(numbers.setdefault(Shape.of(birth), len(numbers)))
        count = np.array(counts, dtype=np.int64)
        starts = np.cumsum(count) - count
        return cls(starts, count, np.array(firsts, dtype=np.int64), np.array(kinds, dtype=np.int64), tuple(numbers))

    @property
    def said(self) -> NDArray[np.bool_]:
        """Tell for each dossier whether anything is said of its birth; shape (n,)."""
        return self.counts > 0

    def under(self, cohort: Cohort) -> Floats:
        """Return how probable what is said of each dossier is of any child of the register, shape (n,)."""
        return self._mean(cohort, "under", cohort.under)

    def reach(self, cohort: Cohort) -> Floats:
        """Return for each dossier the share of siblings who are of the ages the register takes, shape (n,)."""
        return self._mean(cohort, "reach", cohort.reach)

    def _mean(self, cohort: Cohort, name: str, measure: Callable[[Shape, Ints], Floats]) -> Floats:
        """Measure each statement and average by dossier, 1 where it is silent; kept for the next call."""
        kept = self._kept.setdefault(cohort, {})
        if name not in kept:
            statements = np.zeros(len(self.firsts))
            for kind, shape in enumerate(self.shapes):
                here = self.kinds == kind
                statements[here] = measure(shape, self.firsts[here])
            owners = np.repeat(np.arange(len(self.counts)), self.counts)
            summed = np.bincount(owners, weights=statements, minlength=len(self.counts))
            kept[name] = np.where(self.said, summed / np.maximum(self.counts, 1), 1.0)
        return kept[name]


def weigh_births(
    sought: BirthTable, found: BirthTable, rows: Ints, cols: Ints, *, cohort: Cohort, relation: str = Relation.SAME
) -> Floats:
    """Return log10 of how much likelier the births are together than found beside any child of the register.

    `rows` index `sought` and `cols` index `found`, both of shape (p,), as is the result; 0 where a side is silent.
    With `relation="sibling"` the child found is supposed to be a sibling of the one sought, of an age the
    register takes.
    """
    pairs, left, right = _statement_pairs(sought, found, rows=rows, cols=cols)
    together = _together(sought, found, left=left, right=right, relation=Relation(relation))
    summed = np.bincount(pairs, weights=together, minlength=len(rows))
    statements = sought.counts[rows] * found.counts[cols]
    ratio = summed / np.maximum(statements, 1) / found.under(cohort)[cols]
    if relation == Relation.SIBLING:
        ratio /= sought.reach(cohort)[rows]
    return np.where(statements > 0, np.log10((1.0 - NEVER) * ratio + NEVER), 0.0)


def _statement_pairs(sought: BirthTable, found: BirthTable, *, rows: Ints, cols: Ints) -> tuple[Ints, Ints, Ints]:
    """Set each statement of one side against each of the other: the pair it belongs to, and the two statements."""
    beside = found.counts[cols]
    many = sought.counts[rows] * beside
    pairs = np.repeat(np.arange(len(rows)), many)
    turn = np.arange(len(pairs)) - np.repeat(np.cumsum(many) - many, many)
    left = sought.starts[rows][pairs] + turn // beside[pairs]
    right = found.starts[cols][pairs] + turn % beside[pairs]
    return pairs, left, right


def _together(sought: BirthTable, found: BirthTable, *, left: Ints, right: Ints, relation: Relation) -> Floats:
    """Look up how probable it is that both statements mean one birth; shape of `left`."""
    apart = found.firsts[right] - sought.firsts[left]
    near = np.abs(apart) < PERIOD // 2
    kinds = sought.kinds[left] * max(len(found.shapes), 1) + found.kinds[right]
    order = np.argsort(kinds, kind="stable")
    seen, begins = np.unique(kinds[order], return_index=True)
    probable = np.zeros(len(left))
    for kind, here in zip(seen, np.split(order, begins[1:]), strict=False):
        one, other = divmod(int(kind), len(found.shapes))
        table = meeting(sought.shapes[one], found.shapes[other], relation=relation)
        probable[here] = table[apart[here] % PERIOD]
    return np.where(near, probable, 0.0)
