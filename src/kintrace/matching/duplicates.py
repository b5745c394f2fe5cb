"""Which rows of one list are about one child: two relatives who seek it, two offices that registered it.

Nothing is merged. A pair is a lead with a probability and its reasons, as a candidate is; people decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kintrace.evidence.weight import Weight
from kintrace.matching.because import Explainer
from kintrace.matching.blocking import FEWEST_LOOKED_AT, Index
from kintrace.matching.dossier import Dossier
from kintrace.matching.households import completed, households
from kintrace.matching.match import Progress
from kintrace.matching.model import Model, load_model
from kintrace.matching.one_list import of_two_rows
from kintrace.matching.sheet import Sheet
from kintrace.matching.within import Within

type Floats = NDArray[np.float64]
type Ints = NDArray[np.int64]

OPENED = 40  # rows held against a row: its double bears the same names, and its siblings most of them
ROWS = 200  # rows looked at between two words of progress
LEAST = 0.0  # log10: a pair that weighs less one way round is nobody related


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two rows that may be about one child."""

    id_a: str
    id_b: str
    weight: float  # log10 without the prior: the sum of the terms
    probability: float  # that both are about the same child
    sibling_probability: float
    terms: tuple[Weight, ...]  # one for each of match.KINDS, in that order


def find_duplicates(
    dossiers: Sequence[Dossier],
    *,
    at_least: float = 0.5,
    progress: Progress | None = None,
    model: Model | None = None,
) -> tuple[Duplicate, ...]:
    """Return the pairs of rows that are about one child with a probability of `at_least`, the likeliest first.

    Works for requests and for registered children alike. Calibrated on synthetic worlds.
    """
    if len(dossiers) < 2:  # noqa: PLR2004 two rows make a pair
        return ()
    model = model or load_model()
    sheet, household = listed(dossiers)
    within = Within(sheet)
    rows, cols = alike_rows(within, model, household=household, progress=progress)
    this, sibling = within.weigh(rows, cols)
    fitted = model.within.fitted_to(this, sibling, rows=len(sheet))
    held = fitted.outcomes(this, sibling, rows=len(sheet))
    likely = np.flatnonzero(held[:, 1] >= at_least)
    likely = likely[np.argsort(-held[likely, 1], kind="stable")]
    explainer = Explainer(
        within.background, within.likeness, replace(model, this=model.within.this), household=household
    )
    return tuple(
        Duplicate(
            id_a=dossiers[rows[pair]].id,
            id_b=dossiers[cols[pair]].id,
            weight=float(this[pair] @ model.within.this),
            probability=float(held[pair, 1]),
            sibling_probability=float(held[pair, 2]),
            terms=tuple(
                replace(term, because=of_two_rows(term.because))
                for term in explainer.terms(int(rows[pair]), int(cols[pair]), weights=this[pair])
            ),
        )
        for pair in likely
    )


def listed(dossiers: Sequence[Dossier]) -> tuple[Sheet, Ints]:
    """Complete each row by its household, but never make it its own sibling: it may stand there twice."""
    sheet = Sheet.of(dossiers)
    household = households(sheet)
    whole = completed(sheet, household)
    others = [tuple(word for word in one.siblings if word not in one.given) for one in whole.roles]
    return whole.with_roles(siblings=others), household


def alike_rows(within: Within, model: Model, *, household: Ints, progress: Progress | None = None) -> tuple[Ints, Ints]:
    """Return the pairs of rows, each once, that one way round look like one child or like siblings.

    Two rows of one household with different ages are left out: a clerk who writes down a family on
    one day writes of two children.
    """
    keys, count = [np.zeros(0, dtype=np.int64)], len(within.sheet)
    for rows, cols in _opened(within, progress=progress):
        this, sibling = within.one_way(rows, cols)
        alike = np.maximum(this @ model.within.this, sibling @ model.within.sibling) > LEAST
        keys.append(np.minimum(rows, cols)[alike] * count + np.maximum(rows, cols)[alike])
    first, second = np.divmod(np.unique(np.concatenate(keys)), count)
    listed_once = household[first] != household[second]
    dossiers = within.sheet.dossiers
    for pair in np.flatnonzero(~listed_once):
        listed_once[pair] = not _ages_differ(dossiers[first[pair]], dossiers[second[pair]])
    return first[listed_once], second[listed_once]


def _ages_differ(one: Dossier, other: Dossier) -> bool:
    ages = [{birth.span for birth in dossier.births if birth.as_of is not None} for dossier in (one, other)]
    return all(ages) and not ages[0] & ages[1]


def _opened(within: Within, *, progress: Progress | None) -> Iterator[tuple[Ints, Ints]]:
    """Walk through the rows, a block at a time: each against the others its words open most."""
    index, count = Index(within.sheet, within.likeness), len(within.sheet)
    for first in range(0, count, ROWS):
        last = min(first + ROWS, count)
        opened = [index.candidates(within.sheet, row) for row in range(first, last)]
        if count > FEWEST_LOOKED_AT:  # below, they are all rows in their order
            opened = [some[: OPENED + 1] for some in opened]
        rows = np.repeat(np.arange(first, last), [len(some) for some in opened])
        cols = np.concatenate(opened)
        yield rows[rows != cols], cols[rows != cols]
        if progress is not None:
            progress(last, count)
