"""What the pages show besides lists: the pedigree with who is sampled, leads of a screening, whom to ask next."""

from __future__ import annotations

import json
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_bidi, gettext

from kintrace.access.models import User
from kintrace.access.permissions import allowed, require
from kintrace.access.trail import recorder
from kintrace.evidence.dna.drawing import pedigree_svg
from kintrace.evidence.dna.hypotheses import hypotheses
from kintrace.kernel.errors import UnusableData
from kintrace.laboratory.models import Advice, Sample, SampleConsent, Screening
from kintrace.laboratory.queries.families import relations_of, sought_name
from kintrace.laboratory.queries.samples import Relative, codes_of, relatives
from kintrace.laboratory.weighing import CHILD
from kintrace.registry.codes import REL
from kintrace.registry.models import TracingRequest, sought_code
from kintrace.registry.opening import Opening
from kintrace.registry.queries import Record, child_record, subjects
from kintrace.tracing.dna import Told, result_of
from kintrace.vault.profiles import Box, open_profiles

LEADS, GAINS = "laboratory.Screening.leads", "laboratory.Advice.gains"


@dataclass(frozen=True, slots=True)
class Drawn:
    """The family of one child sought: the picture, and who is who in it by number."""

    picture: SafeString
    relatives: tuple[tuple[int, Relative], ...]
    wrong: str  # why it cannot be drawn


@dataclass(frozen=True, slots=True)
class Gain:
    """What asking one relative would bring: the probability to pass the threshold, without and with them."""

    word: str
    before: float
    after: float
    y_line: bool
    mt_line: bool


@dataclass(frozen=True, slots=True)
class Advised:
    """Whom to ask next, the best first, and when that was computed."""

    advice: Advice
    gains: tuple[Gain, ...]


@dataclass(frozen=True, slots=True)
class Lead:
    """One pair that a screening found worth comparing."""

    request: str  # empty where it is gone
    sought: str
    child: str
    log10_lr: float
    odd: int


@dataclass(frozen=True, slots=True)
class PairDna:
    """What the review page shows of DNA: the same for whoever may review, and nothing that was not released."""

    drawn: Drawn
    child_sampled: bool
    report: str
    told: Told | None
    advised: Advised | None
    may_add: bool


def drawn(viewer: User, request: TracingRequest, number: int) -> Drawn:
    """Draw the family of one child sought, as it was told; nothing in it comes from a profile."""
    require(viewer, "laboratory.view_pedigree")
    people = tuple(enumerate(relatives(request, number=number), start=1))
    if not people:
        return Drawn(SafeString(), (), "")
    sampled = [one.name for _, one in people if one.sample is not None]
    sought = sought_name(number)
    try:
        said = hypotheses(relations_of(request.case, {}), sought=sought, child=CHILD, typed=sampled)
    except UnusableData as error:
        return Drawn(SafeString(), people, str(error))
    labels = {one.name: str(place) for place, one in people} | {sought: sought_code(request.code, number)}
    picture = pedigree_svg(
        said.every[-1].pedigree,
        sampled=[*said.used],
        sought=sought,
        labels=labels,
        wed=said.wed,
        translate=gettext,
        rtl=get_language_bidi(),
    )
    return Drawn(SafeString(picture), people, "")  # nosec B703  # escaped by the engine, of codes and numbers


def pair_dna(viewer: User, request: TracingRequest, *, number: int, child_code: str) -> PairDna:
    """Return what the review of a pair shows of DNA."""
    child = child_record(viewer, child_code)
    opening = Opening(viewer, "dna.opened", subject=f"{sought_code(request.code, number)} {child.code}")
    known = result_of(request, number=number, child=child, opening=opening)
    return PairDna(
        drawn=drawn(viewer, request, number),
        child_sampled=Sample.objects.filter(case=child.case).exclude(state="destroyed").exists(),
        report=known[0].report if known is not None else "",
        told=known[1] if known is not None else None,
        advised=advised(viewer, request, number) if allowed(viewer, "laboratory.advise") else None,
        may_add=allowed(viewer, "laboratory.add_relative"),
    )


def advised(viewer: User, request: TracingRequest, number: int) -> Advised | None:
    """Return whom to ask next, as last computed; None before that."""
    require(viewer, "laboratory.advise")
    advice = Advice.objects.filter(case=request.case, number=number).first()
    if advice is None:
        return None
    record = recorder(viewer, "advice.opened", subject=request.code, purpose="tracing")
    text = open_profiles([Box(GAINS, advice.pk, bytes(advice.gains))], record=record).get(advice.pk, "[]")
    return Advised(
        advice,
        tuple(
            Gain(REL.word(one["kind"]), one["before"], one["after"], one["y_line"], one["mt_line"])
            for one in json.loads(text)
        ),
    )


def screenings(viewer: User) -> QuerySet[Screening]:
    """Return every screening, newest first."""
    require(viewer, "laboratory.screen")
    return Screening.objects.defer("leads").order_by("-at")


def screening(viewer: User, key: UUID) -> tuple[Screening, tuple[Lead, ...]]:
    """Return one screening with its leads, by code; raises Http404."""
    found = Screening.objects.filter(pk=key).first() if allowed(viewer, "laboratory.screen") else None
    if found is None:
        raise Http404
    if not found.leads:
        return found, ()
    record = recorder(viewer, "screening.opened", subject=str(found), purpose="matching")
    plain = json.loads(open_profiles([Box(LEADS, found.pk, bytes(found.leads))], record=record).get(found.pk, "[]"))
    codes = codes_of({UUID(one[side]) for one in plain for side in ("case", "child")})
    leads = (
        Lead(
            codes.get(UUID(one["case"]), ""),
            sought_code(codes.get(UUID(one["case"]), "–"), one["number"]),
            codes.get(UUID(one["child"]), "–"),
            one["log10_lr"],
            one["odd"],
        )
        for one in plain
    )
    return found, tuple(leads)


def consents(viewer: User, sample: Sample) -> list[SampleConsent]:
    """Return every answer about a sample, the newest first."""
    require(viewer, "laboratory.view_samples")
    return list(sample.consents.order_by("-given_on", "-pk"))


def numbers_of(record: Record) -> range:
    """Return the numbers of the children sought in a request."""
    if not isinstance(record, TracingRequest):
        return range(0)
    return range(1, len(subjects(record)) + 1)


def language_of_page() -> str:
    """Return the language that the reader reads in."""
    return (get_language() or "en").partition("-")[0]
