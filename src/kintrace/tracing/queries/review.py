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
from kintrace.registry.models import ChildRecord, Side, TracingRequest, sought_code
from kintrace.registry.opening import Opening
from kintrace.registry.queries import (
    InList,
    Life,
    ShownBasis,
    Statements,
    Twin,
    child_record,
    dossier,
    held_back_count,
    in_lists,
    life,
    list_basis,
    shown_names,
    shown_statements,
    sought_child,
    statements,
    subjects,
    tracing_request,
    twins,
)
from kintrace.tracing.candidates import EXPLAINED, Explained, candidate_of, prior_of, unpack
from kintrace.tracing.models import Answer, Candidate, Judgement, Run
from kintrace.tracing.queries.lists import claiming
from kintrace.tracing.queries.reasons import Judged, judged
from kintrace.tracing.queries.runs import newest_run
from kintrace.tracing.queries.sides import Group, groups
from kintrace.tracing.queries.standing import Standing, standing
from kintrace.vault.cases import Sealed


@dataclass(frozen=True, slots=True)
class Proposal:
    """A candidate of a request, as its list shows it."""

    child_id: int
    code: str
    names: tuple[str, ...]
    candidate: match.Candidate
    standing: Standing


@dataclass(frozen=True, slots=True)
class SoughtChild:
    """One child sought in a request: what is said of it, and what the newest run proposes."""

    code: str
    number: int
    statements: Statements
    held_back: int
    answer: Answer | None
    proposals: tuple[Proposal, ...]

    @property
    def sibling(self) -> Proposal | None:
        """The probable brother or sister, where that is the likeliest answer."""
        leading = self.answer.sibling_child_id if self.answer is not None else None
        return next((one for one in self.proposals if one.child_id == leading), None)


@dataclass(frozen=True, slots=True)
class RequestPage:
    """One request: the children it seeks, what was judged, and what became of it so far."""

    request: TracingRequest
    listed: InList
    basis: ShownBasis | None
    run: Run | None
    sought: tuple[SoughtChild, ...]
    judgements: tuple[Judged, ...]  # of every pair of this request, withdrawn ones included
    life: Life
    twins: tuple[Twin, ...]

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """What is proposed for any of the children sought."""
        return tuple(proposal for one in self.sought for proposal in one.proposals)


@dataclass(frozen=True, slots=True)
class PairReview:
    """One pair, with all that is needed to judge it."""

    request: TracingRequest
    sought_code: str
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
    judgements: tuple[Judged, ...]
    standing: Standing
    mine: Judgement | None  # the viewer's own living judgement

    @property
    def bars(self) -> tuple[match.Bar, ...]:
        """The candidate as bars to draw; empty where there is none."""
        return () if self.candidate is None or self.prior is None else bars(self.candidate, self.prior)

    @property
    def terms(self) -> tuple[Weight, ...]:
        return self.candidate.terms if self.candidate is not None else ()


def request_page(viewer: User, code: str, *, opening: Opening | None = None) -> RequestPage:
    """Return one request with its candidates; raises Http404."""
    request = tracing_request(viewer, code)
    opening = opening or Opening(viewer, "request.opened", subject=code)
    run = newest_run(viewer)
    rows = list(_judgements(Q(request=request)))
    return RequestPage(
        request=request,
        listed=in_lists(viewer, [request], opening=opening)[request.case],
        basis=list_basis(request, opening=opening),
        run=run,
        sought=tuple(
            _sought(viewer, request, one.number, run=run, rows=rows, opening=opening) for one in subjects(request)
        ),
        judgements=judged(rows, opening=opening),
        life=life(viewer, request, opening=opening),
        twins=twins(viewer, request, opening=opening),
    )


def _sought(  # one child of a page, with what the page has read already
    viewer: User, request: TracingRequest, number: int, *, run: Run | None, rows: list[Judgement], opening: Opening
) -> SoughtChild:
    candidates = _candidates(request, run, number=number)
    answer = _answer(request, run, number=number)
    explained = _explained(request, answer, opening=opening)
    names = shown_names(viewer, Side.CHILDREN, records=[row.child for row in candidates], opening=opening)
    return SoughtChild(
        code=sought_code(request.code, number),
        number=number,
        statements=shown_statements(viewer, request, number=number, opening=opening),
        held_back=held_back_count(viewer, request, number=number),
        answer=answer,
        proposals=tuple(
            Proposal(
                row.child_id,
                row.child.code,
                names[row.child.code],
                candidate_of(row, child_code=row.child.code, explained=explained),
                standing((one for one in rows if (one.child_id, one.number) == (row.child_id, number)), run),
            )
            for row in candidates
        ),
    )


def _explained(request: TracingRequest, answer: Answer | None, *, opening: Opening) -> Explained:
    if answer is None:
        return {}
    return unpack(opening.one(request.case, Sealed(EXPLAINED, answer.row, bytes(answer.explained))))


def pair_review(viewer: User, request_code: str, *, child_code: str, opening: Opening | None = None) -> PairReview:
    """Return one pair for review; raises Http404 unless the newest run proposes it or somebody judged it."""
    request, number = sought_child(viewer, request_code)
    child = child_record(viewer, child_code)
    run = newest_run(viewer)
    rows = _candidates(request, run, number=number)
    row = next((row for row in rows if row.child_id == child.pk), None)
    judgements = tuple(_judgements(Q(request=request, number=number, child=child)))
    if row is None and not judgements:
        raise Http404
    opening = opening or Opening(viewer, "pair.opened", subject=f"{request_code} {child_code}")
    said = statements(viewer, request, number=number, opening=opening)
    heard = statements(viewer, child, opening=opening)
    answer = _answer(request, run, number=number)
    explained = _explained(request, answer, opening=opening)
    candidate = candidate_of(row, child_code=child.code, explained=explained) if row is not None else None
    codes = [row.child.code for row in rows]
    place = codes.index(child.code) if row is not None else None
    return PairReview(
        request=request,
        sought_code=request_code,
        child=child,
        sought=dossier(request_code, said),
        found=dossier(child.code, heard),
        groups=groups(said, heard, candidate=candidate),
        run=run,
        answer=answer,
        candidate=candidate,
        prior=prior_of(run) if run is not None else None,
        earlier=codes[place - 1] if place else None,
        later=codes[place + 1] if place is not None and place + 1 < len(codes) else None,
        claimed_by=_claimed_by(child, run, besides=request),
        judgements=judged(judgements, opening=opening),
        standing=standing(judgements, run),
        mine=next((one for one in judgements if one.by == viewer and one.withdrawn_at is None), None),
    )


def _candidates(request: TracingRequest, run: Run | None, *, number: int) -> list[Candidate]:
    if run is None:
        return []
    found = Candidate.objects.filter(request=request, number=number, run=run)
    return list(found.select_related("child").order_by("rank"))


def _answer(request: TracingRequest, run: Run | None, *, number: int) -> Answer | None:
    return None if run is None else Answer.objects.filter(request=request, number=number, run=run).first()


def _judgements(which: Q) -> list[Judgement]:
    related = ("by", "withdrawn_by", "request", "child")
    return list(Judgement.objects.filter(which).select_related(*related).order_by("-at", "-pk"))


def _claimed_by(child: ChildRecord, run: Run | None, *, besides: TracingRequest) -> tuple[str, ...]:
    if run is None:
        return ()
    others = claiming(run).filter(best_child=child).exclude(request=besides)
    found = others.order_by("-best_probability", "pk").values_list("request__code", "number")
    return tuple(sought_code(code, number) for code, number in found)
