"""Writing down where a list comes from, and on what ground it was given to us."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from kintrace.access.models import User
from kintrace.registry.grounds import LIST_BASIS, LIST_ORIGIN
from kintrace.registry.models import LineList, ListBasis
from kintrace.registry.opening import GIVEN_BY
from kintrace.vault.cases import seal


@dataclass(frozen=True, slots=True)
class Given:
    """How a list came to us: codes of LIST_ORIGIN and LIST_BASIS, and who gave it on what paper, in words."""

    came_from: str
    basis: str
    given_by: str = ""


def keep_basis(by: User, line_list: LineList, given: Given) -> ListBasis:
    """Keep what was said about a list beside what was said before; raises UnusableData for an unknown code."""
    row = uuid.uuid4()
    return ListBasis.objects.create(
        line_list=line_list,
        came_from=LIST_ORIGIN.check(given.came_from),
        basis=LIST_BASIS.check(given.basis),
        row=row,
        given_by=seal(line_list.case, GIVEN_BY, row, given.given_by) if given.given_by else b"",
        by=by,
    )
