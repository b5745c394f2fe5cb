"""Between the matcher's answers and the rows that keep them: nothing is lost on the way there and back."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from kintrace.evidence.weight import Weight
from kintrace.kernel.says import Sentence
from kintrace.matching import match
from kintrace.tracing.models import Answer, Candidate, Run

# What is practically certain is not divided by: where a refused child held all the probability, nobody inherits it.
LARGEST_REFUSED = 1 - 1e-9


def terms_to_json(terms: Iterable[Weight]) -> list[dict[str, Any]]:
    """Return terms as plain data that `terms_from_json` reads back."""
    return [
        {"kind": term.kind, "log10_lr": round(term.log10_lr, 6), "said": term.said, "because": term.because.to_json()}
        for term in terms
    ]


def terms_from_json(rows: Iterable[dict[str, Any]]) -> tuple[Weight, ...]:
    """Read back what `terms_to_json` wrote."""
    return tuple(
        Weight(row["kind"], row["log10_lr"], Sentence.from_json(row["because"]), said=row["said"]) for row in rows
    )


def candidate_of(row: Candidate, *, child_code: str) -> match.Candidate:
    """Return a stored candidate as the matcher gave it."""
    return match.Candidate(
        child_id=child_code,
        rank=row.rank,
        weight=row.weight,
        probability=row.probability,
        sibling_probability=row.sibling_probability,
        terms=terms_from_json(row.terms),
    )


def prior_of(run: Run) -> match.Prior:
    """Return the prior a run was made with."""
    return match.Prior(
        population=run.prior_population or 1.0,
        registered_share=run.prior_registered_share or 0.0,
        fitted=run.prior_fitted,
    )


def without(ranking: match.Ranking, refused: Collection[str], *, top: int) -> match.Ranking:
    """Leave out children whom somebody judged to be others, and share their probability among what remains.

    "It is not this child" is learned, so every other outcome becomes likelier in proportion.
    """
    kept = [candidate for candidate in ranking.candidates if candidate.child_id not in refused]
    gone = sum(candidate.probability for candidate in ranking.candidates if candidate.child_id in refused)
    share = 1 / (1 - gone) if gone < LARGEST_REFUSED else 1.0
    return match.Ranking(
        request_id=ranking.request_id,
        candidates=tuple(_moved_up(one, rank=rank, share=share) for rank, one in enumerate(kept[:top], start=1)),
        absent=ranking.absent * share,
        prior=ranking.prior,
    )


def _moved_up(candidate: match.Candidate, *, rank: int, share: float) -> match.Candidate:
    probability = min(1.0, candidate.probability * share)
    return match.Candidate(
        child_id=candidate.child_id,
        rank=rank,
        weight=candidate.weight,
        probability=probability,
        sibling_probability=min(1.0 - probability, candidate.sibling_probability * share),
        terms=candidate.terms,
    )


def answer_of(ranking: match.Ranking, *, run: Run, request: int, children: dict[str, int]) -> Answer:
    """Return the row that says what a ranking amounts to."""
    best = next(iter(ranking.candidates), None)
    answer = Answer(run=run, request_id=request, absent=ranking.absent, leads=Answer.Leads.ABSENT)
    if best is None:
        return answer
    answer.best_child_id = children[best.child_id]
    answer.best_weight, answer.best_probability = best.weight, best.probability
    answer.best_sibling_probability = best.sibling_probability
    answer.candidate_count = len(ranking.candidates)
    outcomes = {
        Answer.Leads.THIS_CHILD: best.probability,
        Answer.Leads.SIBLING: best.sibling_probability,
        Answer.Leads.ABSENT: ranking.absent,
    }
    answer.leads = max(outcomes, key=lambda outcome: outcomes[outcome])
    return answer


def rows_of(ranking: match.Ranking, *, run: Run, request: int, children: dict[str, int]) -> list[Candidate]:
    """Return a row for each candidate of a ranking."""
    return [
        Candidate(
            run=run,
            request_id=request,
            child_id=children[one.child_id],
            rank=one.rank,
            weight=one.weight,
            probability=one.probability,
            sibling_probability=one.sibling_probability,
            terms=terms_to_json(one.terms),
        )
        for one in ranking.candidates
    ]
