"""Lists that are filtered, sorted and paged in the database: requests with their answers, claims, what waits today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, QuerySet
from django.db.models.expressions import OrderBy

from kintrace.access.models import User
from kintrace.access.permissions import allowed, require
from kintrace.access.queries import reviews_waiting, signatures_waiting
from kintrace.registry.models import ChildRecord, Side, TracingRequest, sought_code
from kintrace.registry.opening import Opening
from kintrace.registry.queries import (
    InList,
    counts,
    found_by_name,
    in_lists,
    narrowed,
    requests_to_erase,
    shown_names,
    visible,
)
from kintrace.registry.states import closed_states
from kintrace.tracing.models import Answer, Judgement, Run
from kintrace.tracing.queries.runs import newest_run, runs

type Names = dict[str, tuple[str, ...]]  # by code

# Bands of probability a list can be narrowed to: at least, and less than.
BANDS = {"sure": (0.9, 1.01), "likely": (0.5, 0.9), "possible": (0.1, 0.5), "faint": (0.0, 0.1)}
ORDERS: dict[str, OrderBy] = {
    "probability": F("best_probability").desc(nulls_last=True),
    "weight": F("best_weight").desc(nulls_last=True),
    "sibling": F("answer__sibling_probability").desc(nulls_last=True),
    "absent": F("absent").desc(nulls_last=True),
    "code": F("code").asc(),
    "entered": F("pk").asc(),
}


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One line of the list of requests. What the run says is None where it has not seen the request yet."""

    code: str  # of the child sought
    request_code: str
    listed: InList
    state: str
    office: str
    names: tuple[str, ...]
    child_code: str | None
    child_names: tuple[str, ...]
    weight: float | None
    probability: float | None
    sibling_probability: float | None
    sibling_code: str | None  # the probable brother or sister, where that is the likeliest answer
    sibling_names: tuple[str, ...]
    absent: float | None
    leads: str
    leads_label: str
    candidate_count: int
    judgement_count: int


@dataclass(frozen=True, slots=True)
class Claim:
    """A child who is the best candidate, and the likeliest outcome, of several requests."""

    child: ChildRecord
    names: tuple[str, ...]
    answers: tuple[Answer, ...]  # most probable first


@dataclass(frozen=True, slots=True)
class Today:
    """What somebody needs to know on coming in; what they may not see is None or empty."""

    counts: dict[str, int]
    newest: Run | None = None  # the newest finished run
    latest: Run | None = None  # the newest run of any state, which may still be going on
    to_review: int | None = None  # requests whose likeliest outcome is a child nobody has judged for it yet
    claimed: int | None = None  # children claimed by several requests
    unseen: int | None = None  # open requests that the newest run has not seen
    to_sign: int | None = None  # proposals of others that this viewer may sign
    glass: int | None = None  # hours with somebody else's case that nobody has reviewed
    to_erase: int | None = None  # closed requests that were kept as long as they may be
    leads: dict[str, int] = field(default_factory=dict)  # requests by their likeliest outcome


def judged() -> Exists:
    """Whether a living judgement stands on the request's best candidate or any other."""
    return Exists(Judgement.objects.filter(request=OuterRef("pk"), withdrawn_at__isnull=True))


def requests(
    viewer: User,
    *,
    text: str = "",
    leads: str = "",
    band: str = "",
    judged_already: bool | None = None,
    order: str = "probability",
    **narrowing: Any,  # noqa: ANN401  # the other fields of `narrowed`
) -> QuerySet[TracingRequest]:
    """Return requests with what the newest run says of them, narrowed and sorted; one row a child that is sought.

    `text` finds a code, or, by an index in memory, a name, a list or the id in it.
    """
    require(viewer, "tracing.view_candidates")
    among = found_by_name(viewer, Side.REQUESTS, text) if text else ()
    found = narrowed(TracingRequest.objects.filter(visible(viewer, Side.REQUESTS)), text=text, among=among, **narrowing)
    rows: QuerySet[Any] = with_answers(found.select_related("office"), newest_run(viewer))
    if leads:
        rows = rows.filter(leads=leads)
    if band == "none":
        rows = rows.filter(best_code__isnull=True)
    elif band in BANDS:
        least, below = BANDS[band]
        rows = rows.filter(best_probability__gte=least, best_probability__lt=below)
    if judged_already is not None:
        rows = rows.filter(judged() if judged_already else ~judged())
    return rows.order_by(ORDERS.get(order, ORDERS["probability"]), "pk")


def with_answers(rows: QuerySet[TracingRequest], run: Run | None) -> QuerySet[TracingRequest]:
    """Put beside each request what one run says of it."""
    seen = FilteredRelation("answers", condition=Q(answers__run=run.pk if run is not None else 0))
    return rows.alias(answer=seen).annotate(
        number=F("answer__number"),
        best_code=F("answer__best_child__code"),
        best_child=F("answer__best_child"),
        best_weight=F("answer__best_weight"),
        best_probability=F("answer__best_probability"),
        best_sibling_probability=F("answer__best_sibling_probability"),
        likeliest_sibling=F("answer__sibling_probability"),
        sibling_code=F("answer__sibling_child__code"),
        sibling_child=F("answer__sibling_child"),
        absent=F("answer__absent"),
        leads=F("answer__leads"),
        candidate_count=F("answer__candidate_count"),
        judgement_count=Count("judgements", filter=Q(judgements__withdrawn_at__isnull=True)),
    )


