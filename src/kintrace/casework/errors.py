"""What casework refuses, each with what to do next."""

from __future__ import annotations

from kintrace.kernel.errors import KintraceError


class NotHere(KintraceError):
    """Something that the act needs is not there yet: a recovery key, a desk on call, a card."""


class NotFit(KintraceError):
    """A person, or a kind of text, does not fit the case."""


class TooFew(KintraceError):
    """Fewer than two people would be left on the case."""
