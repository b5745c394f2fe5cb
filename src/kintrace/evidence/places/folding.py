"""Place names brought to forms in which the same place looks the same.

`bare` is exact: letters only, without articles and dashes. `skeletons` is coarse: the consonants a
name has in whichever script it is written, so that a clerk's own romanisation still meets the table.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kintrace.evidence.spelling.wording import folded

# al-, ar-, ez-, аль-, эш-, …: an article that stands as a word of its own inside a name.
_ARTICLE = re.compile(r"[aeu](?:l|r|sh?|d|th?|n|z)|[аэеу][лрсшдтнз]")
_ARABIC_ARTICLE = re.compile(r"\b(?:وال|ال)(?=\w{3})")
# The same written onto the name: Albab, Эльбаб, Errakka, Эрракка.
_GLUED_ARTICLE = re.compile(
    r"[ae]l(?=\w{3})|[аэ]л(?=\w{3})|[ae](?:(?=(r|s|d|t|n|z)\1)\w|sh(?=sh))|[аэ](?=([рсшдтнз])\2)\w"
)
# Endings of the cases in which a Russian letter names a place, and those of the name itself (folded: й is и).
_CASES = (
    ("ого", ("ыи", "ии")), ("ому", ("ыи", "ии")), ("ом", ("ыи", "")), ("ой", ("ая",)),
    ("е", ("а", "", "я")), ("у", ("а", "")), ("ы", ("а",)), ("и", ("я", "а", "")), ("а", ("",)), ("ю", ("я",)),
)  # fmt: skip
# What is said of a place around its name. Folded: without soft signs, with ه for ة.
_AROUND_WRITTEN = (
    "camp prison city town village region province governorate district oblast republic wilayat vilayet "
    "of the in at from near countryside d de du "
    "лагер тюрма город г гор село с поселок пос станица ст аул область обл край район рн республика респ провинция "
    "вилаят мухафаза из в во под около возле рядом с у близ "
    "مخيم سجن مدينه قريه بلده ناحيه قضا محافظه ولايه منطقه جمهوريه ريف من في قرب بالقرب"
)
_AROUND = frozenset(_AROUND_WRITTEN.split())
_ROMAN = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "j", "з": "z", "и": "i", "й": "y", "к": "k",
        "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h",
        "ц": "ts", "ч": "sh", "ш": "sh", "щ": "sh", "ы": "i", "э": "e", "ю": "yu", "я": "ya", "қ": "k", "ғ": "g",
        "ң": "n", "ө": "o", "ү": "u", "ұ": "u", "һ": "h", "ҳ": "h", "ә": "a", "і": "i", "ҡ": "k", "ҙ": "z", "ҫ": "s",
        "ا": "a", "ب": "b", "ت": "t", "ث": "t", "ج": "j", "ح": "h", "خ": "h", "د": "d", "ذ": "z", "ر": "r", "ز": "z",
        "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "", "غ": "g", "ف": "f", "ق": "k", "ك": "k",
        "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "u", "ي": "i", "پ": "b", "چ": "sh", "گ": "g", "ژ": "j", "ڤ": "v",
        "ۆ": "o", "ێ": "e", "ڕ": "r", "ڵ": "l", "ھ": "h", "q": "k", "x": "h", "ß": "s", "ø": "o", "đ": "d", "ł": "l",
    }
)  # fmt: skip
_SOUNDS = (
    (re.compile(r"dzh|dj|dz|дж|tch"), "j"),
    (re.compile(r"sch|tsh|ch"), "sh"),
    (re.compile(r"kh"), "h"),
    (re.compile(r"gh"), "g"),
    (re.compile(r"zh"), "j"),
    (re.compile(r"th"), "t"),
    (re.compile(r"dh"), "d"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"ou|oo|w"), "u"),
    (re.compile(r"ee|y"), "i"),
)
# Sounds that clerks of different languages write alike, brought to one letter of the skeleton.
_ALIKE = str.maketrans({"p": "b", "g": "k", "q": "k", "x": "h", "z": "s"})
_DROPPED = re.compile(r"[aeiouyw]|h$")
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=50_000)
def bare(text: str) -> str:
    """Return the letters of a place name without articles, dashes and spaces.

    >>> bare("Эль-Маядин") == bare("маядин"), bare("دير الزور") == bare("ديرالزور"), bare("Deir ez-Zor")
    (True, False, 'deirzor')
    """
    return "".join(_names_only(folded(text).split()))


@lru_cache(maxsize=50_000)
def named(text: str) -> str:
    """Return `bare` without the words around a name ("camp", "город", "محافظة"), or "" if only such words remain.

    >>> named("лагерь Аль-Холь"), named("г. Грозный"), named("مخيم الهول")
    ('хол', 'грозныи', 'هول')
    """
    return "".join(_names_only([word for word in folded(text).split() if word not in _AROUND]))


def _names_only(words: list[str]) -> list[str]:
    kept = [word for word in words if not _ARTICLE.fullmatch(word)] or words
    return [_ARABIC_ARTICLE.sub("", word) for word in kept]


def loosened(name: str) -> list[str]:
    """Return what a bare name may be a form of: an article written onto it, or a Russian case.

    >>> loosened("эрракка"), loosened("албаб"), loosened("грозном")
    (['ракка', 'эрракк'], ['баб'], ['грозныи', 'грозн'])
    """
    forms = [name[found.end() :] for found in [_GLUED_ARTICLE.match(name)] if found]
    return forms + [
        name[: -len(ending)] + other for ending, others in _CASES if name.endswith(ending) for other in others
    ]


@lru_cache(maxsize=50_000)
def roman(name: str) -> str:
    """Return a bare name in plain Latin letters, near enough for measuring how alike two are.

    >>> roman("грозныи"), roman("غروزني"), roman("manbidzh")
    ('grozni', 'gruzni', 'manbij')
    """
    text = name.replace("дж", "j").translate(_ROMAN)
    for written, sound in _SOUNDS:
        text = written.sub(sound, text)
    return _DOUBLED.sub(r"\1", text)


@lru_cache(maxsize=50_000)
def skeletons(name: str) -> frozenset[str]:
    """Return the consonant skeletons a bare name may have; several where a letter is read in several ways.

    >>> skeletons("ставропол") & skeletons("ستافروبول")
    frozenset({'stfrbl'})
    """
    readings = {roman(name)}
    for letter, sounds in (("v", ("f", "")), ("c", ("j", "k", "s")), ("sh", ("s",)), ("ts", ("s",))):
        readings = {text.replace(letter, sound) for text in readings for sound in sounds}
    return frozenset(_DOUBLED.sub(r"\1", _DROPPED.sub("", text.translate(_ALIKE))) for text in readings)
