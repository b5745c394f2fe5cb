"""What the laboratory refuses, each with what to do next."""

from __future__ import annotations

from kintrace.kernel.errors import KintraceError


class NotTheirs(KintraceError):
    """Somebody agreed for another: only who gave a sample agrees, or, for a child, a guardian."""


class NotNext(KintraceError):
    """A sample cannot take this step now."""


class HeldAlready(KintraceError):
    """There is a living sample of this person."""


class NothingToCompare(KintraceError):
    """A family or a child has no profile whose giver agreed."""


class Decided(KintraceError):
    """The file or finding was decided about before."""


class ReadByAnother(KintraceError):
    """A finding is read by somebody other than whoever proposed it."""


class ChangedMeanwhile(KintraceError):
    """What a finding rests on changed while it was computed."""


class NotReadYet(KintraceError):
    """There is no report of a finding that nobody else has read."""


class EnoughForToday(KintraceError):
    """As many screenings as one day needs have been made."""
