"""Which script a token is written in, and its letters folded to the few that matter for comparing.

Folding is knowledge, not learning: it removes what carries no sound (harakat, tatweel, accents,
soft signs), and joins what people type for one another (palochka as 1 or I, hamza carriers,
Persian and Kurdish forms, Latin letters slipped into a Cyrillic word).
"""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from functools import lru_cache


class Script(StrEnum):
    """The scripts whose letters are compared."""

    ARABIC = "ar"
    CYRILLIC = "ru"
    LATIN = "la"


_BLOCKS = (
    ("\u0400", "\u052f", Script.CYRILLIC),
    ("\u0600", "\u06ff", Script.ARABIC),
    ("\u0750", "\u077f", Script.ARABIC),
    ("A", "Z", Script.LATIN),
    ("a", "z", Script.LATIN),
    ("\u00c0", "\u024f", Script.LATIN),
    ("\u1e00", "\u1eff", Script.LATIN),
)

LONGEST_TOKEN = 100  # signs that are read; sorting ten thousand combining marks would take seconds

# Letters that look alike; a word mostly in one script is read as wholly in it.
_LATIN_ALIKE, _CYRILLIC_ALIKE = "aceopxyABCEHKMOPTXY", "асеорхуАВСЕНКМОРТХУ"
_TO_CYRILLIC = str.maketrans(_LATIN_ALIKE, _CYRILLIC_ALIKE)
_TO_LATIN = str.maketrans(_CYRILLIC_ALIKE, _LATIN_ALIKE)
_ALIKE = frozenset(_LATIN_ALIKE + _CYRILLIC_ALIKE)
_SAYS_LITTLE = 0.1  # of which script a word is, beside a letter that looks like no other

_PALOCHKA = "\u04c0\u04cf"
_CYRILLIC = str.maketrans(
    {
        "ё": "е", "ъ": "", "ь": "", "ә": "а", "ғ": "г", "ҕ": "г", "қ": "к", "ҡ": "к", "ҝ": "г", "ң": "н", "ҥ": "н",
        "ө": "о", "ұ": "у", "ү": "у", "ў": "у", "һ": "х", "ҳ": "х", "і": "и", "ї": "и", "є": "е", "ґ": "г", "ҷ": "дж",
        "ӣ": "и", "ӯ": "у", "ҙ": "з", "ҫ": "с", "җ": "ж", "ӑ": "а", "ӗ": "е", "ѓ": "г", "ђ": "дж", "ј": "й", "љ": "л",
        "њ": "н", "ћ": "ч", "џ": "дж", "ѕ": "з", "ӏ": "", "ӡ": "з", "ѐ": "е", "ѝ": "и", "ҵ": "ц", "ҹ": "ч", "ҽ": "ч",
    }
)  # fmt: skip
_ARABIC = str.maketrans(
    {
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ێ": "ي", "ئ": "ي", "ؤ": "و", "ۆ": "و",
        "ۇ": "و", "ۈ": "و", "ۋ": "و", "ء": "", "ک": "ك", "ڪ": "ك", "گ": "ك", "ڭ": "ن", "پ": "ب", "چ": "ش", "ژ": "ج",
        "ڤ": "ف", "ڨ": "ق", "ہ": "ه", "ھ": "ه", "ە": "ه", "ۀ": "ه", "ۃ": "ة", "ڕ": "ر", "ڵ": "ل", "ے": "ي", "ۂ": "ه",
        "ـ": "", "ں": "ن", "ٹ": "ت", "ڈ": "د", "ڑ": "ر",
    }
)  # fmt: skip
_LATIN = str.maketrans(
    {
        "ı": "i", "ş": "sh", "ș": "sh", "š": "sh", "ś": "sh", "ç": "ch", "č": "ch", "ć": "ch", "ž": "zh", "ź": "z",
        "ż": "zh", "ğ": "gh", "ə": "a", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "ß": "ss", "đ": "d", "ð": "d",
        "þ": "th", "ħ": "h", "ŋ": "ng", "ẓ": "z", "ŭ": "u",
    }
)  # fmt: skip
LETTERS = {
    Script.ARABIC: "ابتثجحخدذرزسشصضطظعغفقكلمنهوية",
    Script.CYRILLIC: "абвгдежзийклмнопрстуфхцчшщыэюя",
    Script.LATIN: "abcdefghijklmnopqrstuvwxyz",
}
_KNOWN = {script: frozenset(letters) for script, letters in LETTERS.items()}


def script_of_letter(letter: str) -> Script | None:
    """Return the script a letter belongs to, or None for anything that is no letter of ours."""
    for first, last, script in _BLOCKS:
        if first <= letter <= last and (letter.isalpha() or letter in _PALOCHKA):
            return script
    return None


def script_of(token: str) -> Script | None:
    """Return the script most letters of the token are written in, or None where it has no letter."""
    return _script_of(token[:LONGEST_TOKEN])


@lru_cache(maxsize=200_000)
def _script_of(token: str) -> Script | None:
    counts: dict[Script, float] = {}
    for letter in unicodedata.normalize("NFKC", token):
        script = script_of_letter(letter)
        if script is not None:
            counts[script] = counts.get(script, 0) + (_SAYS_LITTLE if letter in _ALIKE else 1)
    return max(counts, key=lambda script: counts[script]) if counts else None


def fold(token: str) -> str:
    """Return the token's letters as they are compared: lower case, folded, nothing but letters.

    Never more than `LONGEST_TOKEN` letters.

    >>> fold("ГӀумар"), fold("Ӏумар"), fold("Şişani"), fold("أَحْمَد")
    ('гумар', 'умар', 'shishani', 'احمد')
    """
    return _fold(token[:LONGEST_TOKEN])


@lru_cache(maxsize=200_000)
def _fold(token: str) -> str:
    script = script_of(token)
    if script is None:
        return ""
    text = unicodedata.normalize("NFKC", token)
    if script is Script.CYRILLIC:
        text = _fold_cyrillic(text.translate(_TO_CYRILLIC).casefold())
    elif script is Script.LATIN:
        text = _strip_accents(text.translate(_TO_LATIN).casefold().translate(_LATIN))
    else:
        text = _strip_accents(text.translate(_ARABIC)).translate(_ARABIC)
    return "".join(letter for letter in text if letter in _KNOWN[script])[:LONGEST_TOKEN]


def _fold_cyrillic(text: str) -> str:
    for stroke in "1i|l":  # what people type for a palochka after a Caucasian consonant
        for letter in "гкхтпцч":
            text = text.replace(letter + stroke, letter)
    for written, read in (("аь", "а"), ("оь", "о"), ("уь", "у"), ("юь", "ю"), ("яь", "я"), ("хь", "х"), ("къ", "к")):
        text = text.replace(written, read)
    text = text.translate(_CYRILLIC)
    kept = (letter if letter == "й" else _strip_accents(letter) for letter in text)
    return "".join(kept)


def _strip_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark))
