"""What two rows of one side weigh for being one child, for whoever draws and does not judge: numbers without words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from kintrace.evidence.weight import NATS_PER_WEIGHT
from kintrace.matching.dossier import Dossier
from kintrace.matching.duplicates import alike_rows, listed
from kintrace.matching.model import Model, load_model
from kintrace.matching.within import Within


@dataclass(frozen=True, slots=True)
class Double:
    """Two rows, both log10: what they weigh for one child against everything else, and the odds with the prior."""

    id_a: str
    id_b: str
    weight: float
    odds: float


def doubles(dossiers: Sequence[Dossier], *, at_least: float, model: Model | None = None) -> Iterator[Double]:
    """Yield the pairs of rows that are one child with a probability of `at_least`, as `find_duplicates` weighs them.

    How often a child stands there twice is fitted to the rows; `weight` is what is left of the odds without it.
    """
    if len(dossiers) < 2:  # noqa: PLR2004 two rows make a pair
        return
    model = model or load_model()
    sheet, household = listed(dossiers)
    within = Within(sheet)
    rows, cols = alike_rows(within, model, household=household)
    this, sibling = within.weigh(rows, cols)
    fitted = model.within.fitted_to(this, sibling, rows=len(sheet))
    same = fitted.outcomes(this, sibling, rows=len(sheet))[:, 1]
    odds = np.log(np.maximum(same, 1e-12)) - np.log(np.maximum(1 - same, 1e-12))
    prior = np.log(max(fitted.same_a_row, 1e-9) / max(len(sheet) - 1, 1))
    for pair in np.flatnonzero(same >= at_least):
        yield Double(
            dossiers[rows[pair]].id,
            dossiers[cols[pair]].id,
            weight=float(odds[pair] - prior) / NATS_PER_WEIGHT,
            odds=float(odds[pair]) / NATS_PER_WEIGHT,
        )
