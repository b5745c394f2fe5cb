"""How probable is what was seen, if this is the pedigree?

Exact, by summing out what was not seen (`graph`, `plan`). Markers are taken as independent. Convention: an unseen
founder's allele is passed on through the mutation model like anybody's (as pedprobr does; Familias leaves unseen
founders out, which differs by up to 0.02 in a log10 LR where the model is not stationary).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from kintrace.evidence.dna.batch import Batch, Evidence, Row, States
from kintrace.evidence.dna.genotype import Genotype, Profile
from kintrace.evidence.dna.graph import Graph, graph_of
from kintrace.evidence.dna.locus import Locus
from kintrace.evidence.dna.mutation import Array
from kintrace.evidence.dna.plan import Plan, plan_of
from kintrace.evidence.dna.tables import Tables
from kintrace.evidence.dna.urn import weigh_by_urn
from kintrace.evidence.pedigree import Pedigree, Sex
from kintrace.kernel.errors import UnusableData

CELLS_AT_ONCE = 2_000_000  # of the largest table over all rows worked through together
MOST_INBRED = 10  # founders whose inbreeding is summed one by one, with theta


@dataclass(frozen=True, slots=True)
class Conditions:
    """What holds for all markers of a case: X or not, and how alike all founders are (theta)."""

    x: bool = False
    theta: float = 0.0

    def __post_init__(self) -> None:
        if not 0 <= self.theta < 1:
            raise UnusableData(f"Theta is {self.theta}; it lies from 0 to below 1.")


AUTOSOMAL = Conditions()


def likelihoods(pedigree: Pedigree, evidence: Evidence, *, conditions: Conditions = AUTOSOMAL) -> Array:
    """Return the probability of each row of the evidence.

    Raises UnusableData where somebody was seen whom the pedigree lacks.
    """
    found = np.ones(len(evidence.rows))
    for batch in evidence.batches(pedigree.twins, haploids(pedigree, conditions)):
        _check_present(batch, pedigree)
        found[batch.places] = of_batch(pedigree, batch, conditions=conditions)
    return found


def evidence_of(
    profiles: Mapping[str, Profile], loci: Sequence[Locus], *, dropout: Mapping[str, float] | None = None
) -> Evidence:
    """Put profiles (by person, then marker) into rows, one a marker."""
    return Evidence([Row(locus, _at(locus.name, profiles)) for locus in loci], dropout or {})


def _at(marker: str, profiles: Mapping[str, Profile]) -> dict[str, Genotype]:
    return {person: profile[marker] for person, profile in profiles.items() if marker in profile}


def haploids(pedigree: Pedigree, conditions: Conditions) -> frozenset[str]:
    """Return who has one allele only."""
    if not conditions.x:
        return frozenset()
    return frozenset(person.id for person in pedigree.persons if person.sex is Sex.MALE)


def _check_present(batch: Batch, pedigree: Pedigree) -> None:
    absent = next((person for person in batch.states if person not in pedigree), None)
    if absent is not None:
        raise UnusableData(f"{absent} has a profile but is not in the pedigree. Add them, unrelated if need be.")


def of_batch(pedigree: Pedigree, batch: Batch, *, conditions: Conditions) -> Array:
    """Return the probability of each row of a batch."""
    seen = frozenset(batch.states)
    if not conditions.theta:
        return _summed(graph_of(pedigree, seen, x=conditions.x), batch, theta=0.0)
    total = np.zeros(len(batch.places))
    for chance, outbred in _with_inbreeding_known(pedigree):
        total += chance * _summed(graph_of(outbred, seen, x=conditions.x, urn=True), batch, theta=conditions.theta)
    return total


def _with_inbreeding_known(pedigree: Pedigree) -> list[tuple[float, Pedigree]]:
    """Split by which founders carry one allele twice, each case with its probability.

    Such a founder is written as the child of one parent's allele: an unseen founder of coefficient 1.
    """
    inbred = [(founder, share) for founder, share in pedigree.inbreeding if share]
    if len(inbred) > MOST_INBRED:
        raise UnusableData(f"Theta together with more than {MOST_INBRED} inbred founders cannot be summed exactly.")
    found = []
    for subset in range(2 ** len(inbred)):
        twice = {founder for place, (founder, _) in enumerate(inbred) if subset >> place & 1}
        chance = float(np.prod([share if founder in twice else 1 - share for founder, share in inbred]))
        found.append((chance, replace(pedigree, inbreeding=tuple((founder, 1.0) for founder in sorted(twice)))))
    return found


def _summed(graph: Graph, batch: Batch, *, theta: float) -> Array:
    first = Tables(batch)
    plan = plan_for(graph, first)
    rows = max(1, CELLS_AT_ONCE // max(plan.largest, _cells_kept(graph, first)))
    found = np.empty(len(batch.places))
    for start in range(0, len(found), rows):
        part = slice(start, start + rows)
        tables = first if rows >= len(found) else Tables(part_of(batch, part))
        remaining = run(graph, plan, tables)
        found[part] = weigh_by_urn(graph, tables, remaining, theta=theta) if theta else _product(remaining)
    return found * graph.scale


def _cells_kept(graph: Graph, tables: Tables) -> int:
    sizes = graph.dimensions(tables)
    return int(np.prod([float(sizes[variable]) for variable in {slot.variable for slot in graph.kept}]))


def plan_for(graph: Graph, tables: Tables) -> Plan:
    """Return the order of summation, found once for each graph and sizes."""
    sizes = graph.dimensions(tables)
    if sizes not in graph.plans:
        other = next(iter(graph.plans.values()), None)
        again = None if other is None else other.for_sizes(sizes)
        kept = {slot.variable for slot in graph.kept}
        graph.plans[sizes] = again or plan_of([factor.scope for factor in graph.factors], sizes, kept=kept)
    return graph.plans[sizes]


def run(graph: Graph, plan: Plan, tables: Tables) -> list[tuple[tuple[int, ...], Array]]:
    """Carry the plan out and return what remains, each table with its variables (none, where all is summed)."""
    heap = dict(enumerate(factor.table(tables) for factor in graph.factors))
    for place, step in enumerate(plan.steps, start=len(heap)):
        heap[place] = np.einsum(step.spec, *(heap.pop(used) for used in step.places))
    return [(scope, heap[place]) for place, scope in plan.remaining]


def _product(remaining: Sequence[tuple[tuple[int, ...], Array]]) -> Array:
    product: Array = np.multiply.reduce([table for _, table in remaining])
    return product


def part_of(batch: Batch, part: slice) -> Batch:
    """Return some rows of a batch."""
    return Batch(
        batch.places[part],
        batch.frequencies[part],
        {sex: matrix[part] for sex, matrix in batch.matrices.items()},
        {
            person: States(states.first[part], states.second[part], states.weight[part])
            for person, states in batch.states.items()
        },
    )
