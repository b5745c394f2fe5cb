"""Words of dates and ages: texts are made plain first, then known words are replaced by signs a pattern can read.

The words themselves are data, in `words.toml`.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files

from kintrace.kernel.errors import UnreadableValue

# Longer than any date or age a person writes; beyond it nothing is looked at.
LONGEST = 80
_SHOWN = 40
# What decomposition leaves different although readers take it for the same.
_SAME = str.maketrans(
    {"ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ı": "i", "،": ",", "٫": ".", "⁄": "/", "′": "'", "’": "'"}
    | dict.fromkeys("‐‑‒–—−", "-")
)


def plain(text: str) -> str:
    """Fold case, marks, vowel signs, digits of any script, dashes and spaces; drop invisible characters.

    >>> plain("١٨ نيسان  ٢٠١٣")
    '18 نيسان 2013'
    """
    halves = re.sub(r"(?<!\d)½", "0.5", text).replace("½", ".5")
    letters = (_plain_sign(sign) for sign in unicodedata.normalize("NFKD", halves.casefold()))
    return " ".join("".join(letters).translate(_SAME).split())


def _plain_sign(sign: str) -> str:
    category = unicodedata.category(sign)
    if category in {"Mn", "Cf", "Cc"}:
        return " " if sign.isspace() else ""
    # The tatweel only stretches a word.
    return str(unicodedata.decimal(sign)) if category == "Nd" else sign.replace("ـ", "")


def shown(text: str) -> str:
    """Return what was written, short enough and free of control characters, for a message."""
    visible = "".join(sign if sign.isprintable() else " " for sign in text[: 2 * _SHOWN])
    tidy = " ".join(visible.split())
    return tidy if len(tidy) <= _SHOWN else tidy[: _SHOWN - 1] + "…"


def refuse_long(text: str, what: str) -> None:
    """Raise UnreadableValue for a text longer than anybody writes `what`."""
    if len(text) > LONGEST:
        raise UnreadableValue(f"“{shown(text)}” is too long to be {what}; write it shortly and put the rest elsewhere.")


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))


@cache
def meanings(*sections: str) -> dict[str, str]:
    """Return plain word → key, from the sections of `words.toml` named; earlier sections win."""
    read: dict[str, str] = {}
    for section in sections:
        for key, words in _table()[section].items():
            for word in words:
                read.setdefault(plain(word), key)
    return read


@cache
def pattern_of(*sections: str) -> re.Pattern[str]:
    """Return a pattern that finds any word of these sections standing by itself, longest first."""
    words = sorted(meanings(*sections), key=len, reverse=True)
    # A digit may touch a word ("4г", "18мес"), a letter may not.
    return re.compile("|".join(rf"(?<![^\W\d_]){re.escape(word)}(?![^\W\d_])" for word in words))


def replace(text: str, section: str, sign: str) -> str:
    """Replace each word of the section by `sign` with its key in place of `{}`."""
    found = meanings(section)
    return pattern_of(section).sub(lambda match: sign.format(found[match.group()]), text)


def has_word(text: str, *sections: str) -> bool:
    """Tell whether a plain text holds a word of these sections."""
    return pattern_of(*sections).search(text) is not None
