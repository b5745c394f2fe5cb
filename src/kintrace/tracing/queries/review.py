"""Reading one request with its candidates, and one pair for review: both sides, the evidence, what people said."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404

from kintrace.access.models import User
from kintrace.evidence.weight import Weight
from kintrace.matching import match
from kintrace.matching.dossier import Dossier
from kintrace.matching.waterfall import bars
from kintrace.registry.models import ChildRecord, Side, TracingRequest
from kintrace.registry.queries import Statements, child_record, dossier, shown_names, statements, tracing_request
from kintrace.tracing.candidates import candidate_of, prior_of, unpack
from kintrace.tracing.models import Answer, Candidate, Judgement, Run
from kintrace.tracing.queries.lists import claiming
from kintrace.tracing.queries.runs import newest_run
from kintrace.tracing.queries.sides import Group, groups
from kintrace.tracing.queries.standing import Standing, standing


@dataclass(frozen=True, slots=True)
class Proposal:
    """A candidate of a request, as its list shows it."""

    child_id: int
    code: str
    names: tuple[str, ...]
    candidate: match.Candidate
    standing: Standing


@dataclass(frozen=True, slots=True)
class RequestPage:
    """One request: what is said, what the newest run proposes, what was judged."""

    request: TracingRequest
    statements: Statements
    run: Run | None
    answer: Answer | None
    proposals: tuple[Proposal, ...]
    judgements: tuple[Judgement, ...]  # of every pair of this request, withdrawn ones included

    @property
    def sibling(self) -> Proposal | None:
        """The probable brother or sister, where that is the likeliest answer."""
        leading = self.answer.sibling_child_id if self.answer is not None else None
        return next((one for one in self.proposals if one.child_id == leading), None)


@dataclass(frozen=True, slots=True)
class PairReview:
    """One pair, with all that is needed to judge it."""

    request: TracingRequest
    child: ChildRecord
    sought: Dossier
    found: Dossier
    groups: tuple[Group, ...]
    run: Run | None
    answer: Answer | None
    candidate: match.Candidate | None  # None where the newest run does not propose the pair
    prior: match.Prior | None
    earlier: str | None  # code of the candidate before this one
    later: str | None
    claimed_by: tuple[str, ...]  # codes of other requests that lead to this child
    judgements: tuple[Judgement, ...]
    standing: Standing
    mine: Judgement | None  # the viewer's own living judgement

    @property
    def bars(self) -> tuple[match.Bar, ...]:
        """The candidate as bars to draw; empty where there is none."""
        return () if self.candidate is None or self.prior is None else bars(self.candidate, self.prior)

    @property
    def terms(self) -> tuple[Weight, ...]:
        return self.candidate.terms if self.candidate is not None else ()


def request_page(viewer: User, code: str) -> RequestPage:
    """Return one request with its candidates; raises Http404."""
    request = tracing_request(viewer, code)
    run = newest_run(viewer)
    rows = _candidates(request, run)
    answer = _answer(request, run)
    explained = unpack(bytes(answer.explained)) if answer is not None else {}
    judgements = tuple(_judgements(Q(request=request)))
    names = shown_names(viewer, Side.CHILDREN, records=[row.child for row in rows])
    return RequestPage(
        request=request,
        statements=statements(viewer, request),
        run=run,
        answer=answer,
        proposals=tuple(
            Proposal(
                row.child_id,
                row.child.code,
                names[row.child.code],
                candidate_of(row, child_code=row.child.code, explained=explained),
                standing((one for one in judgements if one.child_id == row.child_id), run),
            )
            for row in rows
        ),
        judgements=judgements,
    )


def pair_review(viewer: User, request_code: str, *, child_code: str) -> PairReview:
    """Return one pair for review; raises Http404 unless the newest run proposes it or somebody judged it."""
    request, child = tracing_request(viewer, request_code), child_record(viewer, child_code)
    said, heard = statements(viewer, request), statements(viewer, child)
    run = newest_run(viewer)
    rows = _candidates(request, run)
    row = next((row for row in rows if row.child_id == child.pk), None)
    judgements = tuple(_judgements(Q(request=request, child=child)))
    if row is None and not judgements:
        raise Http404
    answer = _answer(request, run)
    explained = unpack(bytes(answer.explained)) if answer is not None else {}
    candidate = candidate_of(row, child_code=child.code, explained=explained) if row is not None else None
    codes = [row.child.code for row in rows]
    place = codes.index(child.code) if row is not None else None
    return PairReview(
        request=request,
        child=child,
        sought=dossier(request.code, said),
        found=dossier(child.code, heard),
        groups=groups(said, heard, candidate=candidate),
        run=run,
        answer=answer,
        candidate=candidate,
        prior=prior_of(run) if run is not None else None,
        earlier=codes[place - 1] if place else None,
        later=codes[place + 1] if place is not None and place + 1 < len(codes) else None,
        claimed_by=_claimed_by(child, run, besides=request),
        judgements=judgements,
        standing=standing(judgements, run),
        mine=next((one for one in judgements if one.by == viewer and one.withdrawn_at is None), None),
    )


def _candidates(request: TracingRequest, run: Run | None) -> list[Candidate]:
    if run is None:
        return []
    return list(Candidate.objects.filter(request=request, run=run).select_related("child").order_by("rank"))


def _answer(request: TracingRequest, run: Run | None) -> Answer | None:
    return None if run is None else Answer.objects.filter(request=request, run=run).first()


def _judgements(which: Q) -> list[Judgement]:
    related = ("by", "withdrawn_by", "request", "child")
    return list(Judgement.objects.filter(which).select_related(*related).order_by("-at", "-pk"))


def _claimed_by(child: ChildRecord, run: Run | None, *, besides: TracingRequest) -> tuple[str, ...]:
    if run is None:
        return ()
    others = claiming(run).filter(best_child=child).exclude(request=besides)
    return tuple(others.order_by("-best_probability", "pk").values_list("request__code", flat=True))
