"""How common each allele is: the tables that come with kintrace, and facts about markers.

The tables are compiled from `resources/dna`, where their sources and licences stand.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

type Tables = Mapping[str, Mapping[str, float]]  # marker, allele

# Close enough on one arm that siblings inherit them together more often than chance has it.
LINKED = (("D12S391", "vWA"), ("CSF1PO", "D5S818"))


@cache
def shipped() -> Mapping[str, Tables]:
    """Return the frequency databases that come with kintrace, by name."""
    text = files("kintrace.evidence.dna").joinpath("frequencies.json").read_text(encoding="utf8")
    databases: Mapping[str, Tables] = json.loads(text)["databases"]
    return databases


def linked_pairs(markers: Iterable[str]) -> list[tuple[str, str]]:
    """Return the pairs of linked markers that are both there."""
    present = set(markers)
    return [pair for pair in LINKED if present.issuperset(pair)]
