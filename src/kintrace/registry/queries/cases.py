"""Reading the life of one case: its state and what may follow, consents, facts that wait for somebody to look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from kintrace.access.models import User
from kintrace.access.permissions import allowed, require
from kintrace.kernel import clock
from kintrace.registry.codes import CONS, PRECISION, REL, SRC
from kintrace.registry.grounds import GROUND
from kintrace.registry.models import Consent, Fact, Move, Part, Person, Relation, Sighting
from kintrace.registry.opening import CUSTODIAN, NOTE, PLACE, SOURCE_NAME, Opening, Wanted
from kintrace.registry.permissions import VIEW
from kintrace.registry.queries.records import MODELS, Record, case_of, require_view, side_of, visible
from kintrace.registry.queries.silences import Unsaid, unsaid
from kintrace.registry.queries.statements import OpenSource, open_source
from kintrace.registry.queries.veil import due_shown, is_veiled, moves_shown, state_shown, veiled
from kintrace.registry.states import MACHINES, State
from kintrace.vault.cases import Sealed


@dataclass(frozen=True, slots=True)
class Step:
    """One state that may follow, as a page offers it."""

    state: State
    may: bool
    grounds: tuple[tuple[str, str], ...]  # code, word
    consents_missing: tuple[str, ...]  # in words


@dataclass(frozen=True, slots=True)
class SeenAt:
    """A sighting as it is shown."""

    pk: int
    taken_back: bool
    place: str
    precision_word: str
    custodian: str
    first_day: date
    last_day: date
    source: OpenSource
    source_word: str
    independence: UUID | None
    hearsay: int


@dataclass(frozen=True, slots=True)
class FactShown:
    """A fact as it is shown."""

    fact: Fact
    note: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A move as it is shown: where the case went."""

    word: str
    by: User
    at: datetime


@dataclass(frozen=True, slots=True)
class Kin:
    """Somebody of the case who is related to one of its children: what they are to it, and how sure that is."""

    pk: int
    taken_back: bool
    word: str
    certainty: str
    number: int
    asks: bool


@dataclass(frozen=True, slots=True)
class Life:
    """What a page shows of a case besides statements."""

    state: State  # as the viewer reads it
    due_on: date | None
    steps: tuple[Step, ...]
    consents: tuple[tuple[str, Consent], ...]  # word of the scope, the answer
    facts: tuple[FactShown, ...]
    moves: tuple[Moved, ...]
    sightings: tuple[SeenAt, ...]
    relatives: tuple[Kin, ...]
    unsaid: tuple[Unsaid, ...]


def life(viewer: User, record: Record, *, opening: Opening | None = None) -> Life:
    """Return the life of one case."""
    require_view(viewer, record)
    opening = opening or Opening(viewer, "case.opened", subject=record.code)
    moves = Move.objects.filter(case=record.case).select_related("by").order_by("-at", "-pk")
    return Life(
        state=state_shown(viewer, record),
        due_on=due_shown(viewer, record),
        steps=steps(viewer, record),
        consents=tuple((CONS.word(one.scope), one) for one in consents(viewer, record)),
        facts=_facts(record, opening),
        moves=tuple(Moved(str(now.word), one.by, one.at) for one, now in moves_shown(viewer, record, moves)),
        sightings=_sightings(record, opening),
        relatives=_relatives(record),
        unsaid=unsaid(viewer, record),
    )


def steps(viewer: User, record: Record) -> tuple[Step, ...]:
    """Return the states that may follow, and what each still lacks; none where they would tell the state."""
    if is_veiled(viewer, record):
        return ()
    machine, granted = MACHINES[side_of(record)], granted_scopes(record.case)
    return tuple(_step(viewer, record, machine[code], granted=granted) for code in machine[record.state].next)


def _step(viewer: User, record: Record, state: State, *, granted: frozenset[str]) -> Step:
    return Step(
        state=state,
        may=allowed(viewer, state.who, case=case_of(record)),
        grounds=tuple((code, GROUND.word(code)) for code in state.needs),
        consents_missing=tuple(CONS.word(scope) for scope in state.consents if scope not in granted),
    )


def consents(viewer: User, record: Record) -> QuerySet[Consent]:
    """Return every answer on what may be done, the newest first; withdrawn ones too."""
    require_view(viewer, record)
    return Consent.objects.filter(case=record.case).select_related("entered_by").order_by("-given_on", "-pk")


def granted_scopes(case: UUID, *, on: date | None = None) -> frozenset[str]:
    """Return what may be done on a day: the last answer on a point counts, and what was not answered is a no."""
    day = on or clock.today()
    answers = Consent.objects.filter(case=case).order_by("given_on", "pk")
    latest = {
        scope: granted and withdrawn is None and (expires is None or expires >= day)
        for scope, granted, withdrawn, expires in answers.values_list("scope", "granted", "withdrawn_at", "expires_on")
    }
    return frozenset(scope for scope, yes in latest.items() if yes)


def flagged(viewer: User) -> QuerySet[Fact]:
    """Return the facts that nobody has looked at since they were recorded."""
    require(viewer, "registry.approve")
    return Fact.objects.filter(reviewed_at__isnull=True).select_related("by").order_by("at", "pk")


def due(viewer: User, side: str, *, on: date | None = None) -> QuerySet[Record]:
    """Return the cases of one side that somebody must look at again, the longest waiting first."""
    require(viewer, VIEW[side])
    records: QuerySet[Record] = MODELS[side].objects.filter(visible(viewer, side), due_on__lt=on or clock.today())
    return records.exclude(veiled(viewer, side)).order_by("due_on", "pk")


def _relatives(record: Record) -> tuple[Kin, ...]:
    edges = Relation.objects.filter(person__case=record.case).select_related("person", "to")
    return tuple(
        Kin(
            pk=one.pk,
            taken_back=one.withdrawn_at is not None,
            word=REL.word(one.kind),
            certainty=one.get_certainty_display(),
            number=one.to.number,
            asks=one.person.part == Part.INQUIRER,
        )
        for one in edges.order_by("pk")
    )


def _facts(record: Record, opening: Opening) -> tuple[FactShown, ...]:
    rows = list(Fact.objects.filter(case=record.case).select_related("by", "reviewed_by").order_by("-at", "-pk"))
    opened = opening.open((record.case, Sealed(NOTE, row.row, bytes(row.note))) for row in rows)
    return tuple(FactShown(row, opened.get((NOTE, row.row), "")) for row in rows)


def _sightings(record: Record, opening: Opening) -> tuple[SeenAt, ...]:
    people = Person.objects.filter(case=record.case)
    rows = list(
        Sighting.objects.filter(person__in=people)
        .exclude(visibility="held_back")
        .select_related("source")
        .order_by("-last_day", "-pk")
    )
    wanted: list[Wanted] = []
    for row in rows:
        wanted.append((record.case, Sealed(PLACE, row.row, bytes(row.place))))
        wanted.append((record.case, Sealed(CUSTODIAN, row.row, bytes(row.custodian))))
        wanted.append((row.source.case, Sealed(SOURCE_NAME, row.source.row, bytes(row.source.name))))
    opened = opening.open(wanted)
    return tuple(
        SeenAt(
            pk=row.pk,
            taken_back=row.retracted_at is not None,
            place=opened.get((PLACE, row.row), ""),
            precision_word=PRECISION.word(row.precision),
            custodian=opened.get((CUSTODIAN, row.row), ""),
            first_day=row.first_day,
            last_day=row.last_day,
            source=open_source(row.source, opened),
            source_word=SRC.word(row.source_class),
            independence=row.independence,
            hearsay=row.hearsay,
        )
        for row in rows
    )
