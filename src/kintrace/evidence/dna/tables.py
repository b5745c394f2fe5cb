"""The small tables of a batch: what founders bring, what is passed on, what was seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kintrace.evidence.dna.batch import Batch, States
from kintrace.evidence.dna.mutation import Array
from kintrace.evidence.pedigree import Sex


@dataclass(frozen=True, slots=True)
class Slot:
    """Where one allele of a person is written: a variable of its own, or a side of the person's states."""

    variable: int
    person: str | None = None
    side: int = 0
    ordered: bool = True


class Tables:
    """Tables over one batch, each made once; their first axis is the row."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch
        self.frequencies = batch.frequencies
        self.count, self.width = batch.frequencies.shape
        self._rows = np.arange(self.count)
        self._states: dict[tuple[str, bool], States] = {}
        self._sent: dict[tuple[object, ...], Array] = {}

    def states(self, person: str, *, ordered: bool) -> States:
        key = (person, ordered)
        if key not in self._states:
            states = self._batch.states[person]
            self._states[key] = states.both_orders() if ordered else states
        return self._states[key]

    def either_order(self, person: str) -> Array:
        return self._batch.states[person].either_order().weight

    def homozygous(self, person: str) -> Array:
        states = self._batch.states[person]
        found: Array = states.weight * (states.first == states.second)
        return found

    def founder(self, person: str, *, inbred: float, haploid: bool) -> Array:
        """Return the probability of each state of a founder who was seen, times that of seeing what was seen."""
        states = self._batch.states[person]
        first = self._frequency_of(states.first)
        if haploid:
            return states.weight * first
        states = states.either_order()
        chance = first * self._frequency_of(states.second)
        if inbred:
            chance = (1 - inbred) * chance + inbred * first * (states.first == states.second)
        return states.weight * chance

    def _frequency_of(self, classes: NDArray[np.intp]) -> Array:
        return self.frequencies[self._rows[:, None], classes]

    def inbred_pair(self, inbred: float) -> Array:
        """Return the probability of both alleles of a founder who was not seen."""
        single = self.frequencies
        independent = single[:, :, None] * single[:, None, :]
        return (1 - inbred) * independent + inbred * single[:, :, None] * np.eye(self.width)

    def classes(self, slot: Slot) -> NDArray[np.intp] | None:
        """Return which class each state holds in this slot; None where the variable is the class itself."""
        if slot.person is None:
            return None
        states = self.states(slot.person, ordered=slot.ordered)
        return states.second if slot.side else states.first

    def sent(self, sex: Sex, source: Slot, into: Slot) -> Array:
        """Return the probability of what arrives (last axis) given what is passed on (middle axis)."""
        key = (sex, source.person, source.side, source.ordered, into.person, into.side, into.ordered)
        if key not in self._sent:
            self._sent[key] = self._gather(self._batch.matrices[sex], self.classes(source), self.classes(into))
        return self._sent[key]

    def _gather(self, matrix: Array, given: NDArray[np.intp] | None, arriving: NDArray[np.intp] | None) -> Array:
        rows = self._rows
        if given is None:
            return matrix if arriving is None else matrix[rows[:, None, None], self._all(), arriving[:, None, :]]
        if arriving is None:
            return matrix[rows[:, None], given]
        return matrix[rows[:, None, None], given[:, :, None], arriving[:, None, :]]

    def _all(self) -> NDArray[np.intp]:
        return np.arange(self.width)[None, :, None]

    def sent_either(self, sex: Sex, sources: Sequence[Slot], into: Slot) -> Array:
        return self.sent(sex, sources[0], into) + self.sent(sex, sources[1], into)

    def sent_if(self, sex: Sex, source: Slot, into: Slot, *, side: int) -> Array:
        """Return the table of a switch: `sent` where it points to this side, one where it does not."""
        key = ("if", side, sex, source.person, into.person, into.side, into.ordered)
        if key not in self._sent:
            table = self.sent(sex, source, into)
            switched = np.ones((self.count, 2, *table.shape[1:]))
            switched[:, side] = table
            self._sent[key] = switched
        return self._sent[key]
