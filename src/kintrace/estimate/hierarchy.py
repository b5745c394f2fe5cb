"""Which log-linear models there are for k lists.

A model names the groups of lists whose members depend on one another. All are hierarchical: three lists may depend
together only if each two of them may. For three and four lists every such model is tried (8 and 113); for five
lists, those with pairs only (1,024), because all of them (6,893) would fit noise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, product

import numpy as np
from numpy.typing import NDArray

from kintrace.estimate.spread import Floats

FEWEST_LISTS, MOST_LISTS = 3, 5
TRIPLES_UP_TO = 4  # lists

type Bools = NDArray[np.bool_]
type Term = tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Design:
    """The cells and terms for k lists, and which terms each model has."""

    patterns: tuple[str, ...]
    terms: tuple[Term, ...]  # the first, (), is the logarithm of the expected children on no list
    matrix: Floats  # cells x terms: is the child in all lists of the term?
    models: Bools  # models x terms

    def counts(self, counts: Mapping[str, float]) -> Floats:
        """Return the counts in the order of the cells."""
        return np.array([counts.get(pattern, 0.0) for pattern in self.patterns])

    def with_terms(self, forced: tuple[Term, ...]) -> Bools:
        """Return the models that hold all of these terms."""
        columns = [self.terms.index(tuple(sorted(term))) for term in forced]
        chosen: Bools = self.models[self.models[:, columns].all(axis=1)]
        return chosen


@cache
def design(k: int) -> Design:
    """Lay out the models for k lists.

    >>> [len(design(k).models) for k in (3, 4, 5)]
    [8, 113, 1024]
    """
    patterns = tuple("".join(signs) for signs in product("01", repeat=k))[1:]
    orders = (1, 2, 3) if k == TRIPLES_UP_TO else (1, 2)
    terms = ((), *(term for order in orders for term in combinations(range(k), order)))
    matrix = np.array([[all(pattern[i] == "1" for i in term) for term in terms] for pattern in patterns], dtype=float)
    models = np.array([[len(term) < 2 or term in model for term in terms] for model in _hierarchical(k)])  # noqa: PLR2004 main effects are in every model
    return Design(patterns, terms, matrix, models)


def name(terms: tuple[Term, ...], held: Bools) -> str:
    """Write a model by its largest groups, lists counted from 1, as is usual: [123,14].

    >>> three = design(3)
    >>> name(three.terms, three.models[0]), name(three.terms, three.models[-1])
    ('[1,2,3]', '[12,13,23]')
    """
    there = [set(term) for term, inside in zip(terms, held, strict=True) if inside and term]
    largest = [term for term in there if not any(term < other for other in there)]
    written = ("".join(str(which + 1) for which in sorted(term)) for term in largest)
    return f"[{','.join(sorted(written, key=lambda group: (-len(group), group)))}]"


def _hierarchical(k: int) -> Iterator[set[Term]]:
    for pairs in _subsets(list(combinations(range(k), 2))):
        open_triples = [
            triple for triple in combinations(range(k), 3) if k == TRIPLES_UP_TO and {*combinations(triple, 2)} <= pairs
        ]
        yield from (pairs | triples for triples in _subsets(open_triples))


def _subsets(terms: Sequence[Term]) -> Iterator[set[Term]]:
    for many in range(len(terms) + 1):
        yield from (set(chosen) for chosen in combinations(terms, many))
