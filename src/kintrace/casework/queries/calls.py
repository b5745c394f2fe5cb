"""The desk on call: which calls are due, what waits to be passed on, and who is on call. No number is among it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404

from kintrace.access import membership
from kintrace.access.models import User
from kintrace.access.permissions import require, roles_of
from kintrace.casework.models import Disclosure
from kintrace.casework.permissions import CALLERS
from kintrace.casework.queries.cases import card_of, case_by_id
from kintrace.kernel import clock
from kintrace.registry.queries import Record
from kintrace.vault.models import ContactCard, Desk


@dataclass(frozen=True, slots=True)
class Call:
    """One card, closed, and the case it belongs to."""

    card: ContactCard
    record: Record


@dataclass(frozen=True, slots=True)
class ToPassOn:
    """A contact that two persons let somebody know, and that the desk has to pass on."""

    disclosure: Disclosure
    record: Record


@dataclass(frozen=True, slots=True)
class CallPage:
    """What the desk on call sees."""

    desk: Desk | None
    on_call: tuple[User, ...]
    others: tuple[User, ...]
    am_on_call: bool
    due: tuple[Call, ...]
    later: tuple[Call, ...]
    to_pass_on: tuple[ToPassOn, ...]


def desk_of(viewer: User) -> Desk | None:
    """Return the desk on call of the viewer's office; its name is the office's code."""
    return None if viewer.office is None else Desk.objects.filter(name=viewer.office.code).first()


def call_page(viewer: User) -> CallPage:
    """Return what is due at the desk on call of the viewer's office."""
    require(viewer, "casework.call")
    desk = desk_of(viewer)
    if desk is None:
        return CallPage(None, (), _callers(), am_on_call=False, due=(), later=(), to_pass_on=())
    on_call = tuple(User.objects.filter(pk__in=desk.keys.values("member")).order_by("name", "username"))
    known, at = {one.pk for one in on_call}, clock.now()
    cards = desk.cards.filter(due_at__isnull=False).defer("box").order_by("due_at", "pk")
    calls = [Call(card, record) for card in cards if (record := case_by_id(card.case)) is not None]
    return CallPage(
        desk=desk,
        on_call=on_call,
        others=tuple(one for one in _callers() if one.pk not in known),
        am_on_call=viewer.pk in known,
        due=tuple(one for one in calls if one.card.due_at is not None and one.card.due_at <= at),
        later=tuple(one for one in calls if one.card.due_at is not None and one.card.due_at > at),
        to_pass_on=_to_pass_on(desk),
    )


def caller(public_id: str) -> User:
    """Return somebody whose role may be on call; raises Http404."""
    found = next((one for one in _callers() if one.public_id == public_id), None)
    if found is None:
        raise Http404
    return found


def card_due(viewer: User, key: UUID) -> Call:
    """Return one card of the viewer's desk; raises Http404 alike for none there is and for one of another desk."""
    require(viewer, "casework.call")
    card = ContactCard.objects.filter(pk=key, desk=desk_of(viewer)).select_related("desk").first()
    record = case_by_id(card.case) if card is not None else None
    if card is None or record is None or not card.desk.keys.filter(member_id=viewer.pk).exists():
        raise Http404
    return Call(card, record)


def to_pass_on(viewer: User, key: UUID) -> Disclosure:
    """Return a contact that the viewer's desk may still pass on; raises Http404 alike for any other and for none."""
    require(viewer, "casework.call")
    found = _disclosure(key)
    record = None if found is None else case_by_id(found.case)
    card = None if record is None else card_of(record)
    if found is None or card is None or not card.desk.keys.filter(member_id=viewer.pk).exists():
        raise Http404
    return found


def told_to(viewer: User, key: UUID) -> Disclosure:
    """Return a contact that the viewer may still read; raises Http404 alike for one told to others and for none."""
    require(viewer, "casework.read_disclosed")
    found = _disclosure(key)
    if found is None or found.member_id != viewer.pk or not membership.is_on(viewer, found.case):
        raise Http404
    return found


def _disclosure(key: UUID) -> Disclosure | None:
    return Disclosure.objects.filter(Disclosure.open_still(clock.now()), pk=key).select_related("member").first()


def _to_pass_on(desk: Desk) -> tuple[ToPassOn, ...]:
    waiting = Disclosure.objects.filter(
        Disclosure.open_still(clock.now()), box=b"", case__in=desk.cards.values("case")
    ).select_related("member")
    return tuple(
        ToPassOn(one, record) for one in waiting.order_by("at") if (record := case_by_id(one.case)) is not None
    )


def _callers() -> tuple[User, ...]:
    staff = User.objects.filter(is_active=True).select_related("office").prefetch_related("duties").order_by("name")
    return tuple(one for one in staff if not one.is_shut_out and roles_of(one) & CALLERS)
