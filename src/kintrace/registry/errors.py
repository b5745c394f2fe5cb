"""What the record refuses, each with what to do next.

KintraceError
└── Refused
    ├── NotNext            a state that cannot follow the present one
    ├── GroundMissing      a move without what it has to rest on
    ├── ConsentMissing     a move nobody agreed to
    ├── ReasonMissing      closing, or judging, without saying why
    ├── MovedMeanwhile     somebody else was quicker
    ├── BothUses           one fact for matching and held back
    ├── AlreadyJudged      the same person has judged this pair, and has not withdrawn it
    └── NotYetErasable     a case that is open, or whose time has not come
"""

from __future__ import annotations

from kintrace.kernel.errors import KintraceError


class Refused(KintraceError):
    """The record does not take it; nothing was changed."""


class NotNext(Refused):
    """That state cannot follow the present one."""


class GroundMissing(Refused):
    """Something the move must rest on is missing."""


class ConsentMissing(Refused):
    """Nobody agreed to what the move needs."""


class ReasonMissing(Refused):
    """A case is closed, or a pair judged, without a reason."""


class MovedMeanwhile(Refused):
    """The case was moved by somebody else since it was read."""


class BothUses(Refused):
    """One fact would be both for matching and held back for verification."""


class AlreadyJudged(Refused):
    """The same person has already judged this pair."""


class NotYetErasable(Refused):
    """The case is not closed, or its time has not come."""
