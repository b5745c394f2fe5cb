"""A pedigree as a product of small tables.

A person who was not seen has two variables, the allele from the father and that from the mother; one who was seen
has one, which of the few true genotypes behind the observation it is. Founders bring the frequencies; each
transmission brings a table from parent to child, with a switch of two states that says which of the parent's two
alleles went on. Nothing larger than class × class × switch is ever written down, and who can tell nothing (an unseen
person without seen descendants) is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from kintrace.evidence.dna.mutation import Array
from kintrace.evidence.dna.plan import Plan
from kintrace.evidence.dna.tables import Slot, Tables
from kintrace.evidence.pedigree import Pedigree, Person, Sex

# How many values a variable has: those of an allele, of a switch, or of a person's states (ordered or not).
type Size = str | tuple[str, bool]
ALLELE, SWITCH = "allele", "switch"


@dataclass(frozen=True, slots=True)
class Factor:
    """A table over some variables: row × each of them."""

    scope: tuple[int, ...]
    table: Callable[[Tables], Array]


@dataclass(eq=False, slots=True)
class Graph:
    """The variables and the tables of one hypothesis; `kept` are not summed out."""

    sizes: list[Size] = field(default_factory=list)
    factors: list[Factor] = field(default_factory=list)
    kept: list[Slot] = field(default_factory=list)
    scale: float = 1.0
    plans: dict[tuple[int, ...], Plan] = field(default_factory=dict)

    def variable(self, size: Size) -> int:
        self.sizes.append(size)
        return len(self.sizes) - 1

    def factor(self, *scope: int, table: Callable[[Tables], Array]) -> None:
        self.factors.append(Factor(scope, table))

    def dimensions(self, tables: Tables) -> tuple[int, ...]:
        return tuple(_dimension(size, tables) for size in self.sizes)


def _dimension(size: Size, tables: Tables) -> int:
    if isinstance(size, tuple):
        return int(tables.states(size[0], ordered=size[1]).weight.shape[1])
    return 2 if size == SWITCH else tables.width


@lru_cache(maxsize=4096)
def graph_of(
    pedigree: Pedigree, seen: frozenset[str], *, x: bool = False, urn: bool = False, slot: str | None = None
) -> Graph:
    """Build the graph of a pedigree in which the persons `seen` were typed.

    `x`: an X marker. `urn`: founders' alleles are kept instead of weighed, for a prior over all of them together.
    `slot`: the two alleles of this unseen person are kept.
    """
    builder = _Builder(pedigree, seen, x=x, urn=urn, slot=slot)
    for person in builder.relevant():
        builder.add(person)
    return builder.graph


class _Builder:
    """Goes through the persons, parents first."""

    def __init__(self, pedigree: Pedigree, seen: frozenset[str], *, x: bool, urn: bool, slot: str | None) -> None:
        self._pedigree, self._seen, self._x, self._urn, self._slot = pedigree, seen, x, urn, slot
        self._first_of = {twin: group[0] for group in pedigree.twins for twin in group}
        self._slots: dict[str, tuple[Slot, ...]] = {}
        self._symmetric: set[str] = set()
        self.graph = Graph()

    def relevant(self) -> list[Person]:
        """Return the persons who can tell something, one of each set of twins."""
        wanted = {self._one(person) for person in self._seen} | ({self._slot} if self._slot else set())
        found = []
        for person in reversed(self._pedigree.persons):
            if self._one(person.id) == person.id and person.id in wanted:
                found.append(person)
                wanted.update(self._one(parent) for parent in self._informative_parents(person))
        self._present = {person.id for person in found}
        return found[::-1]

    def add(self, person: Person) -> None:
        if person.id in self._seen:
            self._add_seen(person)
        elif person.is_founder:
            self._add_founder(person)
        else:
            alleles = 1 if self._haploid(person) else 2
            self._slots[person.id] = tuple(Slot(self.graph.variable(ALLELE)) for _ in range(alleles))
            self._receive(person)
        if person.id == self._slot:
            self.graph.kept += self._slots[person.id]

    def _add_seen(self, person: Person) -> None:
        ordered = not person.is_founder and not self._haploid(person)
        graph, name = self.graph, person.id
        variable = graph.variable((name, ordered))
        sides = (0,) if self._haploid(person) else (0, 1)
        self._slots[name] = tuple(Slot(variable, name, side, ordered) for side in sides)
        if not person.is_founder:
            graph.factor(variable, table=lambda tables: tables.states(name, ordered=ordered).weight)
            self._receive(person)
        elif self._urn:
            once = self._pedigree.inbreeding_of(name) == 1
            graph.factor(variable, table=lambda tables: tables.homozygous(name) if once else tables.either_order(name))
            graph.kept += self._slots[name][:1] if once else self._slots[name]
        else:
            inbred, haploid = self._pedigree.inbreeding_of(name), self._haploid(person)
            graph.factor(variable, table=lambda tables: tables.founder(name, inbred=inbred, haploid=haploid))

    def _add_founder(self, person: Person) -> None:
        graph, inbred = self.graph, self._pedigree.inbreeding_of(person.id)
        alone = len(self._children(person)) == 1 and person.id != self._slot
        alleles = 1 if alone or inbred == 1 or self._haploid(person) else 2
        slots = tuple(Slot(graph.variable(ALLELE)) for _ in range(alleles))
        self._slots[person.id] = slots
        if alleles == 2:  # noqa: PLR2004 - two of a pair
            self._symmetric.add(person.id)
        if self._urn:
            graph.kept += slots
        elif alleles == 2 and inbred:  # noqa: PLR2004
            graph.factor(*(slot.variable for slot in slots), table=lambda tables: tables.inbred_pair(inbred))
        else:
            for slot in slots:
                graph.factor(slot.variable, table=lambda tables: tables.frequencies)

    def _receive(self, child: Person) -> None:
        slots = self._slots[child.id]
        if self._haploid(child):
            self._send(child.mother, Sex.FEMALE, slots[0])
            return
        self._send(child.father, Sex.MALE, slots[0])
        self._send(child.mother, Sex.FEMALE, slots[1])

    def _send(self, parent: str | None, sex: Sex, into: Slot) -> None:
        """Add the transmission of one allele."""
        name = self._one(parent or "")
        sources, graph = self._slots[name], self.graph
        if name in self._symmetric:  # its two alleles are alike until one of them has gone somewhere
            self._symmetric.discard(name)
            sources = sources[:1]
        if len(sources) == 1:
            (source,) = sources
            graph.factor(source.variable, into.variable, table=lambda tables: tables.sent(sex, source, into))
            return
        graph.scale /= 2
        if sources[0].person is not None:
            graph.factor(
                sources[0].variable, into.variable, table=lambda tables: tables.sent_either(sex, sources, into)
            )
            return
        switch = graph.variable(SWITCH)
        for side, source in enumerate(sources):
            self._switched(switch, source, into, sex=sex, side=side)

    def _switched(self, switch: int, source: Slot, into: Slot, *, sex: Sex, side: int) -> None:
        self.graph.factor(
            switch, source.variable, into.variable, table=lambda tables: tables.sent_if(sex, source, into, side=side)
        )

    def _one(self, person: str) -> str:
        return self._first_of.get(person, person)

    def _haploid(self, person: Person) -> bool:
        return self._x and person.sex is Sex.MALE

    def _informative_parents(self, person: Person) -> Iterator[str]:
        if not self._haploid(person) and person.father is not None:
            yield person.father
        if person.mother is not None:
            yield person.mother

    def _children(self, parent: Person) -> list[Person]:
        return [
            person
            for person in self._pedigree.persons
            if person.id in self._present and parent.id in map(self._one, self._informative_parents(person))
        ]
