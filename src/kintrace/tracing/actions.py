"""Everything that can happen in tracing: a run of the matching, a judgement, its withdrawal.

There is no action that turns a score into an identity. "Same child" is one person's word; a second person and both
sides are asked before anything else moves.
"""

from __future__ import annotations

import itertools
import logging
import secrets
import traceback
import uuid
from collections.abc import Sequence
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils.translation import gettext as _

from kintrace.access.models import Event, User
from kintrace.access.permissions import allowed, require
from kintrace.kernel import clock
from kintrace.kernel.errors import KintraceError
from kintrace.matching.match import Progress, Ranking
from kintrace.registry.bulk import insert_many
from kintrace.registry.models import ChildRecord, Part, Person, Population, Side, TracingRequest, sought_code
from kintrace.registry.opening import Opening
from kintrace.registry.queries import child_record, dossiers, sought_child
from kintrace.tracing import queries
from kintrace.tracing.candidates import COLUMNS, EXPLAINED, Sought, answer_of, pack, rows_of
from kintrace.tracing.dna import forget_dna_of, told
from kintrace.tracing.engine import Matcher, the_matcher, the_model_version
from kintrace.tracing.models import Answer, Candidate, Judgement, Run
from kintrace.tracing.queries.reasons import REASON, WITHDRAWN_WHY
from kintrace.vault.cases import Plain, erase, new_cases, seal, seal_many

log = logging.getLogger(__name__)

CANDIDATES_A_REQUEST = 10
REQUESTS_A_BATCH = 250


class RunAlreadyWaiting(KintraceError):
    """A run of the matching is already waiting for its turn."""


class AlreadyJudged(KintraceError):
    """The same person has already judged this pair, and has not withdrawn it."""


class AlreadyWithdrawn(KintraceError):
    """The judgement was withdrawn before."""


class ReasonMissing(KintraceError):
    """A judgement or a withdrawal was given without a reason."""


@transaction.atomic
def start_run(by: User, *, population: int | None = None) -> Run:
    """Ask for a run of the matching; `population` is how many children could be meant, where somebody knows.

    Without it the office's setting holds, where two persons made one.
    """
    require(by, "tracing.run_matching")
    if Run.objects.filter(state=Run.State.WAITING).exists():
        raise RunAlreadyWaiting(_("A run of the matching is already waiting to begin. There is no need for another."))
    setting = Population.objects.order_by("-pk").first() if population is None else None
    asked = setting.children if setting is not None else population
    run = Run.objects.create(started_by=by, asked_population=asked, population=setting)
    Event.record(by, "run.started", subject=str(run))
    return run


def carry_out(run_id: int, *, matcher: Matcher | None = None) -> None:
    """Match the whole record, as a background task. A run that fails says so and leaves a reference to the log.

    The log names where it failed, and not with which values: they may be somebody's name.
    """
    moved = Run.objects.filter(pk=run_id, state=Run.State.WAITING).update(
        state=Run.State.RUNNING, started_at=clock.now()
    )
    if not moved:
        return
    run = Run.objects.select_related("started_by").get(pk=run_id)
    try:
        run.model_version = the_model_version() if matcher is None else ""
        _match(run, matcher=matcher or the_matcher())
    except Exception as error:  # noqa: BLE001  # whatever it was, the page of the run has to say that it failed
        reference = secrets.token_hex(4)
        where = "".join(traceback.format_tb(error.__traceback__))
        log.error("run %s failed, reference %s: %s\n%s", run_id, reference, type(error).__name__, where)  # noqa: TRY400
        Run.objects.filter(pk=run_id).update(state=Run.State.FAILED, failure=reference, finished_at=clock.now())


def give_up_interrupted() -> int:
    """Call the runs failed that were going on when the worker was stopped; return how many there were.

    Only for the moment before a worker starts, when nothing can be going on.
    """
    going = Run.objects.filter(state=Run.State.RUNNING)
    return going.update(state=Run.State.FAILED, failure="interrupted", finished_at=clock.now())


