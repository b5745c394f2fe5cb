"""Joining and leaving a case: the row and the keys change in one transaction, or neither does.

Whoever leaves is shut out by new keys (D13), not only by a rule.
"""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from kintrace.access import membership
from kintrace.access.confiding import holds_key
from kintrace.access.models import Event, User
from kintrace.access.permissions import Case, require, roles_of
from kintrace.casework.errors import NotFit, NotHere, TooFew
from kintrace.casework.permissions import ON_CASES
from kintrace.registry.queries import Record, may_view, side_of
from kintrace.vault import capsules
from kintrace.vault.models import Capsule
from kintrace.vault.secret import Secret

type AtHand = Callable[[], Secret]  # asked for only where something is sealed


@transaction.atomic
def take_up(by: User, record: Record) -> None:
    """Begin to work on a case that nobody works on yet, together with a second person of the office."""
    require(by, "casework.take_up", case=Case(record.case, record.office_id))
    if not may_view(by, side_of(record)):
        raise PermissionDenied("casework.take_up")
    lock(record)
    if membership.on_case(record.case) or Capsule.objects.filter(case=record.case).exists():
        raise NotFit(_("Somebody works on this case already. Ask them to add you."))
    membership.begin(by, record.case)
    Event.record(by, "case.taken-up", subject=record.code)


@transaction.atomic
def add_member(by: User, record: Record, member: User, *, private: AtHand) -> bool:
    """Put somebody on a case and seal to them what is sealed in it; tell whether all of it opens to them now.

    For somebody who is on it already, only what they cannot open is sealed to them: after their password was reset.
    """
    _may_change(by, record)
    if member.is_shut_out or not roles_of(member) & ON_CASES:
        raise NotFit(_("This person's role does not work on cases."))
    lock(record)
    membership.join(member, record.case)
    sealed = Capsule.objects.filter(case=record.case).count()
    given = 0
    if sealed and membership.reaches_sealed(member):
        if not holds_key(member):
            raise NotHere(
                _("Nothing can be sealed to this person yet: they have to sign in once, with a password of their own.")
            )
        given = capsules.add_member(record.case, member, private=private())
    Event.record(by, "case.member-added", subject=f"{record.code} {member.public_id}")
    return given == sealed


@transaction.atomic
def remove_member(by: User, record: Record, member: User, *, private: AtHand) -> None:
    """Take somebody off a case and seal everything in it anew without them; at least two stay."""
    _may_change(by, record)
    lock(record)
    staying = [one for one in membership.on_case(record.case) if one.user_id != member.pk and not one.user.is_shut_out]
    if len(staying) < membership.AT_LEAST:
        raise TooFew(_("At least two people must stay on a case. Add somebody else first."))
    if not membership.leave(member, record.case):
        raise NotFit(_("This person does not work on this case."))
    if Capsule.objects.filter(case=record.case, keys__member=member).exists():
        capsules.remove_member(record.case, member, private=private())
    Event.record(by, "case.member-removed", subject=f"{record.code} {member.public_id}")


def _may_change(by: User, record: Record) -> None:
    """Refuse whoever is not on the case themselves: broken glass opens a case, and changes nobody's part in it."""
    require(by, "casework.change_members", case=Case(record.case, record.office_id))
    if not membership.is_on(by, record.case):
        raise PermissionDenied("casework.change_members")


def lock(record: Record) -> None:
    """Let those who change the people of one case, or seal something to them, wait for one another."""
    type(record)._default_manager.select_for_update().get(pk=record.pk)  # noqa: SLF001  # Django's public name
    membership.lock(record.case)
