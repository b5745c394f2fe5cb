"""How far does the nisba of a registered child's father fit the family that seeks it?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from kintrace.evidence.languages.background import LanguageBackground
from kintrace.evidence.languages.nisba import NISBAS
from kintrace.kernel.says import Sentence, says

CAP = 5.0  # a nisba is loose: agreeing or not, it never multiplies the odds by more
OWN = 0.7  # that a man who uses a nisba at all uses the one of his own land; else one drawn from all
SAME = 0.75  # that two people who both quote his nisba quote the same one
ALSO = 0.2  # how much less often a loosely fitting nisba is used than one's own
EVERYWHERE = frozenset({"rus", "ara"})  # spoken by families of many lands: tells the land only if alone


@dataclass(frozen=True, slots=True)
class NisbaRatio:
    """A likelihood ratio and the sentence that goes with it."""

    ratio: float
    because: Sentence


def nisba_ratio(
    sought: frozenset[str],
    sought_nisbas: frozenset[str],
    found_nisbas: frozenset[str],
    *,
    background: LanguageBackground,
) -> NisbaRatio | None:
    """Weigh the found side's nisbas against the family's own nisbas, else its languages; None where either is silent.

    >>> background = LanguageBackground.of([], [frozenset({"chechen"})] * 30 + [frozenset({"russian"})] * 70)
    >>> none = frozenset()
    >>> round(nisba_ratio(none, frozenset({"chechen"}), frozenset({"chechen"}), background=background).ratio, 1)
    3.0
    """
    told, quoted = _telling(sought_nisbas), _telling(found_nisbas)
    if not quoted or not (told or sought):
        return None
    ratios = [(_ratio(key, told, sought, background=background), key) for key in sorted(quoted)]
    ratio, key = max(ratios)
    return NisbaRatio(min(CAP, max(1 / CAP, ratio)), _because(key, told, ratio))


def _telling(keys: frozenset[str]) -> frozenset[str]:
    """Leave out nisbas that name no land, such as "the emigrant", and keys that are not known."""
    return frozenset(key for key in keys if key in NISBAS and NISBAS[key].languages)


def _ratio(key: str, told: frozenset[str], sought: frozenset[str], *, background: LanguageBackground) -> float:
    drawn = background.nisba_share(key)
    if told:
        return (SAME * (key in told) / len(told) + (1 - SAME) * _fit(key, _lands(told), background)) / drawn
    return _fit(key, sought, background) / drawn


def _lands(keys: frozenset[str]) -> frozenset[str]:
    return frozenset().union(*(NISBAS[key].languages for key in keys))


@lru_cache(maxsize=10_000)
def _fit(key: str, spoken: frozenset[str], background: LanguageBackground) -> float:
    """Return the probability that a man whose family speaks `spoken` goes by the nisba `key`."""
    home = spoken - EVERYWHERE or spoken
    fits = {other: _strength(other, home) * background.nisba_share(other) for other in NISBAS}
    own = fits[key] / (sum(fits.values()) or 1.0)
    return OWN * own + (1 - OWN) * background.nisba_share(key)


def _strength(key: str, home: frozenset[str]) -> float:
    if home & NISBAS[key].languages:
        return 1.0
    return ALSO if home & NISBAS[key].also else 0.0


def _because(key: str, told: frozenset[str], ratio: float) -> Sentence:
    land = Sentence(NISBAS[key].english)
    if key in told:
        return says("on both sides the father is called the man {land}", land=land)
    if ratio >= 1:
        return says("the father is called the man {land}, which fits the family", land=land)
    return says("the father is called the man {land}, which does not fit the family well", land=land)
