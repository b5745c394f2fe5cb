"""What was said about when somebody was born, as a span of days and how it is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kintrace.kernel.spans import Span


class Basis(StrEnum):
    """How a birth is known; decides how wrong it may be."""

    DOCUMENT = "document"  # a date of birth from papers or from the family
    STATED = "stated"  # an age somebody said
    OBSERVED = "observed"  # an age judged by looking


@dataclass(frozen=True, slots=True)
class Birth:
    """Days within which a birth is said to lie: `span` as said, not yet widened for error.

    `as_of` is the day an age was true ("4" on 2017-08-01 is the span 2012-08-02–2013-08-01);
    None where a date of birth was given.
    """

    span: Span
    basis: Basis
    as_of: date | None = None
