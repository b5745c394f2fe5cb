"""One comparable form for a whole wording however it was typed: case, vowel marks, hamza seats and dashes aside.

`scripts.fold` folds the letters of one name for the letter model; this folds words that are looked
up in a table (places, languages), in any script, and keeps apart what only looks alike: the
Turkish Şam (Damascus) and the Arabic Sham (Syria).
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Letters that people type for one another. NFKD takes hamzas, dots and breves off between the two passes.
_TYPED_ALIKE = str.maketrans({"ى": "ي", "ی": "ي", "ة": "ه", "ە": "ه", "ک": "ك", "ı": "i", "ə": "e", "ь": "", "ъ": ""})
LONGEST_WORDING = 400  # signs that are read; sorting ten thousand combining marks would take seconds
_UNHEARD = frozenset("ӏ’‘'ʼ`ʻʾʿˈ|ء\N{ARABIC TATWEEL}")


def folded(text: str) -> str:
    """Return the letters and digits of `text` as lower-case words with one space between.

    Nothing beyond its first `LONGEST_WORDING` signs is read.

    >>> folded("Оʻзбек-ЧА"), folded("الأُوزبكيّة")
    ('озбек ча', 'الاوزبكيه')
    """
    return _folded(text[:LONGEST_WORDING])


@lru_cache(maxsize=50_000)
def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_TYPED_ALIKE)).translate(_TYPED_ALIKE)
    kept = [sign for sign in plain if sign not in _UNHEARD and unicodedata.category(sign) != "Mn"]
    return " ".join("".join(sign if sign.isalnum() else " " for sign in kept).split())
