"""Reading where a list comes from, and on what ground it was given to us."""

from __future__ import annotations

from dataclasses import dataclass

from kintrace.registry.grounds import LIST_BASIS, LIST_ORIGIN
from kintrace.registry.models import ListBasis
from kintrace.registry.opening import GIVEN_BY, Opening
from kintrace.registry.queries.records import Record
from kintrace.vault.cases import Sealed


@dataclass(frozen=True, slots=True)
class ShownBasis:
    """The newest answer about a list, in words. `known` is False where nobody told us the ground."""

    came_from: str
    basis: str
    given_by: str
    known: bool


def list_basis(record: Record, *, opening: Opening) -> ShownBasis | None:
    """Return what was said last of the list a record came from; None where it came from none, or nobody was asked."""
    if record.line_list_id is None:
        return None
    newest = ListBasis.objects.filter(line_list=record.line_list_id).select_related("line_list").order_by("-pk").first()
    if newest is None:
        return None
    said = opening.one(newest.line_list.case, Sealed(GIVEN_BY, newest.row, bytes(newest.given_by)))
    return ShownBasis(
        LIST_ORIGIN.word(newest.came_from), LIST_BASIS.word(newest.basis), said, newest.basis != "unknown"
    )
