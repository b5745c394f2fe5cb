"""The children's register, and one child as the register knows it."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kintrace.access.doors import StaffRequest, requires
from kintrace.registry import actions, queries
from kintrace.registry.forms import ChildrenFilter
from kintrace.registry.models import Side

ROWS_A_PAGE = 50


@requires("registry.view_children")
@require_GET
def children(request: StaffRequest) -> HttpResponse:
    """List the children registered."""
    form = ChildrenFilter(request.GET or {}).offering(queries.states_to_choose(request.user, Side.CHILDREN))
    page = Paginator(queries.children(request.user, **form.narrowing()), ROWS_A_PAGE).get_page(request.GET.get("page"))
    rows = queries.child_rows(request.user, page)
    return render(request, "registry/children.html", {"page": page, "rows": rows, "form": form})


@requires("registry.view_children", hidden=True)
@require_GET
def child(request: StaffRequest, code: str) -> HttpResponse:
    """Show what is said of one registered child."""
    shown = actions.open_child(request.user, code)
    return render(request, "registry/child.html", {"shown": shown})