def request_rows(viewer: User, page: Iterable[TracingRequest]) -> tuple[RequestRow, ...]:
    """Dress one page of requests with the names on both sides, in few queries however long the page."""
    page = list(page)
    opening = Opening(viewer, "requests.listed", subject=f"requests {len(page)}")
    names = shown_names(viewer, Side.REQUESTS, records=page, opening=opening)
    listed = in_lists(viewer, page, opening=opening)
    shown = {vars(row)[child] for row in page for child in ("best_child", "sibling_child")} - {None}
    proposed = ChildRecord.objects.filter(pk__in=shown)
    child_names = shown_names(viewer, Side.CHILDREN, records=proposed, opening=opening)
    return tuple(_row(row, names=names, child_names=child_names, listed=listed[row.case]) for row in page)


def _row(row: TracingRequest, *, names: Names, child_names: Names, listed: InList) -> RequestRow:
    said = vars(row)
    leads = said["leads"] or ""
    of_sibling = "likeliest_sibling" if said["sibling_code"] else "best_sibling_probability"
    return RequestRow(
        code=sought_code(row.code, said["number"] or 1),
        request_code=row.code,
        listed=listed,
        state=row.get_state_display(),
        office=str(row.office or ""),
        names=names[row.code],
        child_code=said["best_code"],
        child_names=child_names.get(said["best_code"], ()),
        weight=said["best_weight"] if said["best_code"] else None,
        probability=said["best_probability"] if said["best_code"] else None,
        sibling_probability=said[of_sibling] if said["best_code"] else None,
        sibling_code=said["sibling_code"],
        sibling_names=child_names.get(said["sibling_code"], ()),
        absent=said["absent"],
        leads=leads,
        leads_label=str(Answer.Leads(leads).label) if leads else "",
        candidate_count=said["candidate_count"] or 0,
        judgement_count=said["judgement_count"],
    )


def claiming(run: Run) -> QuerySet[Answer]:
    """Return the answers of a run that lead to one child."""
    return Answer.objects.filter(run=run, leads=Answer.Leads.THIS_CHILD, best_child__isnull=False)


def claimed_children(run: Run) -> QuerySet[ChildRecord]:
    """Return the children to whom several requests of one run lead, in the order they were registered."""
    several = claiming(run).values("best_child").annotate(claims=Count("pk")).filter(claims__gt=1).order_by()
    return ChildRecord.objects.filter(pk__in=several.values("best_child")).order_by("pk")


def claimed(viewer: User) -> QuerySet[ChildRecord]:
    """Return the children to whom several requests lead in the newest run."""
    run = newest_run(viewer)
    return claimed_children(run) if run is not None else ChildRecord.objects.none()


def claims(viewer: User, page: Iterable[ChildRecord]) -> tuple[Claim, ...]:
    """Put beside each child of a page the requests that lead to it."""
    run, children = newest_run(viewer), list(page)
    if run is None:
        return ()
    opening = Opening(viewer, "claims.listed", subject=f"children {len(children)}")
    names = shown_names(viewer, Side.CHILDREN, records=children, opening=opening)
    answers: dict[int | None, list[Answer]] = defaultdict(list)
    rows = claiming(run).filter(best_child__in=children).select_related("request")
    for answer in rows.order_by("-best_probability", "pk"):
        answers[answer.best_child_id].append(answer)
    return tuple(Claim(child, names[child.code], tuple(answers[child.pk])) for child in children)


def today(viewer: User) -> Today:
    """Count what there is and what waits, as far as this viewer may see it."""
    require(viewer, "tracing.view_today")
    everybody = Today(
        counts(viewer),
        to_sign=signatures_waiting(viewer),
        glass=reviews_waiting(viewer),
        to_erase=requests_to_erase(viewer),
    )
    return _of_matching(viewer, everybody) if allowed(viewer, "tracing.view_candidates") else everybody


def _of_matching(viewer: User, told: Today) -> Today:
    """Add what the matching found, and what of it waits."""
    newest, latest = newest_run(viewer), runs(viewer).first()
    unseen = TracingRequest.objects.exclude(state__in=closed_states(Side.REQUESTS))
    if newest is None:
        return replace(told, latest=latest, unseen=unseen.count())
    judged_pair = Judgement.objects.filter(
        request=OuterRef("request"), child=OuterRef("best_child"), withdrawn_at__isnull=True
    )
    leads = newest.answers.order_by().values_list("leads").annotate(Count("pk"))
    return replace(
        told,
        newest=newest,
        latest=latest,
        to_review=claiming(newest).exclude(Exists(judged_pair)).count(),
        claimed=claimed_children(newest).count(),
        unseen=unseen.exclude(answers__run=newest).count(),
        leads={str(outcome): number for outcome, number in leads},
    )
