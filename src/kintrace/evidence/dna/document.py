"""Reading what a file of cases says, so that every complaint names the place.

A `Part` is a piece of a JSON document that knows where it stands ("case trio_7, hypotheses, parent, row 3").
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kintrace.kernel.errors import UnusableData


@dataclass(frozen=True, slots=True)
class Part:
    """A value in a document and the way to it."""

    value: Any
    place: str

    def wrong(self, what: str) -> UnusableData:
        return UnusableData(f"{self.place}: {what}")

    def __getitem__(self, key: str) -> Part:
        """Return what stands under a key; raises UnusableData where nothing does."""
        found = self.get(key)
        if found is None:
            raise self.wrong(f"{key} is missing.")
        return found

    def get(self, key: str) -> Part | None:
        """Return what stands under a key; None where nothing, or null, does."""
        if not isinstance(self.value, dict):
            raise self.wrong("should be a group of named values, in braces.")
        value = self.value.get(key)
        return None if value is None else Part(value, f"{self.place}, {key}")

    def items(self) -> Iterator[tuple[str, Part]]:
        if not isinstance(self.value, dict):
            raise self.wrong("should be a group of named values, in braces.")
        for key, value in self.value.items():
            yield str(key), Part(value, f"{self.place}, {key}")

    def list(self) -> list[Part]:
        if not isinstance(self.value, list):
            raise self.wrong("should be a list, in square brackets.")
        return [Part(value, f"{self.place}, row {number}") for number, value in enumerate(self.value, start=1)]

    def text(self) -> str:
        if isinstance(self.value, bool) or not isinstance(self.value, str | int):
            raise self.wrong(f"should be a name or a short text, not {str(self.value)[:40]!r}.")
        return str(self.value)

    def number(self) -> float:
        try:
            found = float(self.value) if not isinstance(self.value, bool) else math.nan
        except (TypeError, ValueError, OverflowError):
            found = math.nan
        if not math.isfinite(found):
            raise self.wrong(f"should be a number, not {str(self.value)[:40]!r}.")
        return found

    def texts(self) -> tuple[str, ...]:
        return tuple(part.text() for part in self.list())

    def number_of(self, key: str, *, otherwise: float) -> float:
        found = self.get(key)
        return otherwise if found is None else found.number()
