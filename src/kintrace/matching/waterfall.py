"""A candidate as bars to draw: from what was held before any evidence, over each weight, to the sum.

Knows no drawing and no language. The bars add up by construction: each term starts where the one
before it ended.
"""

from __future__ import annotations

import math

from kintrace.evidence.weight import Weight
from kintrace.matching.match import Bar, Candidate, Prior


def bars(candidate: Candidate, prior: Prior) -> tuple[Bar, ...]:
    """Return the prior, the terms that say something (heaviest first, evidence against among them), and the sum.

    All on the log10 scale of odds: 0 is even, +1 ten to one for, −1 ten to one against.
    """
    start = log10_odds(prior)
    drawn = [Bar("prior", "", 0.0, start)]
    for term in sorted(filter(_speaks, candidate.terms), key=lambda term: -abs(term.log10_lr)):
        end = start + term.log10_lr
        drawn.append(Bar("term", term.kind, start, end, term))
        start = end
    return (*drawn, Bar("sum", "", 0.0, start))


def log10_odds(prior: Prior) -> float:
    """Return the odds of one particular child before any evidence: one against all the others who could be meant.

    Where fewer than two children could be meant, the odds are called even: no list makes anything certain.
    """
    return -math.log10(max(prior.population - 1.0, 1.0))


def _speaks(term: Weight) -> bool:
    return term.said and term.log10_lr != 0.0
