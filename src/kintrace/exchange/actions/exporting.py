"""Letting cases leave in a file: a few by one person, many by two."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from kintrace.access import limits, two_person
from kintrace.access.models import Event, Proposal, User
from kintrace.access.permissions import require
from kintrace.access.two_person import NotPossibleYet
from kintrace.exchange import queries
from kintrace.exchange.models import SHARING, Recipient
from kintrace.exchange.profiles import Profile, profile_named
from kintrace.exchange.queries import Sheet
from kintrace.kernel.errors import UnusableData
from kintrace.registry.opening import Opening
from kintrace.registry.permissions import VIEW
from kintrace.registry.queries import Record

BULK: Final = "export.bulk"

type Write = Callable[[Sheet], None]

_writing: ContextVar[Write | None] = ContextVar("writing", default=None)


@transaction.atomic
def add_recipient(by: User, slug: str, *, name: str, scope: str) -> Recipient:
    """Enter a body that may receive lists, by its name."""
    require(by, "exchange.add_recipient")
    if scope not in SHARING:
        raise UnusableData(_("A recipient needs one of these scopes: %(scopes)s.") % {"scopes": ", ".join(SHARING)})
    kept = Recipient(slug=slug, name=name, scope=scope)
    kept.full_clean()
    kept.save()
    Event.record(by, "recipient.added", subject=f"recipient {kept.pk}")
    return kept


def export(by: User, name: str, *, recipient: str, codes: Sequence[str], write: Write) -> Sheet:
    """Let a few cases leave: at most what one person may take out within a day. `write` puts them into a file."""
    profile = _allowed(by, name)
    body = queries.recipient_named(by, recipient)
    records = queries.records(by, profile, codes=codes)
    staying = queries.withheld(by, profile, body, records=records)
    limits.count_exported(by, cases=len(records) - len(staying))
    return _let_out(by, profile, body, records=records, write=write)


def propose_export(by: User, name: str, *, recipient: str, codes: Sequence[str]) -> Proposal:
    """Propose to let many cases leave: a second person signs, and a day passes."""
    profile = _allowed(by, name)
    body = queries.recipient_named(by, recipient)
    cases = [str(one.case) for one in queries.records(by, profile, codes=codes)]
    return two_person.propose(by, BULK, {"profile": profile.name, "recipient": body.slug, "cases": cases})


def carry_out_export(by: User, code: str, *, write: Write) -> Sheet:
    """Carry out an export that two people signed; `write` puts it into a file. Raises Http404 for no such export."""
    proposal = queries.signed_export(by, code)
    with writing(write):
        made = two_person.carry_out(by, proposal, proposal.payload)
    if not isinstance(made, Sheet):
        raise TypeError(BULK)
    return made


def export_as_signed(by: User, payload: Mapping[str, Any]) -> Sheet:
    """Carry out what two people signed: the act "export.bulk". Raises NotPossibleYet where no file was named."""
    write = _writing.get()
    if write is None:
        raise NotPossibleYet(_("This export gets its file on the page “Sharing”, or by kintrace export --signed."))
    profile = _allowed(by, payload["profile"])
    body = queries.recipient_named(by, payload["recipient"])
    records = queries.records(by, profile, cases=[UUID(case) for case in payload["cases"]])
    return _let_out(by, profile, body, records=records, write=write)


@contextmanager
def writing(write: Write) -> Iterator[None]:
    """Say where a signed export goes, for the time of carrying it out."""
    token = _writing.set(write)
    try:
        yield
    finally:
        _writing.reset(token)


def _allowed(by: User, name: str) -> Profile:
    require(by, "exchange.export")
    profile = profile_named(name)
    require(by, VIEW[profile.side])
    return profile


@transaction.atomic
def _let_out(by: User, profile: Profile, body: Recipient, *, records: Sequence[Record], write: Write) -> Sheet:
    """Write the trail first, then the file: an export that nobody could record is not written."""
    if by.is_shut_out:
        raise PermissionDenied(profile.name)
    leaving = len(records) - len(queries.withheld(by, profile, body, records=records))
    subject = f"{profile.name} recipient {body.pk} cases {leaving}"
    opening = Opening(by, "export.written", subject=subject, purpose="export")
    opening()
    made = queries.sheet(by, profile, body, records=records, opening=opening)
    for record in records:
        if record.code not in made.withheld:
            Event.record(by, "case.exported", subject=f"{record.code} recipient {body.pk}", purpose="export")
    if made.rows:
        write(made)
    return made
