"""What a profile takes out of the record, row by row, and which cases may leave at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from kintrace.access.models import User
from kintrace.access.permissions import require
from kintrace.exchange.models import Answer, Recipient
from kintrace.exchange.profiles import Profile
from kintrace.kernel import clock
from kintrace.kernel.errors import UnusableData
from kintrace.registry.models import Person, sought_code
from kintrace.registry.opening import Opening
from kintrace.registry.queries import MODELS, Record, granted_scopes, shown_statements, statements, subjects
from kintrace.registry.raising import is_raised

BETWEEN = " | "  # several values in one cell, as line lists have them


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file to be: its columns and rows, and what stayed here, by code."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    withheld: Mapping[str, str]  # code of a case that stays: why
    left_out: Mapping[str, int]  # code: values that the profile does not take


def recipient_named(viewer: User, slug: str) -> Recipient:
    """Return one recipient; raises UnusableData for one that nobody entered."""
    require(viewer, "exchange.export")
    found = Recipient.objects.filter(slug=slug).first()
    if found is None:
        raise UnusableData(_("There is no recipient called %(slug)s. A supervisor enters it first.") % {"slug": slug})
    return found


def records(viewer: User, profile: Profile, *, cases: Sequence[UUID] = (), codes: Sequence[str] = ()) -> list[Record]:
    """Return the cases that were named, in order; raises UnusableData for one that is not there."""
    require(viewer, "exchange.export")
    model = MODELS[profile.side]
    by, wanted = ("case", list(cases)) if cases else ("code", list(codes))
    found = {getattr(one, by): one for one in model.objects.filter(**{f"{by}__in": wanted}, erased_on=None)}
    missing = [str(one) for one in wanted if one not in found]
    if missing or not wanted:
        raise UnusableData(_("These cases are not here: %(codes)s.") % {"codes": ", ".join(missing[:5]) or "-"})
    return [found[one] for one in dict.fromkeys(wanted)]


def withheld(viewer: User, profile: Profile, recipient: Recipient, *, records: Sequence[Record]) -> dict[str, str]:
    """Return the code of each case that may not leave, and why: what was not agreed to is a no."""
    require(viewer, "exchange.export")
    living = Answer.objects.filter(
        recipient=recipient, case__in=[one.case for one in records], withdrawn_at__isnull=True
    )
    never = set(living.filter(said=Answer.Said.NEVER).values_list("case", flat=True))
    agreed = set(living.filter(said=Answer.Said.AGREED, purpose=profile.purpose).values_list("case", flat=True))
    why: dict[str, str] = {}
    for one in records:
        if one.case in never:
            why[one.code] = _("is never to be shared with them")
        elif one.case not in agreed or recipient.scope not in granted_scopes(one.case):
            why[one.code] = _("nobody agreed to it for this purpose")
    return why


def sheet(
    viewer: User, profile: Profile, recipient: Recipient, *, records: Sequence[Record], opening: Opening
) -> Sheet:
    """Compute the file: of each case that may leave, exactly the fields of the profile."""
    staying = withheld(viewer, profile, recipient, records=records)
    until = clock.today() + timedelta(days=profile.keep_days)
    marks = (recipient.name, profile.purpose, until.isoformat())
    rows: list[tuple[str, ...]] = []
    left_out: dict[str, int] = {}
    for record in records:
        if record.code not in staying:
            for code, cells, left in _rows(viewer, profile, record, opening=opening):
                rows.append((code, *cells, *marks))
                left_out[code] = left
    return Sheet(profile.columns, tuple(rows), staying, left_out)


def _rows(viewer: User, profile: Profile, record: Record, *, opening: Opening) -> Iterator[tuple[str, list[str], int]]:
    for person in subjects(record):
        cells, taken = _cells(viewer, profile, record, person=person, opening=opening)
        shown = shown_statements(viewer, record, number=person.number, opening=opening)
        yield sought_code(record.code, person.number), cells, sum(map(len, shown.values())) - taken


def _cells(
    viewer: User, profile: Profile, record: Record, *, person: Person, opening: Opening
) -> tuple[list[str], int]:
    """Return a cell a field; what names an armed group stays here whatever the profile says."""
    said = statements(viewer, record, number=person.number, opening=opening)
    values = [[one.value for one in said.get(field, ()) if not is_raised(one.value)] for field in profile.fields]
    return [BETWEEN.join(cell) for cell in values], sum(map(len, values))