def _match(run: Run, *, matcher: Matcher) -> None:
    requests = dossiers(run.started_by, Side.REQUESTS)
    children = dossiers(run.started_by, Side.CHILDREN)
    run.total, run.children = len(requests), len(children)
    run.save(update_fields=["total", "children"])
    rankings = matcher(
        requests,
        children,
        population=run.asked_population,
        top=CANDIDATES_A_REQUEST,
        progress=_note_progress(run),
        refused=queries.refused_pairs(run.started_by),
        dna=told(run.started_by),
    )
    _keep(run, list(rankings))


def _note_progress(run: Run) -> Progress:
    """Return what writes down, every few hundred requests, how far a run has come."""
    written = 0

    def note(done: int, _total: int) -> None:
        nonlocal written
        if done - written >= REQUESTS_A_BATCH or done == run.total:
            Run.objects.filter(pk=run.pk).update(done=done)
            written = done

    return note


def _keep(run: Run, rankings: Sequence[Ranking]) -> None:
    """Store the answers and candidates of a run; then, at once, it becomes the one that pages show.

    Written a batch at a time: while one process writes, every page that writes has to wait.
    """
    sought = _sought()
    rankings = [one for one in rankings if one.request_id in sought]
    children = dict(ChildRecord.objects.values_list("code", "pk"))
    for batch in itertools.batched(rankings, REQUESTS_A_BATCH):
        answers = [answer_of(one, run=run, sought=sought[one.request_id], children=children) for one in batch]
        _seal_explained(answers, batch, sought=sought)
        rows = [row for one in batch for row in rows_of(one, sought=sought[one.request_id], children=children)]
        with transaction.atomic():
            Answer.objects.bulk_create(answers)
            insert_many(Candidate, COLUMNS, rows=rows, fixed={"run": run.pk})
    if rankings:
        prior = rankings[0].prior
        run.prior_population, run.prior_registered_share = prior.population, prior.registered_share
        run.prior_fitted = prior.fitted
    run.state, run.done, run.finished_at = Run.State.FINISHED, run.total, clock.now()
    with transaction.atomic():
        run.save()
        _forget_erased_meanwhile(run)
        Event.record(run.started_by, "run.finished", subject=str(run))
    _forget_before(run)


def _sought() -> dict[str, Sought]:
    """Return every child that is sought, by its code; of a request that was erased nothing more is kept."""
    living = TracingRequest.objects.filter(erased_on__isnull=True)
    requests = {case: (pk, code) for pk, case, code in living.values_list("pk", "case", "code")}
    people = Person.objects.filter(part=Part.SOUGHT).values_list("case", "number")
    return {
        sought_code(requests[case][1], number): Sought(requests[case][0], case, number)
        for case, number in people
        if case in requests
    }


def _seal_explained(answers: Sequence[Answer], rankings: Sequence[Ranking], *, sought: dict[str, Sought]) -> None:
    """Seal what explains each answer with the request it answers."""
    plain = [
        Plain(sought[one.request_id].case, EXPLAINED, answer.row, pack(one.candidates) if one.candidates else "")
        for answer, one in zip(answers, rankings, strict=True)
    ]
    for answer, box in zip(answers, seal_many(plain), strict=True):
        answer.explained = box


def _forget_erased_meanwhile(run: Run) -> None:
    """Delete what a run found about a child who was erased while it went on: it had read them before."""
    found = Candidate.objects.filter(run=run, child__erased_on__isnull=False)
    for case in found.values_list("child__case", flat=True).distinct():
        forget_derived(case=case, side=Side.CHILDREN)


def _forget_before(run: Run) -> None:
    """Delete what earlier runs proposed, now that it is replaced; their answers stay, and so do judgements."""
    Answer.objects.exclude(run=run).exclude(explained=b"").update(explained=b"")
    for earlier in Run.objects.filter(pk__lt=run.pk, candidates__isnull=False).distinct():
        Candidate.objects.filter(run=earlier).delete()


