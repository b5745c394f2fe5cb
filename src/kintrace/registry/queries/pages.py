"""What the pages of the children's register are made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from kintrace.access.models import User
from kintrace.access.permissions import require
from kintrace.registry.models import ChildRecord, Side
from kintrace.registry.opening import Opening
from kintrace.registry.queries.bases import ShownBasis, list_basis
from kintrace.registry.queries.cases import Life, life
from kintrace.registry.queries.duplicates import Twin, twins
from kintrace.registry.queries.finding import found_by_name
from kintrace.registry.queries.records import InList, child_record, in_lists, narrowed, visible
from kintrace.registry.queries.statements import Statements, held_back_count, shown_names, shown_statements
from kintrace.registry.queries.veil import in_states, ordered, state_shown
from kintrace.registry.states import State


@dataclass(frozen=True, slots=True)
class ChildPage:
    """One registered child, what is said of it, and what became of it so far."""

    child: ChildRecord
    listed: InList
    basis: ShownBasis | None
    statements: Statements
    held_back: int
    life: Life
    twins: tuple[Twin, ...]


@dataclass(frozen=True, slots=True)
class ChildRow:
    """One line of the children's register."""

    child: ChildRecord
    state: State  # as the viewer reads it
    listed: InList
    names: tuple[str, ...]


def children(
    viewer: User,
    *,
    text: str = "",
    state: str = "",
    order: str = "code",
    **narrowing: Any,  # noqa: ANN401  # the other fields of `narrowed`
) -> QuerySet[ChildRecord]:
    """Return the children's register; `text` finds a code, a name, a list or the id in it."""
    require(viewer, "registry.view_children")
    among = found_by_name(viewer, Side.CHILDREN, text) if text else ()
    rows = narrowed(ChildRecord.objects.filter(visible(viewer, Side.CHILDREN)), text=text, among=among, **narrowing)
    rows = in_states(viewer, Side.CHILDREN, rows.select_related("office", "assignee"), state=state)
    return ordered(viewer, Side.CHILDREN, rows, order=order)


def child_rows(viewer: User, page: Iterable[ChildRecord]) -> tuple[ChildRow, ...]:
    """Put the names said of each child beside it, and where it stands in its list."""
    page = list(page)
    opening = Opening(viewer, "children.listed", subject=f"children {len(page)}")
    names = shown_names(viewer, Side.CHILDREN, records=page, opening=opening)
    listed = in_lists(viewer, page, opening=opening)
    return tuple(ChildRow(row, state_shown(viewer, row), listed[row.case], names[row.code]) for row in page)


def child_page(viewer: User, code: str, *, opening: Opening | None = None) -> ChildPage:
    """Return one registered child with what is said of it; raises Http404."""
    child = child_record(viewer, code)
    opening = opening or Opening(viewer, "child.opened", subject=code)
    return ChildPage(
        child=child,
        listed=in_lists(viewer, [child], opening=opening)[child.case],
        basis=list_basis(child, opening=opening),
        statements=shown_statements(viewer, child, opening=opening),
        held_back=held_back_count(viewer, child),
        life=life(viewer, child, opening=opening),
        twins=twins(viewer, child, opening=opening),
    )
