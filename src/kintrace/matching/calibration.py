"""Does "90 %" happen nine times in ten? Figures of a set of rankings against known truth, and reliability in bins.

Judged on the top answer of each request, "not in this list" included: it is the answer people act on.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from kintrace.matching.match import Ranking

BINS = 10
SURE = 0.8
LEAST = 1e-6  # a probability of zero for the truth is counted as one in a million


@dataclass(frozen=True, slots=True)
class Bin:
    """Top answers whose probability lies in one tenth: how probable they were held, and how many were right."""

    count: int
    held: float  # mean probability
    right: float  # share


@dataclass(frozen=True, slots=True)
class Figures:
    """What a set of rankings reached; shares of requests, and the mean natural log of the truth's probability."""

    requests: int
    recall_at_1: float
    recall_at_10: float
    top_calibration_error: float
    sure: int
    sure_held: float
    sure_right: float
    log_score_nats: float

    def rounded(self) -> dict[str, float]:
        return {name: round(value, 4) for name, value in asdict(self).items()}


def judge(rankings: Sequence[Ranking], truth: Mapping[str, str]) -> Figures:
    """Judge rankings against `truth`: request id to child id, "" where the child is not in the list."""
    tops = [top_answer(ranking) for ranking in rankings]
    hits = [(held, answer == truth[ranking.request_id]) for ranking, (answer, held) in zip(rankings, tops, strict=True)]
    present = [ranking for ranking in rankings if truth[ranking.request_id]]
    ranks = [_rank(ranking, truth[ranking.request_id]) for ranking in present]
    sure = [hit for hit in hits if hit[0] >= SURE]
    return Figures(
        requests=len(rankings),
        recall_at_1=_share(rank == 1 for rank in ranks),
        recall_at_10=_share(rank is not None and rank <= 10 for rank in ranks),  # noqa: PLR2004 the name says it
        top_calibration_error=sum(b.count * abs(b.held - b.right) for b in reliability(hits)) / max(len(hits), 1),
        sure=len(sure),
        sure_held=_share(held for held, _ in sure),
        sure_right=_share(right for _, right in sure),
        log_score_nats=_share(math.log(max(_held_true(r, truth[r.request_id]), LEAST)) for r in rankings),
    )


def top_answer(ranking: Ranking) -> tuple[str, float]:
    """Return the likeliest answer and its probability: a child's id, or "" for "not in this list"."""
    answers = [(candidate.probability, candidate.child_id) for candidate in ranking.candidates[:1]]
    held, answer = max([(ranking.absent, ""), *answers])
    return answer, held


def reliability(hits: Sequence[tuple[float, bool]]) -> list[Bin]:
    """Cut (probability, was right) into tenths by probability; empty tenths are left out."""
    tenths: dict[int, list[tuple[float, bool]]] = {}
    for held, right in hits:
        tenths.setdefault(min(BINS - 1, int(held * BINS)), []).append((held, right))
    return [
        Bin(len(cut), _share(held for held, _ in cut), _share(right for _, right in cut))
        for _, cut in sorted(tenths.items())
    ]


def _rank(ranking: Ranking, child_id: str) -> int | None:
    return next((candidate.rank for candidate in ranking.candidates if candidate.child_id == child_id), None)


def _held_true(ranking: Ranking, child_id: str) -> float:
    if not child_id:
        return ranking.absent
    return next((c.probability for c in ranking.candidates if c.child_id == child_id), 0.0)


def _share(values: Iterable[float]) -> float:
    numbers = [float(value) for value in values]
    return sum(numbers) / len(numbers) if numbers else 0.0
