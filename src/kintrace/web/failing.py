"""What is said when the site itself fails; that the disk is full is said in words, since somebody can mend it."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

FULL: Final = ("database or disk is full", "no space left on device")  # as SQLite and PostgreSQL say it


def failed(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  # the shape is Django's
    """Answer 507 where there is no room left, and 500 otherwise; the page asks nothing of any database."""
    name, status = ("507.html", 507) if is_full(sys.exception()) else ("500.html", 500)
    response = HttpResponse(render_to_string(name), status=status)
    if status != 500:  # noqa: PLR2004  # the status of any other failure
        response.headers["Retry-After"] = "600"
    return response


def is_full(error: BaseException | None) -> bool:
    """Tell whether an error, or what led to it, is that a disk has no room left."""
    return any(
        (isinstance(one, OSError) and one.errno in {errno.ENOSPC, errno.EDQUOT})
        or any(words in str(one).casefold() for words in FULL)
        for one in _chain(error)
    )


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
