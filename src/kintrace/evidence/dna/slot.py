"""How likely is all that was seen, together with each genotype that one more person could have?"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from kintrace.evidence.dna.batch import Batch
from kintrace.evidence.dna.graph import Graph, graph_of
from kintrace.evidence.dna.likelihood import CELLS_AT_ONCE, part_of, plan_for, run
from kintrace.evidence.dna.mutation import Array
from kintrace.evidence.dna.plan import Plan
from kintrace.evidence.dna.spread import spread
from kintrace.evidence.dna.tables import Tables
from kintrace.evidence.pedigree import Pedigree


class Slot:
    """An unseen person in a pedigree, and rows in which the same others were seen."""

    def __init__(self, pedigree: Pedigree, person: str, batch: Batch) -> None:
        self._graph: Graph = graph_of(pedigree, frozenset(batch.states), slot=person)
        self._batch = batch
        self._plan: Plan = plan_for(self._graph, Tables(batch))

    def parts(self) -> Iterator[tuple[range, Batch]]:
        """Yield so many rows at a time as fit into memory."""
        cells = max(self._plan.largest, self._batch.frequencies.shape[1] ** 2)
        rows = max(1, CELLS_AT_ONCE // cells)
        for start in range(0, len(self._batch.places), rows):
            part = part_of(self._batch, slice(start, start + rows))
            yield range(start, start + len(part.places)), part

    def table(self, part: Batch) -> Array:
        """Return row × allele from the father × allele from the mother."""
        axes = {slot.variable: place for place, slot in enumerate(self._graph.kept)}
        width = part.frequencies.shape[1]
        table = np.full((len(part.places), *(width for _ in axes)), self._graph.scale)
        for scope, factor in run(self._graph, self._plan, Tables(part)):
            table *= spread(factor, [axes[variable] for variable in scope], len(axes))
        return table
