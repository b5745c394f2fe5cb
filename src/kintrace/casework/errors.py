"""What casework refuses, each with what to do next."""

from __future__ import annotations

from kintrace.access.confiding import NotHere, TooFew
from kintrace.kernel.errors import KintraceError

__all__ = ["NotFit", "NotHere", "TooFew"]


class NotFit(KintraceError):
    """A person, or a kind of text, does not fit the case."""
