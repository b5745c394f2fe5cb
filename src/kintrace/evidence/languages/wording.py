"""One comparable form for a word however it was typed: case, vowel marks, hamza seats and dashes aside."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Letters that people type for one another. NFKD has already taken hamzas and dots off.
_TYPED_ALIKE = str.maketrans({"ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ı": "i", "ə": "e", "ş": "s", "ç": "c", "ё": "е"})
_UNHEARD = frozenset("ӏ’‘'ʼ`ʻˈ|\N{ARABIC TATWEEL}")


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """Return the letters and digits of `text` as lower-case words with one space between.

    >>> folded("Оʻзбек-ЧА"), folded("الأُوزبكيّة")
    ('озбек ча', 'الاوزبكيه')
    """
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_TYPED_ALIKE)).translate(_TYPED_ALIKE)
    kept = [sign for sign in plain if sign not in _UNHEARD and unicodedata.category(sign) != "Mn"]
    return " ".join("".join(sign if sign.isalnum() else " " for sign in kept).split())
