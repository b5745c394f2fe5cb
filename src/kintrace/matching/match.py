"""What matching two lists yields: for every request its ranked candidates and how probable each is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kintrace.evidence.weight import Weight

# The kinds of evidence in the order they are read.
KINDS = ("names", "births", "places", "relations", "languages", "marks")
# The columns of a result file: DNA as well, which only a laboratory adds, to single pairs.
WEIGHED = (*KINDS, "dna")

type Progress = Callable[[int, int], None]  # (requests done, requests in all)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One registered child set against one request."""

    child_id: str
    rank: int  # from 1
    weight: float  # log10 without the prior: the sum of the terms
    probability: float  # that this is the child sought
    sibling_probability: float  # that this is a full or half sibling of the child sought
    terms: tuple[Weight, ...]  # one for each of KINDS, in that order; last, where there is one, that of DNA


@dataclass(frozen=True, slots=True)
class Prior:
    """What was held before any evidence: how many children could be meant, and where that comes from."""

    population: float  # one child in this many
    registered_share: float  # of the children sought, how many are in the list at all
    fitted: bool  # from the two lists (True) or told by --population (False)


@dataclass(frozen=True, slots=True)
class Ranking:
    """The answer to one request.

    The candidates' probabilities and `absent` sum to at most 1; the rest lies on other children.
    """

    request_id: str
    candidates: tuple[Candidate, ...]
    absent: float  # probability that the child sought is not in the list at all
    prior: Prior
    also_asked: tuple[str, ...] = ()  # ids of other requests that probably seek the same child


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a waterfall: from `start` to `end` on the log10 scale; knows no drawing."""

    role: str  # "prior", "term" or "sum"
    kind: str  # one of KINDS for a term
    start: float
    end: float
    term: Weight | None = None
