"""Which encoding a text file is in: told by its mark, else UTF-8, else judged by how its letters stand together.

The old one-byte encodings all decode each other's bytes. Read in the right one, a text has letters of
one alphabet, the frequent ones often, and capitals only where words begin.
"""

from __future__ import annotations

import codecs
import math
import re
from dataclasses import dataclass
from functools import cache

SAMPLE = 1 << 18
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Letters by how often they stand in running text and names, frequent first; from the alphabets' known order.
_RUSSIAN = "оаеинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"
_ARABIC = "اليمونرتبعدسفهكحقأةجشصىخإطضزثذغءئظؤآ"
_WESTERN = "éèàüöäçñßáíóúâêîôûëïãõåøæœ"
_TURKISH = "ıişğüçöâî"
_ALPHABETS = {
    "cp1251": _RUSSIAN,
    "cp1256": _ARABIC,
    "koi8-r": _RUSSIAN,
    "cp866": _RUSSIAN,
    "iso8859-6": _ARABIC,
    "cp1254": _TURKISH,
    "cp1252": _WESTERN,
}
_LATIN = {"cp1254", "cp1252"}
_STRANGER = math.log(1e-4)
_MISPLACED = 4.0  # nats for a capital inside a word, or a letter beside one of another script
# Tatweel and vowel signs are at home in Arabic; №, quotation marks and dashes anywhere.
_NEUTRAL = re.compile(r"[\u0640\u064b-\u0652،؛؟№«»“”„’‘–—…\xa0°·•№]")
SHORT = 8  # bytes that tell nothing


@dataclass(frozen=True, slots=True)
class Encoding:
    """A codec's name, whether it had to be guessed, and whether some bytes do not fit it."""

    codec: str
    guessed: bool = False
    damaged: bool = False


def find_encoding(sample: bytes, *, whole: bool) -> Encoding:
    """Tell the encoding of a text that begins with `sample`; `whole` if nothing follows.

    >>> find_encoding("Умар;Магомедова".encode("cp1251"), whole=True).codec
    'cp1251'
    """
    for mark, codec in _MARKS:
        if sample.startswith(mark):
            return Encoding(codec)
    wide = _without_mark(sample)
    if wide is not None:
        return Encoding(wide, guessed=True)
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(sample, final=whole)
    except UnicodeDecodeError:
        pass
    else:
        return Encoding("utf-8")
    if _mostly_utf8(sample):
        return Encoding("utf-8", guessed=True, damaged=True)
    best = max(_ALPHABETS, key=lambda codec: _plausible(sample, codec))
    return Encoding(best, guessed=True)


def _without_mark(sample: bytes) -> str | None:
    """Recognise UTF-16 by its high bytes, which are few (Latin 0, Cyrillic 4, Arabic 6) and on one side."""
    head = sample[:4096]
    if len(head) < SHORT or b"\x00" not in head:
        return None
    even, odd = head[0::2], head[1::2]
    for high, low, codec in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        fitting = sum(byte in {0, 4, 6} for byte in high)
        if fitting > 0.9 * len(high) and sum(byte == 0 for byte in low) < 0.1 * len(low):
            return codec
    return None


def _mostly_utf8(sample: bytes) -> bool:
    """Tell whether a text is UTF-8 with a few damaged places: in another encoding hardly two bytes make a letter."""
    text = sample.decode("utf-8", errors="replace")
    damaged = text.count("\ufffd")
    return sum(sign > "\x7f" for sign in text) > 2 * damaged


def _plausible(sample: bytes, codec: str) -> float:
    """Return the mean log probability of the signs beyond ASCII, in nats."""
    text = sample.decode(codec, errors="replace")
    frequency = _frequencies(codec)
    score, count, before = 0.0, 0, " "
    for sign in _NEUTRAL.sub(" ", text):
        if sign > "\x7f":
            count += 1
            score += frequency.get(sign.lower(), _STRANGER)
            if before.isalpha():
                inside = sign.isupper() and before.islower()
                mixed = before < "\x80" and codec not in _LATIN
                score -= _MISPLACED * (inside or mixed)
            elif codec in _LATIN and not before.isspace():
                score -= 1.0
        before = sign
    return score / max(count, 1)


@cache
def _frequencies(codec: str) -> dict[str, float]:
    """Return log frequencies that fall off evenly along the alphabet, as letters roughly do."""
    letters = _ALPHABETS[codec]
    weights = [math.exp(-3.5 * place / len(letters)) for place in range(len(letters))]
    return {letter: math.log(weight / sum(weights)) for letter, weight in zip(letters, weights, strict=True)}
