"""How common each allele is: the tables that come with kintrace, and facts about markers.

The tables are compiled from `resources/dna`, where their sources and licences stand.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

type Tables = Mapping[str, Mapping[str, float]]  # marker, allele

# Close enough on one arm that siblings inherit them together more often than chance has it.
LINKED = (("D12S391", "vWA"), ("CSF1PO", "D5S818"))


@dataclass(frozen=True, slots=True)
class Source:
    """Where a table of frequencies comes from, and on what terms it may be used; empty where nobody said."""

    citation: str = ""
    licence: str = ""


def shipped() -> Mapping[str, Tables]:
    """Return the frequency databases that come with kintrace, by name."""
    databases: Mapping[str, Tables] = _compiled()["databases"]
    return databases


def source_of(database: str) -> Source:
    """Return where a database that comes with kintrace is from; an empty source for any other."""
    return Source(_compiled()["source"], _compiled()["licence"]) if database in shipped() else Source()


@cache
def _compiled() -> dict[str, Any]:
    text = files("kintrace.evidence.dna").joinpath("frequencies.json").read_text(encoding="utf8")
    compiled: dict[str, Any] = json.loads(text)
    return compiled


def linked_pairs(markers: Iterable[str]) -> list[tuple[str, str]]:
    """Return the pairs of linked markers that are both there."""
    present = set(markers)
    return [pair for pair in LINKED if present.issuperset(pair)]
