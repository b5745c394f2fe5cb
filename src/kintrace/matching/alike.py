"""How much likelier each word of the register is beside each word of the requests, if one name is meant.

Two measures of coincidence meet here. The spelling model knows how often letters answer letters by
chance; the register knows how common a name is among its children. A match may not weigh more
than either allows: Мохаммад and محمد answer each other well, and still every twentieth boy bears it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kintrace.evidence.names.attested import all_corrected, known_pairs
from kintrace.evidence.names.common import common_share
from kintrace.evidence.names.nearest import each_once
from kintrace.evidence.spelling import Spellings, load
from kintrace.matching.sheet import Sheet

type Floats = NDArray[np.float32]
type Ints = NDArray[np.int64]
type Shares = NDArray[np.float64]

BACKGROUND = 60.0  # as many imagined bearers stand behind a register, so that a short list is not taken for the world
RAREST = 1e-4  # a name nobody in the register bears is still borne by about one in ten thousand
NEAREST = 32  # words of each script that are weighed against a word; others are held to be other names
HABIT = 0.3  # how far the register's own habits of spelling are believed beside the letters
ONE_NAME = 100.0  # spellings that answer each other so well are taken for one name where habit is asked
SURELY_ONE = 1000.0
CHANCE_ALIKE = 3.0  # a pair below this ratio cannot claim the register's rarity for itself


@dataclass(frozen=True, slots=True)
class Alike:
    """For each word of the requests the words of the register that may be one name with it; all others have ratio 0."""

    starts: Ints  # (words of the requests + 1,): where the answers of each begin
    answers: Ints  # words of the register, ascending for each word of the requests
    ratios: Floats  # plain likelihood ratios
    width: int  # how many words the register has

    def of(self, word: int) -> tuple[Ints, Floats]:
        """Return the words that may answer a word, and their ratios."""
        here = slice(self.starts[word], self.starts[word + 1])
        return self.answers[here], self.ratios[here]

    def ratio(self, word: int, other: int) -> float:
        """Return the ratio of two words."""
        answers, ratios = self.of(word)
        at = int(np.searchsorted(answers, other))
        return float(ratios[at]) if at < len(answers) and answers[at] == other else 0.0

    def written_out(self, words: Ints) -> Table:
        """Write out the rows of some words for quick look-ups."""
        chosen = np.unique(words[words >= 0])
        table = np.zeros((len(chosen) + 1, self.width + 1), dtype=np.float32)
        for row, word in enumerate(chosen):
            answers, ratios = self.of(int(word))
            table[row, answers] = ratios
        place = np.full(len(self.starts), len(chosen), dtype=np.int64)
        place[chosen] = np.arange(len(chosen))
        return Table(table, place)


@dataclass(frozen=True, slots=True)
class Table:
    """Some rows of `Alike` in full; the last row and column are 0, for padding."""

    ratio: Floats
    place: Ints  # which row a word of the requests has here; the last entry serves -1

    def between(self, first: Ints, second: Ints) -> Floats:
        """Look up words (p, a) against words (p, b), padded with -1; shape (p, a, b)."""
        width = self.ratio.shape[1]
        rows, cols = self.place[first], np.where(second < 0, width - 1, second)
        found: Floats = self.ratio.ravel().take(rows[:, :, None] * width + cols[:, None, :])
        return found


def alike(requests: Sheet, register: Sheet, bearers: NDArray[np.float64]) -> Alike:
    """Weigh the words of both sides; `bearers` counts who bears each word of the register."""
    model = load()
    first, second = requests.spellings, register.spellings
    rows, cols = each_once(model.nearest(first, second, most=NEAREST), known_pairs(first.folded, second.folded))
    ratios = np.zeros(0, dtype=np.float32)
    if len(rows):
        by_letters = model.weigh(first, second, rows=rows, cols=cols)
        spelled = 10.0 ** all_corrected(by_letters, first.folded, second.folded, rows=rows, cols=cols)
        ratios = _tempered(spelled, rows, cols, second=second, bearers=bearers).astype(np.float32)
    order = np.lexsort((cols, rows))
    starts = np.searchsorted(rows[order], np.arange(len(requests.words) + 1))
    return Alike(starts, cols[order], ratios[order], len(register.words))


def share_of_bearers(spellings: Spellings, bearers: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return P(a child of the register bears the word), for every word of the register."""
    known = np.array([common_share(word) for word in spellings.folded])
    imagined = np.maximum(np.maximum(10.0 ** load().background(spellings), RAREST), known)
    share: NDArray[np.float64] = np.maximum(bearers - 0.5, 0.25) + BACKGROUND * imagined
    return share / (bearers.sum() + BACKGROUND)


def _tempered(
    spelled: NDArray[np.float64], rows: Ints, cols: Ints, *, second: Spellings, bearers: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Hold the ratios of words of the requests against words of the register to what their bearers allow."""
    script = np.array([0 if s is None else 1 + ["ar", "ru", "la"].index(s) for s in second.scripts])[cols]
    common = share_of_bearers(second, bearers)[cols]
    letters = 10.0 ** load().background(second)[cols]
    return tempered(spelled, group=rows * 4 + script, common=common, letters=letters)


def tempered(spelled: Shares, *, group: Ints, common: Shares, letters: Shares) -> Shares:
    """Hold each ratio to what the name's bearers in the register allow; `group` is one word against one script.

    Among the spellings of the register, those that could be this name share its bearers: mostly in
    proportion to how probable the letters make them, and partly as the register itself spells, since
    habit has more to say about Mohamed and Mohammed than letters know. One over this ratio is how
    many others of the register would have to be this child's namesakes.
    """
    by_letters = _shared(np.where(spelled > CHANCE_ALIKE, spelled * letters, 0.0), group)
    by_habit = _shared(np.where(spelled > ONE_NAME, common * np.minimum(spelled, SURELY_ONE), 0.0), group)
    allowed = ((1 - HABIT) * by_letters + HABIT * by_habit) / common
    both = 1.0 / (1.0 / spelled + 1.0 / np.maximum(allowed, 1e-6))
    return np.where(by_letters > 0, both, np.minimum(spelled, CHANCE_ALIKE))


def _shared(mass: NDArray[np.float64], group: Ints) -> NDArray[np.float64]:
    """Return each one's share of the mass of its group, 0 where there is none."""
    whole = np.bincount(group, weights=mass).astype(float)[group]
    share: Shares = np.divide(mass, whole, out=np.zeros_like(whole), where=whole > 0)
    return share
