"""Acts that need two persons: what each is called, what it has to say, who may propose and who may sign.

The rooms whose acts these are plug in the functions that do them. An act without a function can be read here, and
cannot be proposed yet.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kintrace.access.models import Role, User
from kintrace.access.models.trail import Purpose
from kintrace.kernel.errors import WrongUse
from kintrace.kernel.ids import read_code

type Payload = Mapping[str, Any]
type Doing = Callable[[User, Payload], object]
type Wording = Callable[[str], str | None]

SLUG: Final = re.compile(r"[a-z][a-z0-9-]{0,39}")
QUARTER: Final = re.compile(r"\d{4}-Q[1-4]")
CELL: Final = re.compile(r"[a-z_]{1,40} (\d{1,8}(-\d{1,8})?|\*)")  # a figure that is published, or a star for none
MOST_CASES: Final = 100_000
LONGEST_NOTICE: Final = 1_000
MOST_CHILDREN: Final = 10_000_000


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a payload says: what it is called on the page, and what fits it."""

    label: str | Promise
    fits: Callable[[Any], bool]


def _is_case(value: object) -> bool:
    try:
        return isinstance(value, str) and str(UUID(value)) == value
    except ValueError:
        return False


def _is_code(prefix: str) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and value.startswith(f"{prefix}-") and read_code(value) == value


def _is_list_of(fits: Callable[[Any], bool], *, least: int) -> Callable[[Any], bool]:
    def fit(value: object) -> bool:
        return isinstance(value, list) and least <= len(value) <= MOST_CASES and all(map(fits, value))

    return fit


def _is_role(value: object) -> bool:
    return value in Role.values


def _is_slug(value: object) -> bool:
    return isinstance(value, str) and SLUG.fullmatch(value) is not None


def _is_number(value: object) -> bool:
    return type(value) is int and 1 <= value <= MOST_CHILDREN


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_quarter(value: object) -> bool:
    return isinstance(value, str) and QUARTER.fullmatch(value) is not None


def _is_cell(value: object) -> bool:
    return isinstance(value, str) and CELL.fullmatch(value) is not None


def _is_language(value: object) -> bool:
    return value in dict(settings.LANGUAGES)


def _is_notice(value: object) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_NOTICE


CASE = Field(_("Case"), _is_case)
MEMBER = Field(_("Member of staff"), _is_code("U"))
OFFICE = Field(_("Office"), _is_code("O"))


@dataclass(frozen=True, slots=True)
class Act:
    """One kind of act for two persons. `waits` passes between the signature and the doing."""

    name: str
    title: str | Promise
    fields: Mapping[str, Field]
    propose: frozenset[Role]
    sign: frozenset[Role]
    waits: timedelta = timedelta()
    does: Doing | None = None


LEADERS = frozenset({Role.SUPERVISOR, Role.TRACING_OFFICER, Role.RETURN_COORDINATOR})
KEEPERS = frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR})

_acts: dict[str, Act] = {
    act.name: act
    for act in (
        Act(
            "contact.disclose",
            _("Tell somebody how an inquirer can be reached"),
            {"case": CASE, "member": MEMBER, "purpose": Field(_("For"), lambda value: value in Purpose.values)},
            propose=LEADERS,
            sign=LEADERS,
        ),
        Act(
            "export.bulk",
            _("Let many cases leave in one file"),
            {
                "profile": Field(_("Profile"), _is_slug),
                "recipient": Field(_("Recipient"), _is_slug),
                "cases": Field(_("Cases"), _is_list_of(_is_case, least=1)),
            },
            propose=LEADERS,
            sign=LEADERS,
            waits=timedelta(hours=24),
        ),
        Act(
            "keys.recover",
            _("Open a case with the office's recovery key"),
            {"office": OFFICE, "member": MEMBER, "case": CASE},
            propose=KEEPERS,
            sign=KEEPERS | LEADERS,
        ),
        Act(
            "case.erase",
            _("Erase a case for good"),
            {"case": CASE, "reason": Field(_("Reason"), _is_slug)},
            propose=LEADERS,
            sign=LEADERS,
        ),
        Act(
            "roles.grant",
            _("Give somebody roles and an office"),
            {
                "member": MEMBER,
                "role": Field(_("Role"), _is_role),
                "further": Field(_("Further roles"), _is_list_of(_is_role, least=0)),
                "office": OFFICE,
            },
            propose=frozenset({Role.ADMINISTRATOR}),
            sign=frozenset({Role.SUPERVISOR}),
        ),
        Act(
            "figures.publish",
            _("Publish figures"),
            {
                "quarter": Field(_("Quarter"), _is_quarter),
                "count": Field(_("Count"), _is_number),
                "cells": Field(_("Figures"), _is_list_of(_is_cell, least=1)),
            },
            propose=LEADERS,
            sign=LEADERS,
        ),
        Act(
            "matching.population",
            _("Tell the matching how many children could be meant"),
            {
                "children": Field(_("Children"), _is_number),
                "source": Field(_("Source"), _is_slug),
                "as_of": Field(_("As of"), _is_day),
            },
            propose=LEADERS,
            sign=frozenset({Role.SUPERVISOR}),
        ),
        Act(
            "notice.put-up",
            _("Say on the public page how to reach us"),
            {"language": Field(_("Language"), _is_language), "text": Field(_("Text"), _is_notice)},
            propose=frozenset({Role.SUPERVISOR}),
            sign=LEADERS,
        ),
        Act(
            "desk.open-anew",
            _("Open the letters' desk anew: letters that came so far stay closed for good"),
            {"key": Field(_("Lost key"), _is_slug)},
            propose=frozenset({Role.SUPERVISOR}),
            sign=LEADERS,
        ),
        Act("office.thaw", _("Thaw a frozen office"), {"office": OFFICE}, propose=KEEPERS, sign=KEEPERS | LEADERS),
    )
}


_wordings: dict[str, Wording] = {}


def word(field: str, wording: Wording) -> None:
    """Say how a field's values read to whoever signs them; where a wording has none (None), they stand as they are."""
    if _wordings.setdefault(field, wording) is not wording:
        raise WrongUse(f"The field {field!r} is already worded by another function.")


def worded(field: str, value: str) -> str:
    """Write a value for a person to read, with the exact value behind it."""
    words = _wordings[field](value) if field in _wordings else None
    return value if words is None else f"{words} ({value})"


def act_named(name: str) -> Act:
    """Return one act; raises WrongUse for one that is not in the table."""
    if name not in _acts:
        raise WrongUse(f"There is no act for two persons called {name!r}.")
    return _acts[name]


def acts() -> Mapping[str, Act]:
    """Return every act by its name."""
    return dict(_acts)


def plug(name: str, does: Doing) -> None:
    """Say which function carries an act out; raises WrongUse where another one already does."""
    act = act_named(name)
    if act.does not in {None, does}:
        raise WrongUse(f"The act {name!r} is already carried out by another function.")
    _acts[name] = replace(act, does=does)


def check(act: Act, payload: Payload) -> None:
    """Raise WrongUse, naming the field, for a payload that says more, less or something else than the act asks."""
    for name in (*payload, *act.fields):
        if name not in act.fields:
            raise WrongUse(f"The act {act.name!r} has no field called {name!r}.")
        if name not in payload or not act.fields[name].fits(payload[name]):
            raise WrongUse(f"The field {name!r} of the act {act.name!r} is missing or does not fit.")
