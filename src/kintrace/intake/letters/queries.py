"""What the staff see of letters before one is opened: that they are there, and since when."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from kintrace.access import membership
from kintrace.access.models import Role, User
from kintrace.access.permissions import allowed, policy, require, roles_of
from kintrace.intake.letters import desk
from kintrace.intake.letters.models import IncomingLetter
from kintrace.intake.mailbox.models import Notice
from kintrace.registry.models import TracingRequest
from kintrace.registry.queries import case_of, tracing_request


@dataclass(frozen=True, slots=True)
class Desk:
    """How the desk stands: whether letters come, who can read, who could be let in, what the public page says."""

    is_open: bool
    readers: tuple[User, ...]
    others: tuple[User, ...]
    notices: dict[str, str]

    @property
    def is_thin(self) -> bool:
        """Tell whether one lost password would lose every letter."""
        return 0 < len(self.readers) < desk.AT_LEAST

    @property
    def is_lost(self) -> bool:
        """Tell whether letters come and nobody can open one."""
        return self.is_open and not self.readers


def letters(viewer: User) -> QuerySet[IncomingLetter]:
    """Return letters, those that nobody has read first."""
    require(viewer, "letters.read")
    return IncomingLetter.objects.defer("sealed").order_by("-state", "left_on", "pk")


def letters_waiting(viewer: User) -> int | None:
    """Count the letters that nobody has read yet; None for whoever reads none."""
    if not allowed(viewer, "letters.read"):
        return None
    return IncomingLetter.objects.filter(state=IncomingLetter.State.WAITING).count()


def letter(viewer: User, code: str, *, held: bool = False) -> IncomingLetter:
    """Return one letter, still sealed, and `held` until the transaction ends; raises Http404."""
    require(viewer, "letters.read")
    letters_there = IncomingLetter.objects.select_for_update() if held else IncomingLetter.objects.all()
    found = letters_there.filter(code=code).first()
    if found is None:
        raise Http404
    return found


def request_for(viewer: User, code: str) -> TracingRequest:
    """Return a request that the viewer works on and that letters can be entered in; Http404 alike for any other."""
    found = tracing_request(viewer, code)
    if found.erased_on is not None or not membership.is_on(viewer, found.case):
        raise Http404
    if not allowed(viewer, "letters.enter", case=case_of(found)):
        raise Http404
    return found


def how_it_stands(viewer: User) -> Desk:
    """Return how the desk stands."""
    require(viewer, "letters.keep_desk")
    reading = desk.readers()
    known = {one.pk for one in reading}
    others = tuple(one for one in may_read() if one.pk not in known)
    is_open = desk.newest() is not None
    return Desk(is_open, tuple(reading), others, dict(Notice.objects.values_list("language", "text")))


def may_read() -> tuple[User, ...]:
    """Return everybody whose role reads letters."""
    return _holding("letters.read")


def keepers() -> tuple[User, ...]:
    """Return everybody whose role keeps the desk."""
    return _holding("letters.keep_desk")


def _holding(permission: str) -> tuple[User, ...]:
    holding: frozenset[Role] = policy()[permission]
    staff = User.objects.select_related("office").order_by("username")
    return tuple(one for one in staff if not one.is_shut_out and roles_of(one) & holding)
