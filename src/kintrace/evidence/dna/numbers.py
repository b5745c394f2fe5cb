"""What a report goes by and was measured with: numbers and codes that the profiles themselves do not tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kintrace.evidence.dna.document import Part
from kintrace.evidence.dna.frequencies import Source
from kintrace.kernel.says import Sentence

UNSAID = Source()


@dataclass(frozen=True, slots=True)
class Numbers:
    """All optional, and codes, never names.

    `date` is written as it should be read. `excluded` says of markers that were left out why.
    """

    report: str = ""
    date: str = ""
    laboratory: str = ""
    kit: str = ""
    source: Source = UNSAID
    excluded: Mapping[str, str | Sentence] = field(default_factory=dict)


def read_numbers(case: Part) -> Numbers:
    """Read what stands under `report` of a case in a file; nothing there is nothing known."""
    part = case.get("report")
    if part is None:
        return Numbers()
    excluded = part.get("excluded")
    return Numbers(
        report=_text(part, "number"),
        date=_text(part, "date"),
        laboratory=_text(part, "laboratory"),
        kit=_text(part, "kit"),
        source=Source(_text(part, "frequency_source"), _text(part, "frequency_licence")),
        excluded={} if excluded is None else {marker: why.text() for marker, why in excluded.items()},
    )


def _text(part: Part, key: str) -> str:
    found = part.get(key)
    return "" if found is None else found.text()
