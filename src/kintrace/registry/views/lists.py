"""The children's register, and one child as the register knows it."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from kintrace.access.doors import StaffRequest, requires
from kintrace.registry import actions, queries
from kintrace.registry.forms import ChildrenFilter
from kintrace.registry.models import Side
from kintrace.web.searching import narrowed_by, to_address

ROWS_A_PAGE = 50


@requires("registry.view_children")
@require_http_methods(["GET", "POST"])
def children(request: StaffRequest) -> HttpResponse:
    """List the children registered; a name to search for is posted."""
    said = narrowed_by(request)
    form = ChildrenFilter(said).offering(queries.states_to_choose(request.user, Side.CHILDREN))
    narrowing = form.narrowing()
    if (elsewhere := to_address(request, "registry:children")) is not None:
        return elsewhere
    page = Paginator(queries.children(request.user, **narrowing), ROWS_A_PAGE).get_page(said.get("page"))
    rows = queries.child_rows(request.user, page)
    return render(request, "registry/children.html", {"page": page, "rows": rows, "form": form})


@requires("registry.erase")
@require_GET
def due_for_erasure(request: StaffRequest) -> HttpResponse:
    """List the cases that were kept as long as they may be."""
    page = Paginator(actions.waiting_for_erasure(request.user), ROWS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "registry/due_for_erasure.html", {"page": page})


@requires("registry.view_children", hidden=True)
@require_GET
def child(request: StaffRequest, code: str) -> HttpResponse:
    """Show what is said of one registered child."""
    shown = actions.open_child(request.user, code)
    return render(request, "registry/child.html", {"shown": shown})
