"""One case as those who work on it see it: its people, what is sealed, the card; and the cases somebody works on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import Http404

from kintrace.access import membership
from kintrace.access.confiding import holds_key, recovery_key_of
from kintrace.access.models import CaseMember, Opening, User
from kintrace.access.permissions import Case, allowed, may_ever, roles_of
from kintrace.casework.models import Disclosure, Recovery
from kintrace.casework.permissions import ON_CASES
from kintrace.casework.queries.keys import glass_of, leave_of
from kintrace.kernel import clock
from kintrace.registry.models import Side
from kintrace.registry.queries import MODELS, Record, may_view, side_of, state_shown
from kintrace.registry.states import State
from kintrace.vault.models import Capsule, CapsuleKey, CapsuleKind, ContactCard

KINDS = {
    Side.REQUESTS: (CapsuleKind.INQUIRER, CapsuleKind.DISPUTE),
    Side.CHILDREN: (CapsuleKind.WHEREABOUTS, CapsuleKind.DISPUTE),
}


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody who works on a case, and whether what is sealed in it opens to them now."""

    user: User
    since: datetime
    roles: tuple[str, ...]
    opens: bool
    shut: bool  # they should open it, and something is sealed to a key they no longer have, or not to them yet


@dataclass(frozen=True, slots=True)
class SealedThing:
    """A capsule as it lies there, unopened."""

    capsule: Capsule
    word: str
    held_by: int
    mine: bool


@dataclass(frozen=True, slots=True)
class CasePage:
    """What the page of one case shows; `glass` or `leave` where the viewer may come in need only."""

    record: Record
    side: Side
    state: State  # as the viewer reads it
    on_it: bool
    workers: tuple[Worker, ...]
    others: tuple[User, ...]
    sealed: tuple[SealedThing, ...]
    kinds: tuple[CapsuleKind, ...]
    card: ContactCard | None
    disclosures: tuple[Disclosure, ...]
    has_recovery_key: bool
    glass: Opening | None
    leave: Recovery | None
    may_read_record: bool


@dataclass(frozen=True, slots=True)
class MyCase:
    """One line of the cases somebody works on."""

    record: Record
    side: Side
    state: State  # as the viewer reads it
    since: datetime


def case_named(viewer: User, code: str, permission: str = "casework.view_case") -> Record:
    """Return the case with a code; Http404 alike for none there is and for one that is not this viewer's."""
    found = next(
        (one for model in MODELS.values() for one in model.objects.filter(code=code).select_related("office")), None
    )
    if found is None or found.erased_on is not None or not _reaches(viewer, found, permission):
        raise Http404
    return found


def case_by_id(case: UUID) -> Record | None:
    """Return the case with an id, whoever asks: for acts that two persons signed."""
    found = (
        model.objects.filter(case=case, erased_on=None).select_related("office").first() for model in MODELS.values()
    )
    return next((one for one in found if one is not None), None)


def case_page(viewer: User, code: str) -> CasePage:
    """Return one case with its people and what is sealed in it, unopened."""
    record = case_named(viewer, code)
    on_it = membership.is_on(viewer, record.case)
    people, sealed = workers(record), sealed_in(viewer, record)
    known = {one.user.pk for one in people}
    return CasePage(
        record=record,
        side=side_of(record),
        state=state_shown(viewer, record),
        on_it=on_it,
        workers=people,
        others=tuple(one for one in eligible() if one.pk not in known) if on_it else (),
        sealed=sealed,
        kinds=KINDS[side_of(record)],
        card=card_of(record),
        disclosures=_disclosed_to(viewer, record),
        has_recovery_key=recovery_key_of(record.office) is not None,
        glass=glass_of(viewer, record.case),
        leave=leave_of(viewer, record.case),
        may_read_record=_may_read_record(viewer, side_of(record)),
    )


def workers(record: Record) -> tuple[Worker, ...]:
    """Return who works on a case, and to whom what is sealed opens."""
    total = Capsule.objects.filter(case=record.case).count()
    rows = membership.on_case(record.case)
    return tuple(_worker(row, record, total=total) for row in rows)


def sealed_in(viewer: User, record: Record) -> tuple[SealedThing, ...]:
    """Return what is sealed in a case, unopened, the newest first."""
    capsules = Capsule.objects.filter(case=record.case).defer("box", "recovery_box").order_by("-made", "pk")
    return tuple(_thing(one, viewer) for one in capsules)


def card_of(record: Record) -> ContactCard | None:
    """Return the contact card of a case, closed."""
    return ContactCard.objects.filter(case=record.case).select_related("desk").order_by("-made", "-pk").first()


def colleague(public_id: str) -> User:
    """Return somebody who can work on cases, by public code; raises Http404."""
    found = next((one for one in eligible() if one.public_id == public_id), None)
    if found is None:
        raise Http404
    return found


def on_case(record: Record, public_id: str) -> User:
    """Return somebody who works on a case, by public code; raises Http404."""
    found = next((row.user for row in membership.on_case(record.case) if row.user.public_id == public_id), None)
    if found is None:
        raise Http404
    return found


def sees(viewer: User, record: Record) -> bool:
    """Tell whether somebody may see the page of a case."""
    return _reaches(viewer, record, "casework.view_case")


def eligible() -> list[User]:
    """Return everybody whose role can work on a case, by name."""
    staff = (
        User.objects.filter(is_active=True)
        .select_related("office")
        .prefetch_related("duties")
        .order_by("name", "username")
    )
    return [one for one in staff if not one.is_shut_out and roles_of(one) & ON_CASES]


def my_cases(viewer: User) -> list[MyCase]:
    """Return the cases that somebody works on, the newest first."""
    rows = CaseMember.objects.filter(CaseMember.at_work(clock.now()), user=viewer).order_by("-since", "-pk")
    since = dict(rows.values_list("case", "since"))
    found = [
        MyCase(one, side_of(one), state_shown(viewer, one), since[one.case])
        for model in MODELS.values()
        for one in model.objects.filter(case__in=since, erased_on=None)
    ]
    return sorted(found, key=lambda one: one.since, reverse=True) if may_ever(viewer, "casework.view_case") else []


def _reaches(viewer: User, record: Record, permission: str) -> bool:
    return allowed(viewer, permission, case=Case(record.case, record.office_id))


def _may_read_record(viewer: User, side: Side) -> bool:
    needed = {Side.REQUESTS: "tracing.view_candidates", Side.CHILDREN: "registry.view_children"}
    return may_view(viewer, side) and allowed(viewer, needed[side])


def _worker(row: CaseMember, record: Record, *, total: int) -> Worker:
    ring = bytes(row.user.keyring.public) if holds_key(row.user) else b""
    opens = CapsuleKey.objects.filter(capsule__case=record.case, member=row.user, public=ring).count()
    should = membership.reaches_sealed(row.user)
    roles = tuple(str(role.label) for role in sorted(roles_of(row.user)))
    return Worker(row.user, row.since, roles, opens=should and opens == total, shut=should and opens < total)


def _thing(capsule: Capsule, viewer: User) -> SealedThing:
    held = list(capsule.keys.values_list("member", flat=True))
    return SealedThing(capsule, str(CapsuleKind(capsule.kind).label), len(held), viewer.pk in held)


def _disclosed_to(viewer: User, record: Record) -> tuple[Disclosure, ...]:
    mine = Disclosure.objects.filter(Disclosure.open_still(clock.now()), case=record.case, member=viewer)
    return tuple(mine.exclude(box=b"").order_by("at"))
