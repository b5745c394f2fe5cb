"""The transducer as it is asked rather than fitted: many places of a table at once, so that few pairs cost little.

A lookup weighs some hundred pairs; reckoned place by place most of its time would go into starting
each small sum. Here all places of a row that do not wait for one another are reckoned together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from kintrace.evidence.spelling.alphabet import Coded
from kintrace.evidence.spelling.transducer import HARDLY, STEPS, Floats, Ints, Transducer, alike_in_size

FEW = 1000  # pairs that are reckoned together, whatever their sizes


@dataclass(frozen=True, slots=True)
class SwiftTransducer(Transducer):
    """The same sums as `Transducer`, added up in another order."""

    def joint_nats(self, first: Coded, second: Coded, *, rows: Ints, cols: Ints) -> Floats:
        """Return ln P(spelling rows[k] of first, spelling cols[k] of second | one name) for every k."""
        out = np.zeros(len(rows))
        for block in blocks(first.lengths[rows], second.lengths[cols]):
            x, y = first.at(rows[block]), second.at(cols[block])
            out[block] = self.filled(x, y)[x.lengths, y.lengths, np.arange(len(block))]
        return np.log(np.maximum(out, HARDLY))

    def filled(self, x: Coded, y: Coded) -> Floats:
        """Fill the table of P(first i letters, first j letters), shape (i, j, pairs), a row at a time."""
        flat, width = np.ravel(self.theta), len(self.second)
        n, m = int(x.lengths.max()), int(y.lengths.max())
        starts = [np.ascontiguousarray(runs.T[: n + 1]) * width for runs in x.runs]
        ends = [np.ascontiguousarray(runs.T[: m + 1]) for runs in y.runs]
        dropped, put = flat.take(starts[0]), flat.take(ends[0])
        table = np.zeros((n + 1, m + 1, len(x.lengths)))
        table[0, 0] = 1.0
        for i in range(1, n + 1):
            row = table[i, 1:]
            np.multiply(table[i - 1, 1:], dropped[i], out=row)
            for a, b in STEPS:
                if a and b and a <= i and b <= m:
                    chance = flat.take(starts[a - 1][i] + ends[b - 1][b:])
                    row[b - 1 :] += table[i - a, : m - b + 1] * chance
            for j in range(2, m + 1):
                table[i, j] += table[i, j - 1] * put[j]
        return table


def blocks(first: Ints, second: Ints) -> Iterator[Ints]:
    """Split pairs into blocks that are reckoned together, by the lengths of their words; few stay in one."""
    if 0 < len(first) <= FEW:
        yield np.arange(len(first))
    else:
        yield from alike_in_size(first, second)
