"""Reading what the matching found, and what people judged of it."""

from __future__ import annotations

from kintrace.tracing.queries.lists import (
    BANDS,
    ORDERS,
    Claim,
    RequestRow,
    Today,
    claimed,
    claims,
    request_rows,
    requests,
    today,
)
from kintrace.tracing.queries.review import (
    PairReview,
    Proposal,
    RequestPage,
    pair_review,
    request_page,
)
from kintrace.tracing.queries.runs import newest_run, run, runs
from kintrace.tracing.queries.sides import Group, Thing, Told
from kintrace.tracing.queries.standing import Standing, refused_pairs

__all__ = [
    "BANDS",
    "ORDERS",
    "Claim",
    "Group",
    "PairReview",
    "Proposal",
    "RequestPage",
    "RequestRow",
    "Standing",
    "Thing",
    "Today",
    "Told",
    "claimed",
    "claims",
    "newest_run",
    "pair_review",
    "refused_pairs",
    "request_page",
    "request_rows",
    "requests",
    "run",
    "runs",
    "today",
]
