"""Every child against every family, in the background, and whom to ask next; only those who agreed."""

from __future__ import annotations

import json
import logging
import math
import secrets
import traceback
import uuid
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from kintrace.access.models import Event, User
from kintrace.access.permissions import require
from kintrace.evidence.dna.hypotheses import hypotheses
from kintrace.evidence.dna.sampling import whom_next
from kintrace.evidence.dna.screening import SeekingFamily, screen
from kintrace.kernel import clock
from kintrace.kernel.errors import UnusableData
from kintrace.laboratory.actions.samples import destroy_overdue
from kintrace.laboratory.errors import EnoughForToday, NothingToCompare
from kintrace.laboratory.models import Advice, Sample, Screening, Step
from kintrace.laboratory.queries.agreed import for_all_children, for_this_child
from kintrace.laboratory.queries.families import family_of, samples_of, sought_name
from kintrace.laboratory.queries.profiles import Typed, opened
from kintrace.laboratory.queries.samples import relatives
from kintrace.laboratory.weighing import CHILD, all_loci, fitting
from kintrace.registry.models import Side, TracingRequest
from kintrace.registry.queries import subjects
from kintrace.vault import profiles
from kintrace.vault.router import LABORATORY

log = logging.getLogger(__name__)

LEADS: Final = "laboratory.Screening.leads"
GAINS: Final = "laboratory.Advice.gains"
USUAL_TABLE: Final = "norSTR_westAsiaDB"
A_LEAD: Final = 2.0  # log10
MOST_LEADS: Final = 500
A_DAY: Final = 6
DAYS_TO_A_RESULT: Final = 60.0
SIMULATIONS: Final = 60

type Found = tuple[TracingRequest, int]


def ask_for_screening(by: User) -> Screening:
    """Ask for a screening; raises EnoughForToday, and says so where one waits already."""
    require(by, "laboratory.screen")
    if Screening.objects.filter(at__gt=clock.now() - timedelta(days=1)).count() >= A_DAY:
        raise EnoughForToday(_("As many screenings as a day needs have been made. Please go on tomorrow."))
    row = uuid.uuid4()
    profiles.new_key(row)
    try:
        with transaction.atomic(using=LABORATORY):
            screening = Screening.objects.create(id=row, by=by.public_id)
            Event.record(by, "screening.started", subject=str(screening))
    except IntegrityError as error:
        profiles.destroy([row])
        raise EnoughForToday(_("A screening is waiting to begin. There is no need for another.")) from error
    return screening


def carry_out(key: uuid.UUID) -> None:
    """Screen all who agreed, as a background task. One that fails says so and leaves a reference to the log."""
    state = Screening.State
    if not Screening.objects.filter(pk=key, state=state.WAITING).update(state=state.RUNNING):
        return
    screening = Screening.objects.get(pk=key)
    try:
        by = User.objects.get(public_id=screening.by)
        destroy_overdue(by)
        _screen(by, screening)
    except Exception as error:  # noqa: BLE001  # whatever it was, the page has to say that it failed
        reference = secrets.token_hex(4)
        where = "".join(traceback.format_tb(error.__traceback__))
        log.error("screening failed, reference %s: %s\n%s", reference, type(error).__name__, where)  # noqa: TRY400
        failed = {"state": state.FAILED, "failure": reference, "finished_at": clock.now()}
        Screening.objects.filter(pk=key).update(**failed)


def _screen(by: User, screening: Screening) -> None:
    every = list(Sample.objects.filter(state=Step.PROFILED).order_by("code"))
    yes = for_all_children(every)
    kept = [one for one in every if one.pk in yes]
    typed = opened(by, kept, subject=f"screening {screening.id.hex}")
    families = dict(_families(kept, typed))
    children = {one.case: typed[one.pk] for one in kept if one.side == Side.CHILDREN and one.pk in typed}
    leads = _leads(families, children)
    screening.families, screening.children = len(families), len(children)
    out = [one for one in every if one.pk not in yes]
    screening.children_left_out = sum(one.side == Side.CHILDREN for one in out)
    screening.relatives_left_out = len(out) - screening.children_left_out
    known = {case for case, _number in families}
    screening.families_left_out = len({one.case for one in every if one.side == Side.REQUESTS} - known)
    screening.state, screening.finished_at = Screening.State.FINISHED, clock.now()
    screening.leads = profiles.seal(LEADS, screening.pk, json.dumps(leads))
    screening.save()
    Event.record(by, "screening.finished", subject=str(screening))


