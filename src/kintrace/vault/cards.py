"""Contact cards: how a family can be called without danger, opened by the desk on call, one due call at a time.

A card is sealed to the desk's key pair, whose private half is sealed to each member on call. Whoever goes off call is
shut out by a new key pair.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from kintrace.vault import boxes, envelope, keyring
from kintrace.vault.envelope import Record, recorded
from kintrace.vault.errors import Erased, VaultError
from kintrace.vault.models import ContactCard, Desk, DeskKey
from kintrace.vault.secret import Secret

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


class NotOnCall(VaultError):
    """The card is sealed to the desk on call, and this person is not on it."""


class NoCallDue(VaultError):
    """A card opens for one call that is due, and for nothing else."""


@dataclass(frozen=True, slots=True)
class Contact:
    """How to call: the number, the hours that are safe, and the word by which the family knows us."""

    number: str
    window: str
    code_word: str

    def __repr__(self) -> str:
        return "<contact>"


def make_desk(name: str, members: Sequence[AbstractBaseUser]) -> Desk:
    """Draw the key pair of a desk and seal it to the members on call."""
    with transaction.atomic():
        desk = Desk(name=name)
        _new_pair(desk, members)
    return desk


def put_on_call(desk: Desk, member: AbstractBaseUser, *, private: Secret) -> None:
    """Let one more member open the cards; `private` is the key of somebody on call."""
    with transaction.atomic():
        _lock(desk)
        _give(desk, _desk_private(desk, private), member)


def take_off_call(desk: Desk, member: AbstractBaseUser, *, private: Secret) -> None:
    """Give the desk a new key pair without this member, and seal every card to it.

    Raises NotOnCall, and for the last one on call too: then nobody could open a card any more.
    """
    with transaction.atomic():
        _lock(desk)
        # Whoever has no key just now, after a password was reset, is put on call again once they have one.
        others = desk.keys.exclude(member_id=member.pk).filter(member__keyring__isnull=False)
        staying = [key.member for key in others.select_related("member")]
        if not staying:
            raise NotOnCall(_("Nobody else is on call. Put somebody on call first."))
        old = _desk_private(desk, private)
        cards = list(_opened(desk.cards.all(), old))
        desk.keys.all().delete()
        _new_pair(desk, staying)
        for card, contact in cards:
            _fill(card, contact)


def seal_card(case: uuid.UUID, contact: Contact, *, desk: Desk) -> ContactCard:
    """Seal a contact to a desk; nobody can open it before a call is due."""
    with transaction.atomic():
        _lock(desk)
        card = ContactCard(case=case, desk=desk)
        _fill(card, contact)
    return card


def call_due(card: ContactCard, at: datetime) -> None:
    """Say that a call is due from a moment on."""
    card.due_at = at
    card.save(update_fields=["due_at"])


def release(card: ContactCard, *, private: Secret, record: Record, at: datetime) -> Contact:
    """Open a card for the one call that is due; the next call has to be made due anew.

    Raises NoCallDue, NotRecorded, NotOnCall, Erased and Damaged.
    """
    with transaction.atomic():
        taken = ContactCard.objects.filter(pk=card.pk, due_at__lte=at).update(due_at=None)
        if not taken:
            raise NoCallDue(_("No call to this family is due now, so the card stays closed."))
        recorded(record)
        contact = _contact(card, _desk_private(card.desk, private))
    card.due_at = None
    return contact


def pass_on(card: ContactCard, member: AbstractBaseUser, *, private: Secret, record: Record) -> bytes:
    """Seal what a card says to one member, the opening recorded first; `private` is the key of somebody on call.

    Raises NotRecorded, NotOnCall, NoKeyring, Erased and Damaged.
    """
    ring = keyring.of(member)
    recorded(record)
    contact = _contact(card, _desk_private(card.desk, private))
    plain = json.dumps(asdict(contact), ensure_ascii=True).encode()
    inner = boxes.seal_to(ring.public, plain, context=_passed_context(card.case))
    return envelope.lock_bytes(card.case, inner, context=_passed_context(card.case))


def passed(case: uuid.UUID, box: bytes, *, private: Secret, record: Record) -> Contact:
    """Return what was passed on to the holder of `private`; raises NotRecorded, Erased and Damaged."""
    recorded(record)
    inner = envelope.unlock_bytes(case, box, context=_passed_context(case))
    return Contact(**json.loads(boxes.open_with(private, inner, context=_passed_context(case))))


def _lock(desk: Desk) -> None:
    """Let nothing be sealed to a desk while its key pair changes: it would be sealed to those who just left."""
    desk.public = Desk.objects.select_for_update().get(pk=desk.pk).public


def _opened(cards: Iterable[ContactCard], desk_private: Secret) -> Iterator[tuple[ContactCard, Contact]]:
    """Open cards to seal them anew; one whose case was erased opens to nobody, and goes."""
    for card in cards:
        try:
            yield card, _contact(card, desk_private)
        except Erased:
            card.delete()


def _new_pair(desk: Desk, members: Sequence[AbstractBaseUser]) -> None:
    private = boxes.new_private()
    desk.public = boxes.public_of(private)
    desk.save()
    for member in members:
        _give(desk, private, member)


def _give(desk: Desk, private: Secret, member: AbstractBaseUser) -> None:
    public = bytes(keyring.of(member).public)
    box = boxes.seal_to(public, private.reveal(), context=_desk_context(desk))
    DeskKey.objects.update_or_create(desk=desk, member_id=member.pk, defaults={"public": public, "box": box})


def _desk_private(desk: Desk, private: Secret) -> Secret:
    row = desk.keys.filter(public=boxes.public_of(private)).first()
    if row is None:
        raise NotOnCall(_("You are not on call at this desk."))
    return Secret(boxes.open_with(private, row.box, context=_desk_context(desk)))


def _fill(card: ContactCard, contact: Contact) -> None:
    plain = json.dumps(asdict(contact), ensure_ascii=True).encode()
    inner = boxes.seal_to(card.desk.public, plain, context=_context(card))
    card.box = envelope.lock_bytes(card.case, inner, context=_context(card))
    card.save()


def _contact(card: ContactCard, desk_private: Secret) -> Contact:
    inner = envelope.unlock_bytes(card.case, card.box, context=_context(card))
    return Contact(**json.loads(boxes.open_with(desk_private, inner, context=_context(card))))


def _desk_context(desk: Desk) -> bytes:
    return b"kintrace desk|" + bytes(desk.public)


def _context(card: ContactCard) -> bytes:
    return b"kintrace card|" + card.id.bytes + card.case.bytes


def _passed_context(case: uuid.UUID) -> bytes:
    return b"kintrace passed on|" + case.bytes
