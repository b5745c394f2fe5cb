"""A list that is held in memory and never lies on a disk; read like one that does."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO


@dataclass(frozen=True, slots=True)
class Held:
    """The bytes of a file."""

    content: bytes = field(repr=False)


type Place = Path | Held


def open_bytes(place: Place) -> IO[bytes]:
    """Open a list as bytes."""
    return io.BytesIO(place.content) if isinstance(place, Held) else place.open("rb")


def open_text(place: Place, *, encoding: str, errors: str = "strict") -> io.TextIOWrapper:
    """Open a list as text, with line ends as they are."""
    if isinstance(place, Held):
        return io.TextIOWrapper(io.BytesIO(place.content), encoding=encoding, errors=errors, newline="")
    return place.open(encoding=encoding, errors=errors, newline="")
