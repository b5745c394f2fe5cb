"""Theta: all founders of all families come from one population whose members are alike.

Their alleles are drawn from one urn, one after the other: an allele that was drawn before is likelier to come again,
(theta·seen + (1−theta)·p) / (1 + (drawn−1)·theta), the sampling formula of Balding and Nichols. It ties founders
of different families together, so the table over all founders' alleles is kept and weighed as a whole.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kintrace.evidence.dna.graph import Graph
from kintrace.evidence.dna.mutation import Array
from kintrace.evidence.dna.spread import along, spread
from kintrace.evidence.dna.tables import Slot, Tables
from kintrace.kernel.errors import UnusableData

MOST_CELLS = 30_000_000


def weigh_by_urn(
    graph: Graph, tables: Tables, remaining: Sequence[tuple[tuple[int, ...], Array]], *, theta: float
) -> Array:
    """Sum what remains over the founders' alleles, each combination with its probability from the urn."""
    axes = {variable: place for place, variable in enumerate(dict.fromkeys(slot.variable for slot in graph.kept))}
    sizes = graph.dimensions(tables)
    if np.prod([float(sizes[variable]) for variable in axes]) > MOST_CELLS:
        raise UnusableData("With theta, this many unseen founders cannot be summed exactly. Set theta to 0.")
    prior = np.ones((tables.count, *(1 for _ in axes)))
    drawn: list[NDArray[np.intp]] = []
    for number, slot in enumerate(graph.kept):
        now = along(_classes(tables, slot), axes[slot.variable], len(axes))
        seen_before = sum(((now == before).astype(float) for before in drawn), start=np.zeros(1))
        chance = along(_frequencies(tables, slot), axes[slot.variable], len(axes))
        prior = prior * (theta * seen_before + (1 - theta) * chance) / (1 + (number - 1) * theta)
        drawn.append(now)
    for scope, table in remaining:
        prior = prior * spread(table, [axes[variable] for variable in scope], len(axes))
    return prior.reshape(tables.count, -1).sum(axis=1)


def _classes(tables: Tables, slot: Slot) -> NDArray[np.intp]:
    classes = tables.classes(slot)
    return np.broadcast_to(np.arange(tables.width), (tables.count, tables.width)) if classes is None else classes


def _frequencies(tables: Tables, slot: Slot) -> Array:
    return np.take_along_axis(tables.frequencies, _classes(tables, slot), axis=1)