def _families(
    kept: list[Sample], typed: Mapping[uuid.UUID, Typed]
) -> Iterable[tuple[tuple[uuid.UUID, int], SeekingFamily]]:
    """Yield the families that can be screened; one that cannot be as it was told is left out, and so counted."""
    cases = {one.case for one in kept if one.side == Side.REQUESTS}
    for request in TracingRequest.objects.filter(case__in=cases).order_by("pk"):
        for one in subjects(request):
            family = _family(request, one.number, kept=kept, typed=typed)
            if family is not None:
                yield (request.case, one.number), family


def _family(
    request: TracingRequest, number: int, *, kept: list[Sample], typed: Mapping[uuid.UUID, Typed]
) -> SeekingFamily | None:
    asked = family_of(request, number, samples=[one for one in kept if one.case == request.case], profiles=typed)
    try:
        said = hypotheses(
            asked.relations, sought=sought_name(number), child=CHILD, typed=list(asked.profiles), sexes=asked.sexes
        )
    except UnusableData:
        return None
    loci = all_loci(USUAL_TABLE)
    used = {person: fitting(asked.profiles[person], loci) for person in said.used}
    return SeekingFamily(said.every[0].pedigree, used, CHILD)


def _leads(
    families: Mapping[tuple[uuid.UUID, int], SeekingFamily], children: Mapping[uuid.UUID, Typed]
) -> list[dict[str, object]]:
    loci = all_loci(USUAL_TABLE)
    used = {str(case): fitting(one.profile, loci) for case, one in children.items()}
    compared = {f"{case}/{number}": family for (case, number), family in families.items() if family.profiles}
    if not used or not compared:
        return []
    found = screen(compared, used, loci)
    leads: list[dict[str, object]] = []
    for (case, number), ratios, odd in zip(
        (key.split("/") for key in compared), found.log10_lr, found.inconsistent, strict=True
    ):
        for child, ratio, count in zip(used, ratios.tolist(), odd.tolist(), strict=True):
            if not math.isnan(ratio) and ratio >= A_LEAD:
                leads.append({"case": case, "number": int(number), "child": child, "log10_lr": ratio, "odd": count})
    return sorted(leads, key=lambda one: -float(str(one["log10_lr"])))[:MOST_LEADS]


def advise(by: User, request: TracingRequest, number: int) -> Advice:
    """Compute whom of a family to ask for a sample next; raises NothingToCompare where nobody is left to ask."""
    require(by, "laboratory.compare")
    kept = samples_of([request.case])
    yes = for_this_child(kept)
    kept = [one for one in kept if one.pk in yes]
    typed = opened(by, kept, subject=request.code)
    family = _family(request, number, kept=kept, typed=typed)
    open_still = {one.name: one for one in relatives(request, number=number) if one.sample is None}
    asked = {name: DAYS_TO_A_RESULT for name in open_still if family is not None and name in family.pedigree}
    if family is None or not asked:
        raise NothingToCompare(_("There is no relative by blood left to ask, as the family was told."))
    markers = {marker for profile in family.profiles.values() for marker in profile}
    loci = [locus for locus in all_loci(USUAL_TABLE) if not markers or locus.name in markers]
    told = [
        {
            "person": one.person,
            "kind": open_still[one.person].kind,
            "before": one.before,
            "after": one.after,
            "y_line": one.y_line,
            "mt_line": one.mt_line,
        }
        for one in whom_next(family, asked, loci, simulations=SIMULATIONS)
    ]
    row = uuid.uuid4()
    profiles.new_key(row)
    with transaction.atomic(using=LABORATORY):
        earlier = list(Advice.objects.filter(case=request.case, number=number))
        Advice.objects.filter(pk__in=[one.pk for one in earlier]).delete()
        box = profiles.seal(GAINS, row, json.dumps(told))
        advice = Advice.objects.create(id=row, case=request.case, number=number, gains=box)
        profiles.destroy([one.pk for one in earlier])
        Event.record(by, "advice.made", subject=request.code)
    return advice
