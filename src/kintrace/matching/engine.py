"""Match two lists: for every request the children it may mean, how probable each is, and why.

The order of the work: read the words of both lists; find the households of the register; weigh
words against words; open the pairs worth a look; weigh those, a block of requests at a time; turn
weights into probabilities over the whole list and "not in this list"; let requests of one family
hear one another; explain the best.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kintrace.matching.because import Explainer
from kintrace.matching.dossier import Dossier
from kintrace.matching.genetic import Told, with_dna
from kintrace.matching.joint import Asked, claiming_alike, jointly
from kintrace.matching.match import KINDS, Candidate, Prior, Progress, Ranking
from kintrace.matching.model import Model, load_model
from kintrace.matching.posterior import Options, Posterior, Shares, fitted_shares, posterior, told_shares
from kintrace.matching.prepared import Prepared
from kintrace.matching.terms import weigh_terms
from kintrace.matching.together import ORIGIN, shrunk_by
from kintrace.matching.within import Within
from kintrace.matching.workers import shared

type Floats = NDArray[np.float64]
type Terms = NDArray[np.floating[Any]]
type Ints = NDArray[np.int64]
type Bools = NDArray[np.bool_]

NO_PAIRS = np.zeros(0, dtype=np.int64)
NO_TOTALS = np.zeros((0, 4))
NO_DNA: Told = MappingProxyType({})
# Where words are few, candidates that do not lead have one reason for and one against.
LEADING = 3
WORTH_WORDS = 0.001
PROBABLY = 0.5
STILL_A_SIBLING = 0.05  # a child judged another is shown where it is so probably a brother or sister
TOLD_TOGETHER = 500  # requests whose candidates are put into words together


@dataclass(frozen=True, slots=True)
class Weighed:
    """All pairs worth a look, by request, with their totals; `rows` and `cols` index the sheets."""

    prepared: Prepared
    rows: Ints
    cols: Ints
    options: Options
    model: Model  # as it holds for these lists
    totals: Floats  # of each pair if this child, whatever people have judged since
    compared: Ints = field(default_factory=lambda: NO_PAIRS)  # pairs that DNA speaks of


def weigh_lists(
    requests: Sequence[Dossier],
    children: Sequence[Dossier],
    *,
    model: Model,
    progress: Progress | None = None,
    processes: int = 1,
) -> Weighed:
    """Weigh every pair of two lists that is worth a look, and sum the comparisons, each by its factor."""
    prepared = Prepared(requests, children)
    asked, found, unrelated, total = _totals(prepared, model, progress=progress, processes=processes)
    shrunk = shrunk_by(total[unrelated, 2], usual=model.usual_power)
    options = Options(
        this=total[:, 0] + shrunk * total[:, 2],
        sibling=total[:, 1] + shrunk * total[:, 3],
        household=prepared.household[found],
        starts=np.searchsorted(asked, np.arange(len(requests) + 1)),
        witness=unrelated,
        register_size=max(len(children), 1),
    )
    return Weighed(prepared, asked, found, options, model.with_origin(shrunk), options.this)


def _totals(
    prepared: Prepared, model: Model, *, progress: Progress | None, processes: int
) -> tuple[Ints, Ints, Bools, Floats]:
    """Return the pairs (request, child) worth a look, which of them are witnesses, and four totals of each."""
    runs, index = prepared.runs(), prepared.index()

    def weigh(run: tuple[int, int]) -> tuple[Ints, Ints, Bools, Floats]:
        block = prepared.block(run, index)
        this, sibling = weigh_terms(prepared.background, block.pairs)
        return block.pairs.rows, block.pairs.cols, block.witness, _summed(this, sibling, model)

    rows, cols, witness, totals = [NO_PAIRS], [NO_PAIRS], [NO_PAIRS.astype(bool)], [NO_TOTALS]
    for (_, last), part in zip(runs, shared(weigh, runs, processes=processes), strict=True):
        rows.append(part[0])
        cols.append(part[1])
        witness.append(part[2])
        totals.append(part[3])
        if progress is not None:
            progress(last, len(prepared.requests))
    return np.concatenate(rows), np.concatenate(cols), np.concatenate(witness), np.concatenate(totals)


def _summed(this: Terms, sibling: Terms, model: Model) -> Floats:
    """Return four totals a pair: if this child and if a sibling, without the evidence of origin and of it alone."""
    rest = [this[:, ~ORIGIN] @ model.this[~ORIGIN], sibling[:, ~ORIGIN] @ model.sibling[~ORIGIN]]
    origin = [this[:, ORIGIN] @ model.this[ORIGIN], sibling[:, ORIGIN] @ model.sibling[ORIGIN]]
    return np.column_stack([*rest, *origin])


def match_lists(
    requests: Sequence[Dossier],
    children: Sequence[Dossier],
    *,
    population: float | None = None,
    top: int = 10,
    progress: Progress | None = None,
    model: Model | None = None,
    refused: Collection[tuple[str, str]] = (),
    dna: Told = NO_DNA,
    words: int = len(KINDS),
) -> tuple[Ranking, ...]:
    """Rank the children of a list for every request, in the order of the requests.

    `population` is how many children could be meant; without it, how many sought children are
    registered is fitted from the lists. `refused` pairs (request id, child id) are settled: not this
    child; they come last, and only where the child is probably a brother or sister. `dna` holds what
    a laboratory told of single pairs, by the same ids. `words` is how many kinds of evidence of a
    leading candidate get sentences.
    Probabilities are calibrated on synthetic worlds; see `model.json`.
    """
    return tuple(
        rank_lists(
            requests,
            children,
            population=population,
            top=top,
            progress=progress,
            model=model,
            refused=refused,
            dna=dna,
            words=words,
        )
    )


def rank_lists(
    requests: Sequence[Dossier],
    children: Sequence[Dossier],
    *,
    population: float | None = None,
    top: int = 10,
    progress: Progress | None = None,
    model: Model | None = None,
    refused: Collection[tuple[str, str]] = (),
    dna: Told = NO_DNA,
    words: int = len(KINDS),
    processes: int = 1,
) -> Iterator[Ranking]:
    """Yield what `match_lists` returns, one by one: the words of a million candidates need not be held at once.

    With more `processes` this one is copied, which must have no threads at work then; the answers are the same.
    """
    if not requests or not children:
        yield from (_nobody(request, population) for request in requests)
        return
    model = model or load_model()
    weighed = weigh_lists(requests, children, model=model, progress=progress, processes=processes)
    weighed = with_dna(without(weighed, refused), dna)
    shares = fitted_shares(weighed.options, start=model.shares)
    if population is not None:
        shares = told_shares(population, register_size=len(children), fitted=shares)
    alone = posterior(weighed.options, shares)
    asked = _asking_alike(weighed, alone)
    probable = jointly(weighed.options, alone, cols=weighed.cols, asked=asked)
    prior = _prior(shares, probable, told=population, register_size=len(children))
    best = [_best(weighed, probable, row, top=top) for row in range(len(requests))]
    candidates = _candidates(weighed, probable, best=best, words=words, dna=dna, processes=processes)
    also = _also_asked(requests, asked)
    for row, (request, pairs, absent) in enumerate(zip(requests, best, probable.absent, strict=True)):
        yield Ranking(request.id, tuple(islice(candidates, len(pairs))), float(absent), prior, also.get(row, ()))


def _asking_alike(weighed: Weighed, probable: Posterior) -> Asked:
    """Weigh against each other the requests that lay claim to one household."""
    requests = weighed.prepared.requests
    turn = np.argsort(np.argsort([dossier.id for dossier in requests.dossiers], kind="stable"), kind="stable")
    first, second = claiming_alike(weighed.options, probable, turn=turn)
    if not len(first):
        return Asked(first, second, np.zeros(0), np.zeros(0))
    this, sibling = Within(requests).weigh(first, second)
    held = weighed.model.within.outcomes(this, sibling, rows=len(requests))
    return Asked(first, second, held[:, 1], held[:, 2])


def _also_asked(requests: Sequence[Dossier], asked: Asked) -> dict[int, tuple[str, ...]]:
    """Return for each request the ids of others that probably seek the same child, the likeliest first."""
    heard = asked.both_ways
    also: dict[int, list[str]] = defaultdict(list)
    for pair in np.argsort(-heard.same, kind="stable"):
        if heard.same[pair] > PROBABLY:
            also[int(heard.first[pair])].append(requests[heard.second[pair]].id)
    return {row: tuple(ids) for row, ids in also.items()}


def without(weighed: Weighed, refused: Collection[tuple[str, str]]) -> Weighed:
    """Return the same with what people refused made as good as impossible: as this child, not as a sibling."""
    if not refused:
        return weighed
    pairs, prepared = set(refused), weighed.prepared
    ids = zip(weighed.rows, weighed.cols, strict=True)
    sought, found = prepared.requests.dossiers, prepared.register.dossiers
    gone = np.array([(sought[row].id, found[col].id) in pairs for row, col in ids], dtype=bool)
    this = np.where(gone, -np.inf, weighed.options.this)
    return replace(weighed, options=replace(weighed.options, this=this))


def _best(weighed: Weighed, probable: Posterior, row: int, *, top: int) -> Ints:
    """Return the pairs of a request to be proposed, the most probable first; of equal ones the child's place decides.

    Those that people refused, or that DNA was compared for, and that are probably siblings have the last places.
    """
    options = weighed.options
    pairs = np.arange(options.starts[row], options.starts[row + 1])
    pairs = pairs[~options.witness[pairs]]
    pairs = pairs[np.lexsort((weighed.cols[pairs], -options.this[pairs], -probable.this[pairs]))]
    open_ = np.isfinite(options.this[pairs])
    compared = np.isin(pairs, weighed.compared) & (probable.sibling[pairs] > probable.this[pairs])
    kept = (~open_ | compared) & (probable.sibling[pairs] > STILL_A_SIBLING)
    siblings = pairs[kept]
    return np.concatenate([pairs[open_ & ~kept][: max(top - len(siblings), 1)], siblings])[:top]


def _candidates(
    weighed: Weighed, probable: Posterior, *, best: Sequence[Ints], words: int, dna: Told, processes: int
) -> Iterator[Candidate]:
    """Put the proposed pairs of all requests into words, in their order."""
    prepared = weighed.prepared
    explainer = Explainer(prepared.background, prepared.likeness, weighed.model, household=prepared.household)

    def told(first: int) -> list[Candidate]:
        some = best[first : first + TOLD_TOGETHER]
        return list(_told(weighed, probable, explainer, best=some, words=words, dna=dna))

    return chain.from_iterable(shared(told, range(0, len(best), TOLD_TOGETHER), processes=processes))


def _told(
    weighed: Weighed, probable: Posterior, explainer: Explainer, *, best: Sequence[Ints], words: int, dna: Told
) -> Iterator[Candidate]:
    """Put the proposed pairs of some requests into words."""
    prepared = weighed.prepared
    few = words if words == len(KINDS) else 1
    told = np.concatenate(best)
    terms, _ = weigh_terms(prepared.background, prepared.pairs(weighed.rows[told], weighed.cols[told]))
    ranks = (rank for pairs in best for rank in range(1, len(pairs) + 1))
    for pair, rank, weights in zip(told, ranks, terms, strict=True):
        row, col = int(weighed.rows[pair]), int(weighed.cols[pair])
        leads = rank <= LEADING or max(probable.this[pair], probable.sibling[pair]) > WORTH_WORDS
        child = prepared.register.dossiers[col].id
        genetic = dna.get((prepared.requests.dossiers[row].id, child))
        said = explainer.terms(row, col, weights=weights, words=words if leads else min(words, few))
        yield Candidate(
            child_id=child,
            rank=rank,
            weight=float(weighed.totals[pair]),
            probability=float(probable.this[pair]),
            sibling_probability=float(probable.sibling[pair]),
            terms=said if genetic is None else (*said, genetic.weight),
        )


def _prior(shares: Shares, probable: Posterior, *, told: float | None, register_size: int) -> Prior:
    """Say what was held before; the share that is registered is read off the answers unless it was told."""
    if told is not None:
        return Prior(told, shares.this, fitted=False)
    return Prior(register_size / shares.this, float(1 - probable.absent.mean()), fitted=True)


def _nobody(request: Dossier, population: float | None) -> Ranking:
    """Answer for an empty list: it has nobody in it."""
    prior = Prior(population or 1.0, 0.0, fitted=population is None)
    return Ranking(request.id, (), 1.0, prior)
