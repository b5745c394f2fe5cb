"""Match two lists: for every request the children it may mean, how probable each is, and why.

The order of the work: read the words of both lists; find the households of the register; weigh
words against words; open the pairs worth a look; weigh those, a block of requests at a time; turn
weights into probabilities over the whole list and "not in this list"; explain the best.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kintrace.matching.alike import alike
from kintrace.matching.because import Explainer
from kintrace.matching.blocking import Index, worth_a_look
from kintrace.matching.dossier import Dossier
from kintrace.matching.households import completed, households
from kintrace.matching.match import KINDS, Candidate, Prior, Progress, Ranking
from kintrace.matching.model import Model, load_model
from kintrace.matching.posterior import Options, Posterior, Shares, fitted_shares, posterior, told_shares
from kintrace.matching.sheet import NOBODY, Sheet
from kintrace.matching.terms import Background, Pairs, weigh_terms

type Floats = NDArray[np.floating[Any]]
type Ints = NDArray[np.int64]
type Bools = NDArray[np.bool_]

BLOCK = 500  # requests weighed together
PARENT_COUNTS = 0.4  # a parent stands in the register once for each of about two and a half children


class Weighed:
    """All pairs worth a look with what each comparison says of them; made by `weigh_lists`."""

    def __init__(self, requests: Sheet, register: Sheet, household: Ints, *, progress: Progress | None = None) -> None:
        self.requests, self.register, self.household = requests, register, household
        self.background = Background(requests, register)
        self.likeness = alike(requests, register, _bearers(register))
        blocks = list(self._blocks(progress))
        columns = (np.concatenate(part) for part in zip(*blocks, strict=True))
        self.rows, self.cols, self.witness, self.this, self.sibling = columns

    def _blocks(self, progress: Progress | None) -> Iterator[tuple[Ints, Ints, Bools, Floats, Floats]]:
        index = Index(self.register, self.likeness)
        count = len(self.requests)
        for first in range(0, max(count, 1), BLOCK):
            last = min(first + BLOCK, count)
            rows, cols, witness = worth_a_look(self.requests, index, first=first, last=last)
            pairs = Pairs(self.requests, self.register, self.likeness, rows, cols)
            yield rows, cols, witness, *weigh_terms(self.background, pairs)
            if progress is not None:
                progress(last, count)

    def options(self, model: Model) -> Options:
        """Sum the comparisons, each by its factor."""
        return Options(
            this=self.this @ model.this,
            sibling=self.sibling @ model.sibling,
            household=self.household[self.cols],
            starts=np.searchsorted(self.rows, np.arange(len(self.requests) + 1)),
            witness=self.witness,
            register_size=max(len(self.register), 1),
        )


def weigh_lists(
    requests: Sequence[Dossier], children: Sequence[Dossier], *, progress: Progress | None = None
) -> Weighed:
    """Weigh every pair of two lists that is worth a look."""
    register = Sheet.of(children)
    household = households(register)
    return Weighed(Sheet.of(requests), completed(register, household), household, progress=progress)


def match_lists(
    requests: Sequence[Dossier],
    children: Sequence[Dossier],
    *,
    population: float | None = None,
    top: int = 10,
    progress: Progress | None = None,
    model: Model | None = None,
    refused: Collection[tuple[str, str]] = (),
    words: int = len(KINDS),
) -> tuple[Ranking, ...]:
    """Rank the children of a list for every request, in the order of the requests.

    `population` is how many children could be meant; without it, how many sought children are
    registered is fitted from the lists. `refused` pairs (request id, child id) are not proposed and
    count as settled. `words` is how many kinds of evidence of a candidate get sentences.
    Probabilities are calibrated on synthetic worlds; see `model.json`.
    """
    if not requests or not children:
        return tuple(_nobody(request, population) for request in requests)
    model = model or load_model()
    weighed = weigh_lists(requests, children, progress=progress)
    options = without(weighed, weighed.options(model), refused)
    shares = fitted_shares(options, start=model.shares)
    if population is not None:
        shares = told_shares(population, register_size=len(children), fitted=shares)
    probable = posterior(options, shares)
    prior = _prior(shares, probable, told=population, register_size=len(children))
    explainer = Explainer(weighed.background, weighed.likeness, model, household=weighed.household)
    return tuple(
        _ranking(weighed, explainer, options=options, probable=probable, row=row, top=top, prior=prior, words=words)
        for row in range(len(requests))
    )


def without(weighed: Weighed, options: Options, refused: Collection[tuple[str, str]]) -> Options:
    """Return the options with what people refused made as good as impossible: as this child, not as a sibling."""
    if not refused:
        return options
    pairs = set(refused)
    ids = zip(weighed.rows, weighed.cols, strict=True)
    gone = np.array(
        [(weighed.requests.dossiers[r].id, weighed.register.dossiers[c].id) in pairs for r, c in ids], dtype=bool
    )
    this = np.where(gone, -np.inf, options.this)
    return replace(options, this=this)


def _ranking(
    weighed: Weighed,
    explainer: Explainer,
    *,
    options: Options,
    probable: Posterior,
    row: int,
    top: int,
    prior: Prior,
    words: int,
) -> Ranking:
    pairs = np.arange(options.starts[row], options.starts[row + 1])
    pairs = pairs[np.isfinite(options.this[pairs]) & ~options.witness[pairs]]
    best = pairs[np.lexsort((weighed.cols[pairs], -options.this[pairs]))][:top]
    candidates = tuple(
        Candidate(
            child_id=weighed.register.dossiers[weighed.cols[pair]].id,
            rank=rank,
            weight=float(options.this[pair]),
            probability=float(probable.this[pair]),
            sibling_probability=float(probable.sibling[pair]),
            terms=explainer.terms(row, int(weighed.cols[pair]), weights=weighed.this[pair], words=words),
        )
        for rank, pair in enumerate(best, start=1)
    )
    return Ranking(weighed.requests.dossiers[row].id, candidates, float(probable.absent[row]), prior)


def _prior(shares: Shares, probable: Posterior, *, told: float | None, register_size: int) -> Prior:
    """Say what was held before; the share that is registered is read off the answers unless it was told."""
    if told is not None:
        return Prior(told, shares.this, fitted=False)
    return Prior(register_size / shares.this, float(1 - probable.absent.mean()), fitted=True)


def _nobody(request: Dossier, population: float | None) -> Ranking:
    """Answer for an empty list: it has nobody in it."""
    prior = Prior(population or 1.0, 0.0, fitted=population is None)
    return Ranking(request.id, (), 1.0, prior)


def _bearers(register: Sheet) -> NDArray[np.float64]:
    """Count who bears each word of the register as a name of their own."""
    counts: NDArray[np.float64] = np.zeros(len(register.words))
    for role, each in (("given", 1.0), ("father", PARENT_COUNTS), ("mother", PARENT_COUNTS)):
        words = register.words_of[role]
        np.add.at(counts, words[words != NOBODY], each)
    return counts
