"""Writing down that a child sought has a relative: a place in the family, and no name."""

from __future__ import annotations

from kintrace.access.models import User
from kintrace.access.permissions import require
from kintrace.registry.actions import add_relative
from kintrace.registry.models import Person, TracingRequest
from kintrace.registry.queries import case_of


def add_relative_of(by: User, request: TracingRequest, kind: str, *, number: int) -> Person:
    """Add somebody who is `kind`, a code of REL, to one child sought."""
    require(by, "laboratory.add_relative", case=case_of(request))
    return add_relative(by, request, kind, number=number)
