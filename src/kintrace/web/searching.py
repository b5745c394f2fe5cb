"""Lists that are searched by a name: its words are posted, so that no address, history or log of a proxy holds them.

What else narrows a list stays in its address, which can be shared and gone back to.
"""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

WORDS: Final = "text"
NOT_SHARED: Final = frozenset({WORDS, "csrfmiddlewaretoken"})


def narrowed_by(request: HttpRequest) -> QueryDict:
    """Return what narrows a list and which page of it is asked for; words in an address are not listened to."""
    said = (request.POST if request.method == "POST" else request.GET).copy()
    if request.method != "POST":
        said.pop(WORDS, None)
    return said


def to_address(request: HttpRequest, name: str) -> HttpResponse | None:
    """Lead a search without words to the address that says the rest, and an address with words to one without.

    `name` is that of the list's own address, so that nothing which was sent decides where this leads.
    """
    posted = request.method == "POST"
    if posted == bool(request.POST.get(WORDS, "").strip()) and (posted or WORDS not in request.GET):
        return None
    rest = QueryDict(mutable=True)
    for field, values in narrowed_by(request).lists():
        if field not in NOT_SHARED and any(values):
            rest.setlist(field, values)
    own = reverse(name)
    return redirect(f"{own}?{rest.urlencode()}" if rest else own)
