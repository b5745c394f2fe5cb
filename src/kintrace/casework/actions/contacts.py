"""How a family is called: one card, sealed to the desk on call, opened for one call that is due.

Whoever else has to know it is told by an act of two persons: the desk seals it to them, and they read it once.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from kintrace.access import limits, membership
from kintrace.access.confiding import holds_key
from kintrace.access.models import Event, User
from kintrace.access.permissions import Case, require
from kintrace.access.trail import recorder
from kintrace.casework.errors import NotFit, NotHere
from kintrace.casework.models import Disclosure
from kintrace.casework.queries import card_of, case_by_id
from kintrace.casework.queries.calls import Call, desk_of
from kintrace.kernel import clock
from kintrace.registry.queries import Record
from kintrace.vault import cards
from kintrace.vault.cards import Contact
from kintrace.vault.models import ContactCard, Desk
from kintrace.vault.secret import Secret

LASTS: Final = timedelta(hours=24)


@transaction.atomic
def open_desk(by: User) -> Desk:
    """Set up the desk on call of one's office, with oneself on call."""
    require(by, "casework.keep_desk")
    if by.office is None:
        raise NotFit(_("You belong to no office, and a desk belongs to one."))
    if desk_of(by) is not None:
        raise NotFit(_("This office has a desk on call already."))
    desk = cards.make_desk(by.office.code, [by])
    Event.record(by, "desk.opened", subject=by.office.code)
    return desk


@transaction.atomic
def put_on_call(by: User, member: User, *, private: Secret) -> None:
    """Let one more person open cards for calls that are due."""
    require(by, "casework.keep_desk")
    if not holds_key(member):
        raise NotHere(
            _("Nothing can be sealed to this person yet: they have to sign in once, with a password of their own.")
        )
    cards.put_on_call(_desk(by), member, private=private)
    Event.record(by, "desk.member-added", subject=member.public_id)


@transaction.atomic
def take_off_call(by: User, member: User, *, private: Secret) -> None:
    """Take somebody off call; every card is sealed anew without them."""
    require(by, "casework.keep_desk")
    cards.take_off_call(_desk(by), member, private=private)
    Event.record(by, "desk.member-removed", subject=member.public_id)


@transaction.atomic
def keep_card(by: User, record: Record, contact: Contact) -> ContactCard:
    """Seal how a family can be called to the desk on call, in place of what was known before."""
    _on_it(by, record, "casework.keep_card")
    earlier = list(ContactCard.objects.filter(case=record.case).values_list("pk", flat=True))
    card = cards.seal_card(record.case, contact, desk=_desk(by))
    ContactCard.objects.filter(pk__in=earlier).delete()
    Event.record(by, "contact.sealed", subject=record.code)
    return card


@transaction.atomic
def call_is_due(by: User, record: Record, *, at: datetime) -> None:
    """Say that the family has to be called from a moment on."""
    _on_it(by, record, "casework.keep_card")
    card = card_of(record)
    if card is None:
        raise NotHere(_("It is not known yet how this family can be called."))
    cards.call_due(card, at)
    Event.record(by, "call.made-due", subject=record.code)


def release_card(by: User, call: Call, *, private: Secret) -> Contact:
    """Open a card for the one call that is due; counted, recorded, and only then opened."""
    require(by, "casework.call")
    limits.count_opened(by)
    record_it = recorder(by, "contact.released", subject=call.record.code, purpose="contact")
    return cards.release(call.card, private=private, record=record_it, at=clock.now())


def disclose_as_signed(by: User, payload: Mapping[str, Any]) -> Disclosure:
    """Carry out what two persons signed: the act "contact.disclose". The desk on call passes it on after that."""
    record = case_by_id(UUID(payload["case"]))
    member = User.objects.filter(public_id=payload["member"], is_active=True).first()
    if record is None or card_of(record) is None:
        raise NotHere(_("It is not known yet how this family can be called."))
    if member is None or not membership.is_on(member, record.case):
        raise NotFit(_("This person does not work on this case."))
    at = clock.now()
    told = {"case": record.case, "member": member, "purpose": payload["purpose"]}
    made = Disclosure.objects.create(**told, at=at, until=at + LASTS)
    Event.record(by, "contact.disclosed", subject=f"{record.code} {member.public_id}", purpose=payload["purpose"])
    return made


def pass_on(by: User, disclosure: Disclosure, *, private: Secret) -> None:
    """Seal a contact to the person whom two others let know it; whoever is on call reads nothing of it."""
    require(by, "casework.call")
    record = case_by_id(disclosure.case)
    card = None if record is None else card_of(record)
    if record is None or card is None or not card.desk.keys.filter(member_id=by.pk).exists():
        raise Http404
    limits.count_opened(by)
    record_it = recorder(by, "contact.passed-on", subject=record.code, purpose="contact")
    with transaction.atomic():
        box = cards.pass_on(card, disclosure.member, private=private, record=record_it)
        waiting = Disclosure.objects.filter(Disclosure.open_still(clock.now()), pk=disclosure.pk, box=b"")
        if not waiting.update(box=box, passed_by=by):
            raise NotFit(_("This was passed on before, or its day is over."))


def read_disclosed(by: User, disclosure: Disclosure, *, private: Secret) -> tuple[Record, Contact]:
    """Read what one was let know, once; after that the box is empty."""
    require(by, "casework.read_disclosed")
    record = case_by_id(disclosure.case)
    if record is None or disclosure.member_id != by.pk or not membership.is_on(by, record.case):
        raise Http404
    limits.count_opened(by)
    record_it = recorder(by, "contact.read", subject=record.code, purpose=disclosure.purpose)
    with transaction.atomic():
        kept = Disclosure.objects.select_for_update().get(pk=disclosure.pk)
        if not kept.box or kept.read_at is not None or kept.until <= clock.now():
            raise NotFit(_("This was read before, or its day is over, or the desk on call has not passed it on yet."))
        contact = cards.passed(kept.case, bytes(kept.box), private=private, record=record_it)
        kept.box, kept.read_at = b"", clock.now()
        kept.save(update_fields=["box", "read_at"])
    return record, contact


def _desk(by: User) -> Desk:
    desk = desk_of(by)
    if desk is None:
        raise NotHere(_("Your office has no desk on call yet. The supervisor sets it up on the page “On call”."))
    return desk


def _on_it(by: User, record: Record, permission: str) -> None:
    require(by, permission, case=Case(record.case, record.office_id))
    if not membership.is_on(by, record.case):
        raise PermissionDenied(permission)
