"""Looking at one record, which leaves a trace."""

from __future__ import annotations

from kintrace.access.models import User
from kintrace.registry.opening import Opening
from kintrace.registry.queries import ChildPage, WorkPage, child_page, work_page


def open_child(by: User, code: str) -> ChildPage:
    """Show one registered child, and note who looked."""
    opening = Opening(by, "child.opened", subject=code, purpose="registration")
    page = child_page(by, code, opening=opening)
    opening()
    return page


def open_for_work(by: User, code: str) -> WorkPage:
    """Show one case to whoever has something to add to it, and note who looked."""
    opening = Opening(by, "case.opened", subject=code)
    page = work_page(by, code, opening=opening)
    opening()
    return page
