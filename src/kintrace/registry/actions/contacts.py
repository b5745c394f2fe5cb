"""Taking a request down by hand: the first lines of a call, while they speak; or the whole of it, across a table."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

from django.db import transaction

from kintrace.access.models import Event, User
from kintrace.access.permissions import require
from kintrace.registry.actions.telling import Silences, Telling, add_relative, open_case
from kintrace.registry.models import Part, Side, TracingRequest
from kintrace.registry.permissions import WORK_ON
from kintrace.registry.queries.finding import surely_named
from kintrace.registry.queries.records import Record, case_of, side_of
from kintrace.registry.queries.statements import shown_names

type Values = Mapping[str, Sequence[str]]


KNOWN_BY = ("name", "alias", "father_name", "mother_name", "marks")  # one of them, and the child can be looked for


def log_contact(
    by: User,
    said: Values,
    *,
    token: uuid.UUID,
    telling: Telling,
    channel: str,
    silences: Silences | None = None,
) -> tuple[Record, bool]:
    """Log a contact, and tell whether the child may be known already: yes or no, and nothing of whom.

    The look-up comes after the contact is saved, names it in the trail, and is never made without one.
    """
    record = open_case(
        by,
        Side.REQUESTS,
        token=token,
        children=[said],
        telling=telling,
        channel=channel,
        state="contact_logged",
        silences=silences,
    )
    # As it is kept: a form that is sent again with another name asks for nothing more than it did.
    names = shown_names(by, Side.REQUESTS, records=[record]).get(record.code, ())
    Event.record(by, "contact.compared", subject=record.code)
    return record, any(surely_named(by, Side.REQUESTS, name) - {record.pk} for name in names)


@transaction.atomic
def open_request_by_hand(
    by: User,
    said: Values,
    *,
    relation: str,
    token: uuid.UUID,
    telling: Telling,
    channel: str,
    silences: Silences | None = None,
) -> Record:
    """Take down a request: the child who is sought, and how whoever asks is related to it.

    With nothing by which a child could be known it is kept as a contact, and becomes a request once there is.
    """
    before = TracingRequest.objects.filter(token=token, opened_by=by).first()
    if before is not None:
        return before
    known = any(said.get(name) for name in KNOWN_BY)
    record = open_case(
        by,
        Side.REQUESTS,
        token=token,
        children=[said],
        telling=telling,
        channel=channel,
        state="draft" if known else "contact_logged",
        silences=silences,
    )
    add_relative(by, record, relation, part=Part.INQUIRER)
    return record


def note_raised(by: User, record: Record) -> None:
    """Count that something was written which names an armed group; what it was is not in the trail."""
    require(by, WORK_ON[side_of(record)], case=case_of(record))
    Event.record(by, "text.raised", subject=record.code)