def open_request(by: User, code: str) -> queries.RequestPage:
    """Show one request with its candidates, and note who looked."""
    opening = Opening(by, "request.opened", subject=code)
    page = queries.request_page(by, code, opening=opening)
    opening()
    return page


def open_pair(by: User, request_code: str, *, child_code: str) -> queries.PairReview:
    """Show one pair for review, and note who looked: whoever saw it cannot interview either side about it."""
    opening = Opening(by, "pair.opened", subject=pair_code(request_code, child_code))
    review = queries.pair_review(by, request_code, child_code=child_code, opening=opening)
    opening()
    return review


@transaction.atomic
def judge(by: User, request_code: str, *, child_code: str, verdict: str, reason: str) -> Judgement:
    """Record what one person says of one pair; Http404 for a pair that was neither proposed nor judged before."""
    require(by, "tracing.judge")
    if not reason.strip():
        raise ReasonMissing(_("Please say why: a judgement without a reason helps nobody who reads it later."))
    request, number = sought_child(by, request_code)
    child = child_record(by, child_code)
    pair = {"request": request, "number": number, "child": child}
    shown = Candidate.objects.filter(**pair, run=queries.newest_run(by)).first()
    if shown is None and not Judgement.objects.filter(**pair).exists():
        raise Http404
    key = uuid.uuid4()
    new_cases([key])
    try:
        with transaction.atomic():
            judgement = Judgement.objects.create(
                **pair,
                verdict=Judgement.Verdict(verdict),
                key=key,
                reason=seal(key, REASON, key, reason.strip()),
                by=by,
                shown_weight=shown.weight if shown is not None else None,
                shown_probability=shown.probability if shown is not None else None,
            )
    except IntegrityError as error:
        raise AlreadyJudged(
            _("You have already judged this pair. Withdraw that judgement first if you have changed your mind.")
        ) from error
    Event.record(by, f"judgement.{judgement.verdict}", subject=pair_code(request_code, child_code))
    return judgement


@transaction.atomic
def withdraw(by: User, judgement_id: int, *, pair: tuple[str, str], why: str) -> Judgement:
    """Withdraw a judgement of a pair of codes: one's own, or anybody's for a supervisor. It stays readable."""
    require(by, "tracing.judge")
    request, number = sought_child(by, pair[0])
    judged = Judgement.objects.filter(request=request, number=number, child__code=pair[1])
    judgement = judged.filter(pk=judgement_id).first()
    if judgement is None:
        raise Http404
    if judgement.by_id != by.pk and not allowed(by, "tracing.withdraw_any_judgement"):
        raise PermissionDenied("tracing.withdraw_any_judgement")
    if not why.strip():
        raise ReasonMissing(_("Please say why the judgement is withdrawn."))
    moved = Judgement.objects.filter(pk=judgement_id, withdrawn_at__isnull=True).update(
        withdrawn_at=clock.now(),
        withdrawn_by=by,
        withdrawn_why=seal(judgement.key, WITHDRAWN_WHY, judgement.key, why.strip()),
    )
    if not moved:
        raise AlreadyWithdrawn(_("This judgement was withdrawn before."))
    Event.record(by, "judgement.withdrawn", subject=pair_code(*pair))
    judgement.refresh_from_db()
    return judgement


def pair_code(request_code: str, child_code: str) -> str:
    """Return how a pair is named in the trail."""
    return f"{request_code} {child_code}"


def forget_derived(*, case: uuid.UUID, side: str, **_others: Any) -> None:  # noqa: ANN401  # the shape of a signal
    """Delete what was derived from a case that is being erased: explanations that name it, candidates, reasons."""
    of_case = {"request__case": case} if side == Side.REQUESTS else {"child__case": case}
    requests = Candidate.objects.filter(**of_case).values("request")
    Answer.objects.filter(request__in=requests).update(explained=b"")
    Candidate.objects.filter(**of_case).delete()
    forget_dna_of(**of_case)
    keys = list(Judgement.objects.filter(**of_case).values_list("key", flat=True))
    for key in keys:
        transaction.on_commit(partial(erase, key))
