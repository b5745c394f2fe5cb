"""Taking down what somebody tells: a new case, one more statement, a relation, a sighting; and taking one back.

A form that is sent twice, after a break in the line, brings the same token, and one case comes of it.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from kintrace.access import membership
from kintrace.access.models import Event, User
from kintrace.access.permissions import require
from kintrace.evidence.spelling.scripts import fold
from kintrace.kernel import clock
from kintrace.registry.codes import CHN, REL, SRC
from kintrace.registry.errors import BothUses, Refused
from kintrace.registry.models import (
    Part,
    Person,
    Property,
    Relation,
    Retraction,
    Side,
    Silence,
    Source,
    Statement,
    Visibility,
)
from kintrace.registry.opening import SOURCE_NAME, VALUE, Opening
from kintrace.registry.permissions import ADD, OPENS
from kintrace.registry.queries.records import MODELS, PART, Record, case_of, side_of
from kintrace.registry.states import MACHINES
from kintrace.vault.cases import Plain, Sealed, new_cases, seal, seal_many

FIRST = {Side.REQUESTS: "draft", Side.CHILDREN: "reported"}

type Values = Mapping[str, Sequence[str]]
type Silences = Mapping[str, str]  # property: kind of Silence


@dataclass(frozen=True, slots=True)
class Telling:
    """Where what is said comes from. Of a family, the year it was learned is kept, unless they wish otherwise."""

    kind: str  # of Source.Kind
    source_class: str  # code of SRC
    received_on: date
    name: str = ""
    independence: uuid.UUID | None = field(default_factory=uuid.uuid4)  # the same for tellings that go back to one
    keep_the_day: bool = False
    token: uuid.UUID | None = None  # of the form it came with: sent twice, kept once

    @property
    def learned(self) -> tuple[date, str]:
        """When we learned it, as exactly as is kept."""
        if self.source_class == "family" and not self.keep_the_day:
            return self.received_on.replace(month=1, day=1), Statement.Precision.YEAR
        return self.received_on, Statement.Precision.DAY


def open_case(
    by: User,
    side: str,
    *,
    token: uuid.UUID,
    children: Sequence[Values],
    telling: Telling,
    channel: str = "office",
    state: str = "",
    silences: Silences | None = None,
) -> Record:
    """Open a request for one child or several, or the record of one; the same token again returns the same case.

    `state` is one of `permissions.OPENS`; without it a request is a draft, and a child is reported. `silences` are
    what was asked of the first child and not answered.
    """
    state = state or FIRST[Side(side)]
    require(by, OPENS[state])
    CHN.check(channel)
    model: type[Any] = MODELS[side]  # both take the same fields, which their union does not tell
    found: Record | None = model.objects.filter(token=token, opened_by=by).first()
    if found is not None:
        return found
    case = uuid.uuid4()
    new_cases([case])
    try:
        with transaction.atomic():
            opened = {"case": case, "token": token, "state": state, "channel": channel}
            return _opened(by, side, opened=opened, children=children, telling=telling, silences=silences or {})
    except IntegrityError:
        sent_before: Record | None = model.objects.filter(token=token, opened_by=by).first()
        if sent_before is None:
            raise
        return sent_before


def _opened(  # all of `open_case`
    by: User,
    side: str,
    *,
    opened: Mapping[str, Any],
    children: Sequence[Values],
    telling: Telling,
    silences: Silences,
) -> Record:
    case = opened["case"]
    if not children or (side == Side.CHILDREN and len(children) > 1):
        raise Refused(_("A request seeks one child or several; a child's record is about one."))
    people = [
        Person.objects.create(side=side, case=case, part=PART[Side(side)], number=number)
        for number in range(1, len(children) + 1)
    ]
    days = MACHINES[side][opened["state"]].days or 0
    model: type[Any] = MODELS[side]  # likewise
    record: Record = model.objects.create(
        **opened,
        person=people[0],
        office_id=by.office_id,
        assignee=by,
        opened_by=by,
        due_on=clock.today() + timedelta(days=days),
    )
    source = new_source(by, case, telling)
    for person, values in zip(people, children, strict=True):
        _state(by, person, values, source=source, telling=telling, visibility=Visibility.MATCHING)
    silent(by, people[0], silences, source=source)
    membership.begin(by, case)
    Event.record(by, f"{side}.opened", subject=record.code)
    return record


def say(  # what is said, of whom, by whom, for what
    by: User,
    record: Record,
    values: Values,
    *,
    telling: Telling,
    number: int = 1,
    visibility: str = Visibility.MATCHING,
) -> list[Statement]:
    """Add what is said of one child, beside whatever was said before; the same token again adds nothing.

    Raises BothUses for a fact that is for matching already and would now be held back, or the other way round. That
    somebody was told so stays on the trail: it gives away what is held back, to whoever guesses it.
    """
    try:
        return _say(by, record, values, telling=telling, number=number, visibility=visibility)
    except BothUses:
        Event.record(by, "statement.collided", subject=record.code)
        raise


@transaction.atomic
def _say(
    by: User, record: Record, values: Values, *, telling: Telling, number: int, visibility: str
) -> list[Statement]:
    side = side_of(record)
    require(by, ADD[side], case=case_of(record))
    person = Person.objects.get(case=record.case, part=PART[side], number=number)
    if sent_before(record, telling):
        return []
    _refuse_both_uses(by, record, person, values, visibility=Visibility(visibility))
    source = new_source(by, record.case, telling)
    kept = _state(by, person, values, source=source, telling=telling, visibility=Visibility(visibility))
    Event.record(by, "statement.recorded", subject=record.code)
    return kept


@transaction.atomic
def retract(by: User, record: Record, statement: int, *, telling: Telling) -> Retraction:
    """Note that a statement is no longer made. It stays, readable; a correction is a new statement."""
    require(by, ADD[side_of(record)], case=case_of(record))
    said = Statement.objects.filter(pk=statement, subject__case=record.case, retraction__isnull=True).first()
    if said is None:
        raise Refused(_("This statement was taken back before, or belongs to another case."))
    source = new_source(by, record.case, telling)
    kept = Retraction.objects.create(statement=said, source=source, entered_by=by)
    Event.record(by, "statement.retracted", subject=record.code)
    return kept


@transaction.atomic
def add_relative(  # who, to whom, how sure
    by: User,
    record: Record,
    kind: str,
    *,
    part: str = Part.RELATIVE,
    number: int = 1,
    certainty: str = Relation.Certainty.SAID,
    token: uuid.UUID | None = None,
) -> Person:
    """Add a person of the case who is `kind`, a code of REL, to one of its children; the same token adds nobody."""
    side = side_of(record)
    require(by, ADD[side], case=case_of(record))
    MODELS[side].objects.select_for_update().get(pk=record.pk)
    before = Relation.objects.filter(token=token, person__case=record.case).first() if token is not None else None
    if before is not None:
        return before.person
    child = Person.objects.get(case=record.case, part=PART[side], number=number)
    place = Person.objects.filter(case=record.case, part=part).count() + 1
    relative = Person.objects.create(side=side, case=record.case, part=Part(part), number=place)
    Relation.objects.create(
        person=relative, kind=REL.check(kind), to=child, certainty=certainty, token=token, entered_by=by
    )
    Event.record(by, "relation.recorded", subject=record.code)
    return relative


def silent(by: User, person: Person, silences: Silences, *, source: Source) -> None:
    """Keep what was asked of one child and not answered."""
    Silence.objects.bulk_create(
        Silence(person=person, property=Property(name), kind=Silence.Kind(kind), source=source, entered_by=by)
        for name, kind in silences.items()
    )


def new_source(by: User, case: uuid.UUID, telling: Telling) -> Source:
    """Keep where something comes from; its name is sealed with the case."""
    SRC.check(telling.source_class)
    row = telling.token or uuid.uuid4()
    return Source.objects.create(
        kind=Source.Kind(telling.kind),
        case=case,
        row=row,
        name=seal(case, SOURCE_NAME, row, telling.name) if telling.name else b"",
        received_on=telling.received_on,
        entered_by=by,
    )


def sent_before(record: Record, telling: Telling) -> bool:
    """Tell whether this form came before; two of them at once wait for one another."""
    if telling.token is None:
        return False
    MODELS[side_of(record)].objects.select_for_update().get(pk=record.pk)
    return Source.objects.filter(case=record.case, row=telling.token).exists()


def _state(  # as `say`
    by: User, person: Person, values: Values, *, source: Source, telling: Telling, visibility: str
) -> list[Statement]:
    said = [
        (Property(name), place, value.strip(), uuid.uuid4())
        for name, several in values.items()
        for place, value in enumerate(several)
        if value.strip()
    ]
    boxes = seal_many([Plain(person.case, VALUE, row, value) for _, _, value, row in said])
    learned_on, learned_to_the = telling.learned
    return Statement.objects.bulk_create(
        Statement(
            subject=person,
            property=name,
            row=row,
            value=box,
            position=place,
            source=source,
            source_class=telling.source_class,
            independence=telling.independence,
            learned_on=learned_on,
            learned_to_the=learned_to_the,
            visibility=visibility,
            entered_by=by,
        )
        for (name, place, _, row), box in zip(said, boxes, strict=True)
    )


def _refuse_both_uses(by: User, record: Record, person: Person, values: Values, *, visibility: Visibility) -> None:
    """Compare with what was ever said for the other use: what was told or published is known, even if taken back."""
    held = Statement.objects.filter(subject=person, property__in=list(values))
    if visibility == Visibility.HELD_BACK:
        other = held.exclude(visibility=Visibility.HELD_BACK)
    else:
        other = held.filter(visibility=Visibility.HELD_BACK, retraction__isnull=True)
    rows = list(other.values_list("property", "row", "value"))
    opening = Opening(by, "statements.compared", subject=record.code)
    opened = opening.open((record.case, Sealed(VALUE, row, bytes(box))) for _, row, box in rows)
    known = {(name, _folded(opened[VALUE, row])) for name, row, _ in rows if (VALUE, row) in opened}
    if any((name, _folded(value)) in known for name, several in values.items() for value in several):
        raise BothUses(
            _("This is for matching already, or held back already: one fact is never both. Nothing was recorded.")
        )


def _folded(value: str) -> str:
    return " ".join(fold(word) for word in value.split())
