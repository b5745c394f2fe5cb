"""What a family, or a child who has grown up, reads of what is kept about them.

Of a request it is what the family itself said: what others said could tell where a child is before anybody verified
it. Nothing of candidates, judgements or states is in it, and nothing that is held back for verification. What names
an armed group is counted and not printed, since paper is found.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kintrace.access.models import Event, Sensitivity, User
from kintrace.access.permissions import require
from kintrace.exchange.models import Answer, Recipient
from kintrace.exchange.profiles import FAMILY_COPY, SAID_BY_THEM
from kintrace.registry.models import Person, Side
from kintrace.registry.opening import Opening
from kintrace.registry.queries import (
    Record,
    Said,
    case_of,
    held_back_count,
    life,
    shown_statements,
    side_of,
    subjects,
)
from kintrace.registry.raising import is_raised


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was said: what it is about, the words, and when we learned it."""

    label: str
    words: str
    learned: str


@dataclass(frozen=True, slots=True)
class OwnChild:
    """What is kept of one child: what was said, what was asked and not answered, and what is not printed."""

    number: int
    lines: tuple[Line, ...]
    unsaid: tuple[tuple[str, str], ...]
    held_back: int
    not_printed: int


@dataclass(frozen=True, slots=True)
class OwnCopy:
    """One copy, in the language that is active while it is computed."""

    code: str
    opened_on: date
    children: tuple[OwnChild, ...]
    relatives: tuple[str, ...]
    consents: tuple[tuple[str, bool, date], ...]  # what may be done with it, yes or no, since when
    answers: tuple[tuple[str, str], ...]  # recipient, what was said about them
    given_to: tuple[tuple[str, date], ...]  # recipient, when it left


def own_copy(viewer: User, record: Record, *, opening: Opening) -> OwnCopy:
    """Compute the copy; the viewer has to work on the case."""
    require(viewer, "exchange.family_copy", case=case_of(record), level=Sensitivity.IDENTITY)
    lived = life(viewer, record, opening=opening)
    silent = [(one.number, (one.label, one.word)) for one in lived.unsaid]
    return OwnCopy(
        code=record.code,
        opened_on=record.opened_at.date(),
        children=tuple(_child(viewer, record, one, silent, opening=opening) for one in subjects(record)),
        relatives=tuple(one.word for one in lived.relatives if not one.taken_back),
        consents=tuple((word, one.granted and one.withdrawn_at is None, one.given_on) for word, one in lived.consents),
        answers=tuple(_answers(record)),
        given_to=tuple(_given_to(record)),
    )


def _child(
    viewer: User, record: Record, person: Person, silent: list[tuple[int, tuple[str, str]]], *, opening: Opening
) -> OwnChild:
    shown = shown_statements(viewer, record, number=person.number, opening=opening)
    theirs = [one for name in FAMILY_COPY for one in shown.get(name, ()) if _is_theirs(record, one)]
    printed = [one for one in theirs if not is_raised(one.value)]
    return OwnChild(
        number=person.number,
        lines=tuple(Line(one.label, one.words, _learned(one)) for one in printed),
        unsaid=tuple(said for number, said in silent if number == person.number),
        held_back=held_back_count(viewer, record, number=person.number),
        not_printed=len(theirs) - len(printed),
    )


def _is_theirs(record: Record, said: Said) -> bool:
    return side_of(record) == Side.CHILDREN or said.source_class in SAID_BY_THEM


def _learned(said: Said) -> str:
    return f"{said.learned_on:%Y}" if said.learned_to_the == "year" else f"{said.learned_on:%Y-%m-%d}"


def _answers(record: Record) -> Iterator[tuple[str, str]]:
    living = Answer.objects.filter(case=record.case, withdrawn_at__isnull=True).select_related("recipient")
    for one in living.order_by("pk"):
        yield one.recipient.name, one.get_purpose_display() or one.get_said_display()


def _given_to(record: Record) -> Iterator[tuple[str, date]]:
    left = Event.objects.filter(verb="case.exported", subject__startswith=f"{record.code} recipient ").order_by("seq")
    names = {str(one.pk): one.name for one in Recipient.objects.all()}
    for event in left:
        yield names.get(event.subject.rpartition(" ")[2], ""), event.at.date()
