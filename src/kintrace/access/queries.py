"""Reading the trail, who works here, what waits for a signature, and which hours wait for a review."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import Q, QuerySet
from django.http import Http404

from kintrace.access.acts import act_named, acts, worded
from kintrace.access.models import Event, Office, Opening, Proposal, Role, User
from kintrace.access.permissions import Viewer, allowed, require, roles_of
from kintrace.kernel import clock

KEPT_IN_SIGHT: Final = timedelta(days=4)


def trail(viewer: Viewer, *, subject: str = "") -> QuerySet[Event]:
    """Return the trail, newest first; `subject` narrows it to one code."""
    require(viewer, "access.view_trail")
    events = Event.objects.select_related("by").order_by("-seq")
    return events.filter(subject__contains=subject) if subject else events


@dataclass(frozen=True, slots=True)
class StaffRow:
    """One member of staff, as the list of staff shows them."""

    user: User
    roles: tuple[str, ...]
    is_enrolled: bool


@dataclass(frozen=True, slots=True)
class ToReview:
    """One hour with somebody else's case that nobody has reviewed yet."""

    opening: Opening
    is_overdue: bool


def staff(viewer: Viewer) -> list[StaffRow]:
    """Return everybody who works here, by name; never anything of their second factor but that there is one."""
    require(viewer, "access.view_staff")
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    enrolled = set(Authenticator.objects.filter(type__in=kinds).values_list("user_id", flat=True))
    people = User.objects.select_related("office").prefetch_related("duties").order_by("-is_active", "name", "username")
    return [StaffRow(one, tuple(str(role.label) for role in _held(one)), one.pk in enrolled) for one in people]


def member(viewer: Viewer, public_id: str) -> User:
    """Return one member of staff; raises Http404 alike for nobody and for a viewer who may not see staff."""
    found = User.objects.select_related("office").filter(public_id=public_id).first()
    if found is None or not allowed(viewer, "access.view_staff"):
        raise Http404
    return found


def offices(viewer: Viewer) -> list[Office]:
    """Return every office, by name."""
    require(viewer, "access.view_staff")
    return list(Office.objects.all())


def office(viewer: Viewer, code: str) -> Office:
    """Return one office; raises Http404 alike for none and for a viewer who may not see offices."""
    found = Office.objects.filter(code=code).first()
    if found is None or not allowed(viewer, "access.view_staff"):
        raise Http404
    return found


def proposals(viewer: User) -> list[Proposal]:
    """Return what waits for this person's signature, and what they proposed or signed within the last days."""
    require(viewer, "access.sign")
    held = roles_of(viewer)
    mine = Q(by=viewer) | Q(decided_by=viewer)
    to_sign = [name for name, act in acts().items() if held & act.sign]
    waiting = Q(state=Proposal.State.WAITING, act__in=to_sign, expires__gt=clock.now())
    lately = Q(expires__gt=clock.now() - KEPT_IN_SIGHT)
    found = Proposal.objects.filter((mine | waiting) & lately).select_related("by", "decided_by")
    return [one for one in found.order_by("-at") if one.payload.get("member") != viewer.public_id or one.by == viewer]


def signatures_waiting(viewer: User) -> int | None:
    """Count what somebody else proposed and this person may sign; None for whoever signs nothing."""
    if not allowed(viewer, "access.sign"):
        return None
    return sum(one.state == Proposal.State.WAITING and one.by_id != viewer.pk for one in proposals(viewer))


def proposal(viewer: User, code: str) -> Proposal:
    """Return one of them; raises Http404 alike for one that is not there and for one that is not theirs to see."""
    found = next((one for one in proposals(viewer) if one.code == code), None)
    if found is None:
        raise Http404
    return found


def in_words(viewer: User, shown: Proposal) -> list[tuple[str, str]]:
    """Return the exact content of a proposal, field by field, with the names that its codes stand for."""
    require(viewer, "access.sign")
    fields = act_named(shown.act).fields
    return [(str(fields[name].label), _said(name, value)) for name, value in shown.payload.items()]


def to_review(viewer: User) -> list[ToReview]:
    """Return every hour that nobody has reviewed, oldest first, one's own excepted."""
    require(viewer, "access.review_glass")
    openings = Opening.objects.filter(reviewed_at=None).exclude(by=viewer).select_related("by").order_by("begun")
    return [ToReview(one, clock.now() > one.review_due) for one in openings]


def reviews_waiting(viewer: User) -> int | None:
    """Count the hours that wait for a review; None for whoever reviews none."""
    return len(to_review(viewer)) if allowed(viewer, "access.review_glass") else None


def opening(viewer: User, key: UUID) -> Opening:
    """Return one of them; raises Http404 for any other."""
    found = next((one.opening for one in to_review(viewer) if one.opening.pk == key), None)
    if found is None:
        raise Http404
    return found


def case_in_words(viewer: User, opening: Opening) -> str:
    """Return which case was opened, by the code that people know it by."""
    require(viewer, "access.review_glass")
    return worded("case", str(opening.case))


def _held(user: User) -> list[Role]:
    return [Role(user.role), *sorted(user.further_roles - {Role(user.role)})]


def _said(name: str, value: object) -> str:
    """Write one value of a payload for a person to read; nothing is left out of it."""
    if isinstance(value, list):
        return "; ".join(_said(name, one) for one in value) or "–"
    text = str(value)
    if name == "member":
        found: object = User.objects.filter(public_id=text).first()
    elif name == "office":
        found = Office.objects.filter(code=text).first()
    elif name in {"role", "further"}:
        return str(Role(text).label) if text in Role.values else text
    else:
        return worded(name, text)
    return text if found is None else f"{found} ({text})"
