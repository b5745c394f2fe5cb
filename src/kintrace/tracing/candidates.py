"""Between the matcher's answers and the rows that keep them: nothing is lost on the way there and back."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Mapping
from typing import Any, NamedTuple
from uuid import UUID

from kintrace.evidence.weight import Weight
from kintrace.kernel.says import Sentence
from kintrace.matching import match
from kintrace.tracing.models import Answer, Candidate, Run
from kintrace.web.findings import leading_sibling

EXPLAINED = "tracing.Answer.explained"

type Explained = Mapping[str, tuple[Weight, ...]]  # by the code of the child


class Sought(NamedTuple):
    """One child sought: the request, its case, and which of its children."""

    request: int
    case: UUID
    number: int


def pack(candidates: tuple[match.Candidate, ...]) -> str:
    """Write the terms of one request's candidates; their sentences are alike, so together they need little room.

    A text, since that is what is sealed.
    """
    plain = {one.child_id: [_to_json(term) for term in one.terms] for one in candidates}
    packed = zlib.compress(json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode(), level=3)
    return base64.b85encode(packed).decode()


def unpack(packed: str) -> Explained:
    """Read back what `pack` wrote; what was never written explains nothing."""
    if not packed:
        return {}
    plain = json.loads(zlib.decompress(base64.b85decode(packed)))
    return {child: tuple(_from_json(term) for term in terms) for child, terms in plain.items()}


def _to_json(term: Weight) -> dict[str, Any]:
    return {"kind": term.kind, "log10_lr": term.log10_lr, "said": term.said, "because": term.because.to_json()}


def _from_json(row: dict[str, Any]) -> Weight:
    return Weight(row["kind"], row["log10_lr"], Sentence.from_json(row["because"]), said=row["said"])


def candidate_of(row: Candidate, *, child_code: str, explained: Explained) -> match.Candidate:
    """Return a stored candidate as the matcher gave it."""
    return match.Candidate(
        child_id=child_code,
        rank=row.rank,
        weight=row.weight,
        probability=row.probability,
        sibling_probability=row.sibling_probability,
        terms=explained.get(child_code, ()),
    )


def prior_of(run: Run) -> match.Prior:
    """Return the prior a run was made with."""
    return match.Prior(
        population=run.prior_population or 1.0,
        registered_share=run.prior_registered_share or 0.0,
        fitted=run.prior_fitted,
    )


def answer_of(ranking: match.Ranking, *, run: Run, sought: Sought, children: Mapping[str, int]) -> Answer:
    """Return the row that says what a ranking amounts to; its explanation is yet to be sealed."""
    best = next(iter(ranking.candidates), None)
    answer = Answer(run=run, request_id=sought.request, number=sought.number, absent=ranking.absent)
    answer.leads = Answer.Leads.ABSENT
    if best is None:
        return answer
    answer.best_child_id = children[best.child_id]
    answer.best_weight, answer.best_probability = best.weight, best.probability
    answer.best_sibling_probability = best.sibling_probability
    answer.candidate_count = len(ranking.candidates)
    answer.sibling_probability = max(one.sibling_probability for one in ranking.candidates)
    sibling = leading_sibling(ranking)
    if sibling is not None:
        answer.leads, answer.sibling_child_id = Answer.Leads.SIBLING, children[sibling.child_id]
    elif best.probability > ranking.absent:
        answer.leads = Answer.Leads.THIS_CHILD
    return answer


COLUMNS = ("request", "number", "child", "rank", "weight", "probability", "sibling_probability")


def rows_of(ranking: match.Ranking, *, sought: Sought, children: Mapping[str, int]) -> list[tuple[int | float, ...]]:
    """Return the values of `COLUMNS` for each candidate of a ranking."""
    return [
        (
            sought.request,
            sought.number,
            children[one.child_id],
            one.rank,
            one.weight,
            one.probability,
            one.sibling_probability,
        )
        for one in ranking.candidates
    ]
