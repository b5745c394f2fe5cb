"""Other spellings of one name that clerks really use: Омар and Умар, Mohsen and Mohsin, Hasan and Hassan.

The tables of pairs hold one or two spellings of most names, while real lists spell every fourth father otherwise in the
next document. The changes here are those seen between spellings of one Arabic name: vowels that Arabic leaves
unwritten, double letters, final consonants hardened, and the habits of English, French and Turkish relays.
"""

from __future__ import annotations

import hashlib
import re
from typing import Final

CYRILLIC: Final = (
    (r"^о", "у"), (r"^у", "о"), (r"(?<=\B)о(?=\B)", "у"), (r"(?<=\B)у(?=\B)", "о"),
    (r"и(?=[^аеоуи]\b)", "е"), (r"е(?=[^аеоуи]\b)", "и"), (r"а(?=[^аеоуи]\b)", "е"), (r"е(?=[^аеоуи]\b)", "а"),
    (r"([слмд])\1", r"\1"), (r"(?<=[аеиоу])с(?=[аеиоу])", "сс"), (r"(?<=[аеиоу])м(?=[аеиоу])", "мм"), (r"к", "кк"),
    (r"д\b", "т"), (r"б\b", "п"), (r"^х", "г"), (r"ф", "п"),
    (r"эль\b", "ил"), (r"ия\b", "ие"), (r"ау", "ев"), (r"й", "и"), (r"^ю", "йу"),
)  # fmt: skip
LATIN: Final = (
    (r"ou", "u"), (r"oo", "u"), (r"u", "ou"), (r"^o", "u"), (r"^u", "o"), (r"(?<=\B)o(?=\B)", "u"),
    (r"i(?=[^aeiou]\b)", "e"), (r"e(?=[^aeiou]\b)", "i"), (r"a(?=[^aeiou]\b)", "e"), (r"e(?=[^aeiou]\b)", "a"),
    (r"([slmd])\1", r"\1"), (r"(?<=[aeiou])s(?=[aeiou])", "ss"), (r"(?<=[aeiou])m(?=[aeiou])", "mm"),
    (r"q", "k"), (r"k", "q"), (r"sh", "ch"), (r"kh", "h"), (r"j", "dj"), (r"d\b", "t"),
    (r"ee", "i"), (r"w", "v"), (r"y\b", "i"), (r"i\b", "y"), (r"a\b", "ah"),
)  # fmt: skip
# How common another spelling is beside the commonest one. So two relatives spell a father alike in 76 %, and clerks
# list a sibling under another spelling as often as counted. Latin has more habits to choose from.
CYRILLIC_WEIGHT: Final = 0.12
LATIN_WEIGHT: Final = 0.35
MOST: Final = 4


def respelled(spellings: dict[str, float], *, script: str, key: str) -> dict[str, float]:
    """Return the spellings with others added, the same ones for the same name for ever."""
    commonest = max(sorted(spellings), key=lambda text: spellings[text])
    rules, weight = (CYRILLIC, CYRILLIC_WEIGHT) if script == "cyrillic" else (LATIN, LATIN_WEIGHT)
    changed = {re.sub(old, new, commonest, count=1) for old, new in rules} - set(spellings)
    others = sorted(changed, key=lambda text: _order(key, text))
    room = max(0, MOST - len(spellings))
    return spellings | dict.fromkeys(others[:room], spellings[commonest] * weight)


def _order(key: str, text: str) -> bytes:
    return hashlib.sha256(f"{key} {text}".encode()).digest()
