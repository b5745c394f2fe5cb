"""Learning where runs of letters pull a word, so that spellings of one name meet; used by `compile.py` only.

Canonical correlation analysis of which runs a spelling holds, Latin against Arabic and Cyrillic
side by side, so that all three share one space.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from kintrace.evidence.spelling.alphabet import Alphabet
from kintrace.evidence.spelling.embedding import Embedding

type Floats = NDArray[np.floating[Any]]
type Ints = NDArray[np.int64]
type Pairs = list[tuple[str, str]]

RUNS = 1000  # commonest runs of each script that pull
DIMENSIONS = 128
RIDGE = 15.0  # as many imagined words hold each run by chance


def pulling_runs(tokens: list[str], alphabet: Alphabet) -> Ints:
    """Return the commonest runs of one to three letters, in order; edges alone say nothing."""
    found = np.concatenate([runs.ravel() for runs in alphabet.code(tokens).runs])
    counts = np.bincount(found, minlength=len(alphabet))
    counts[[0, alphabet.start, alphabet.end, alphabet.unknown]] = 0
    return np.sort(np.argsort(-counts, kind="stable")[:RUNS])


def _held(tokens: list[str], alphabet: Alphabet, runs: Ints) -> Floats:
    """Count how often each token holds each of the runs."""
    column = np.full(len(alphabet), RUNS, dtype=np.int64)
    column[runs] = np.arange(RUNS)
    held = np.zeros((len(tokens), RUNS + 1), dtype=np.float32)
    every = np.arange(len(tokens))
    for of_size in alphabet.code(tokens).runs:
        for end in range(1, of_size.shape[1]):
            held[every, column[of_size[:, end]]] += 1
    return held[:, :RUNS]


def common_space(
    arabic: Pairs, cyrillic: Pairs, alphabets: tuple[Alphabet, ...], runs: tuple[Ints, ...]
) -> list[Embedding]:
    """Fit one space for Arabic, Cyrillic and Latin from pairs (Arabic, Latin) and (Cyrillic, Latin)."""
    # Each table speaks with one voice, however many rows it has.
    shares = [len(arabic) + len(cyrillic)] * 2 / (2 * np.array([len(arabic), len(cyrillic)]))
    latin, across, within = np.zeros((RUNS, RUNS)), [], []
    middles: list[Floats] = []
    of_latin = np.zeros(RUNS)
    for number, (pairs, share) in enumerate(zip((arabic, cyrillic), shares, strict=True)):
        x = _held([a for a, _ in pairs], alphabets[number], runs[number])
        y = _held([b for _, b in pairs], alphabets[2], runs[2])
        middles.append(x.mean(axis=0))
        of_latin += y.mean(axis=0) / 2
        x, y = x - x.mean(axis=0), y - y.mean(axis=0)
        latin += share * (y.T @ y)
        across.append(share * (x.T @ y))
        within.append(_whitening(share * (x.T @ x)))
    white = _whitening(latin)
    both = np.concatenate([w @ c for w, c in zip(within, across, strict=True)]) @ white
    values, vectors = np.linalg.eigh(both.T @ both)
    chosen = vectors[:, ::-1][:, :DIMENSIONS]
    strength = np.sqrt(values[::-1][:DIMENSIONS])
    left = both @ chosen  # already scaled by the strength of each direction
    pulls = [within[0] @ left[:RUNS], within[1] @ left[RUNS:], white @ chosen * strength]
    return [Embedding(p, m @ p) for p, m in zip(pulls, (*middles, of_latin), strict=True)]


def _whitening(covariance: Floats) -> Floats:
    values, vectors = np.linalg.eigh(covariance + RIDGE * np.eye(len(covariance)))
    whitening: Floats = (vectors / np.sqrt(values)) @ vectors.T
    return whitening
