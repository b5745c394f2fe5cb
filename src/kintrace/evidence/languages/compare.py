"""How far do the languages and nisbas of two sides speak for one family?

The model has few parameters. A child is heard to speak each language of its family with probability
`HEARD`; a language that everybody around may pick up (Russian, and those of the country it was found
in) as often as any child of the register; a language of neighbours, or of nobody near, by a
registrar's mistake. Below the line stands how often the register holds just this set of languages.
"""

from __future__ import annotations

import math
from functools import lru_cache

from kintrace.evidence.languages.background import LanguageBackground
from kintrace.evidence.languages.nisba_weight import nisba_ratio
from kintrace.evidence.languages.read import LANGUAGES
from kintrace.evidence.weight import Weight
from kintrace.kernel.says import Sentence, says

KIND = "languages"
HEARD = 0.5  # that a child in a camp or orphanage is noted to speak one language of its family
NEIGHBOUR = 0.05  # that it is noted to speak a related language instead or as well
MISTAKE = 0.015
# What a child hears around it, whoever its parents are.
AROUND = frozenset({"rus", "ara", "kur", "kmr", "ckb", "tur", "eng"})
FLOOR = -1.0  # registrars confuse languages, and a child may have lost its first
CEILING = 2.5  # a set of languages nobody else speaks is still a family's, not one child's
SHRUNKEN = 0.3  # how much the weaker of two signs of one origin adds
SILENT = says("nothing was said about languages on one side")

NONE: frozenset[str] = frozenset()


def compare_languages(
    sought: frozenset[str],
    found: frozenset[str],
    *,
    background: LanguageBackground,
    sought_nisbas: frozenset[str] = NONE,
    found_nisbas: frozenset[str] = NONE,
) -> Weight:
    """Weigh languages (ISO 639-3) and nisbas (keys of `NISBAS`) together: both are signs of one origin.

    >>> register = [frozenset({"ara"})] * 50 + [frozenset({"rus"})] * 45 + [frozenset({"che"})] * 5
    >>> background = LanguageBackground.of(register)
    >>> round(compare_languages(frozenset({"che", "rus"}), frozenset({"che"}), background=background).log10_lr, 1)
    0.4
    """
    parts = []
    if sought and found:
        parts.append((_languages_log10(sought, found, background), _spoken(sought, found)))
    nisba = nisba_ratio(sought, sought_nisbas, found_nisbas, background=background)
    if nisba is not None:
        parts.append((math.log10(nisba.ratio), nisba.because))
    if not parts:
        return Weight.silent(KIND, SILENT)
    parts.sort(key=lambda part: -abs(part[0]))
    joint = min(CEILING, max(FLOOR, _joint([weight for weight, _ in parts])))
    return Weight(KIND, joint, _both([because for _, because in parts]))


@lru_cache(maxsize=10_000)
def _languages_log10(sought: frozenset[str], found: frozenset[str], background: LanguageBackground) -> float:
    """Return log10 of P(these languages noted | the family speaks `sought`) over their share of the register."""
    same, none = 1.0, 1.0
    for code in sorted(sought | found | AROUND | background.rates.keys()):
        noted = _chance(code, sought, background)
        same *= noted if code in found else 1 - noted
        none *= 1 - noted
    return max(FLOOR, math.log10(same / (1 - none)) - math.log10(background.share(found)))


def _chance(code: str, sought: frozenset[str], background: LanguageBackground) -> float:
    """Return the probability that a child of a family that speaks `sought` is noted to speak `code`."""
    around = background.rate(code) if code in AROUND else 0.0
    if code in sought:
        return max(HEARD, around)
    kin = {LANGUAGES[spoken].kin for spoken in sought if spoken in LANGUAGES}
    near = code in LANGUAGES and LANGUAGES[code].kin in kin
    return max(around, NEIGHBOUR if near else MISTAKE)


def _joint(weights: list[float]) -> float:
    """Add signs of one origin, strongest first: those that agree mostly repeat one another."""
    strongest, *others = weights
    return strongest + sum(other * (SHRUNKEN if other * strongest > 0 else 1.0) for other in others)


def _spoken(sought: frozenset[str], found: frozenset[str]) -> Sentence:
    shared = (sought & found) - AROUND
    if shared:
        return says("the family and the child both speak {languages}", languages=_listed(shared))
    return says(
        "the family speaks {sought}, the child was heard to speak {found}",
        sought=_listed(sought),
        found=_listed(found),
    )


def _listed(codes: frozenset[str]) -> Sentence:
    """Name languages in a fixed order; each name is a sentence of its own so that it can be translated."""
    names = {f"l{place}": Sentence(_english(code)) for place, code in enumerate(sorted(codes, key=_english))}
    return Sentence(", ".join(f"{{{slot}}}" for slot in names), names)


def _english(code: str) -> str:
    return LANGUAGES[code].english if code in LANGUAGES else code


def _both(sentences: list[Sentence]) -> Sentence:
    if len(sentences) == 1:
        return sentences[0]
    return says("{first}; {second}", first=sentences[0], second=sentences[1])
