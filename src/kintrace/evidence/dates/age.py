"""Read an age as people write it, as years from (included) to (excluded)."""

from __future__ import annotations

import re
from functools import lru_cache

from kintrace.evidence.dates.hijri import SOLAR_YEARS_A_LUNAR_YEAR
from kintrace.evidence.dates.wording import has_word, pattern_of, plain, refuse_long, replace, shown
from kintrace.kernel.errors import UnreadableValue

OLDEST = 25.0
# Where only "over ten" is said: these are children.
GROWN_UP = 18.0
WRITE = "write 4, 3-5 or 18 months"
_A_YEAR = {"year": 1.0, "month": 12.0, "week": 52.18, "day": 365.2425}
_UNITS = {"year": "y", "month": "m", "week": "w", "day": "d"}
_UNIT_OF = {sign: unit for unit, sign in _UNITS.items()}

_BARE = re.compile("[0-9]{1,2}")
BOTH = 2
_QUANTITY = r"(?P<n>\d{1,4}(?:[.,]\d+)?|[.,]\d+) ?(?P<u>[ymwd])?"
_ONE = re.compile(_QUANTITY)
_COMPOUND = re.compile(r"(?P<y>\d{1,2}) ?y(?: ?[,و]| и| and)? ?(?P<m>\d{1,2}) ?m")
_SEPARATOR = re.compile(r" ?(?:-|/|\.\.+) ?")

type Years = tuple[float, float]


@lru_cache(maxsize=1 << 14)
def read_age(text: str) -> Years:
    """Read an age in years: "4" is from 4 up to 5, "3-5" from 3 up to 6, "18 months" from 1.5 up to 1.58.

    Raises UnreadableValue for what is not an age, or lies outside 0 to 25 years: these are children.

    >>> read_age("4 года"), read_age("3-5"), read_age("около ٥"), read_age("½")
    ((4.0, 5.0), (3.0, 6.0), (5.0, 6.0), (0.5, 1.0))
    """
    if _BARE.fullmatch(text) is not None and int(text) <= OLDEST:
        return float(text), float(text) + 1.0
    refuse_long(text, "an age")
    said = plain(text)
    years = _read(_signs(said))
    if years is None:
        raise UnreadableValue(f"“{shown(text)}” cannot be read as an age; {WRITE}.")
    low, high = years
    if has_word(said, "hijri_mark"):
        low, high = low * SOLAR_YEARS_A_LUNAR_YEAR, high * SOLAR_YEARS_A_LUNAR_YEAR
    if not 0 <= low <= OLDEST:
        raise UnreadableValue(f"“{shown(text)}” cannot be a child's age, which lies between 0 and 25 years; {WRITE}.")
    return low, high


@lru_cache(maxsize=1 << 14)
def looks_observed(text: str) -> bool:
    """Tell whether an age was judged by eye or only given as about."""
    return _BARE.fullmatch(text) is None and has_word(plain(text), "looks", "about")


def _signs(text: str) -> str:
    """Leave figures, the signs of units (`4 y`), `-` between two quantities, `<` and `>`."""
    for section in ("hijri_mark", "looks", "about"):
        text = pattern_of(section).sub(" ", text)
    text = pattern_of("between").sub(" ", text)
    text = replace(text, "quantity", " {} ")
    text = pattern_of("under").sub(" < ", text) if re.match(_starts("under"), text.strip()) else text
    text = pattern_of("over").sub(" > ", text)
    text = replace(text, "number", " {} ")
    text = replace(text, "unit", " {} ")
    for unit, sign in _UNITS.items():
        text = re.sub(rf" {unit}(?!\w)", f" {sign}", text)
    return " ".join(text.split()).strip(" .,;:()")


def _starts(section: str) -> str:
    return rf"(?:{pattern_of(section).pattern})"


def _read(text: str) -> Years | None:
    compound = _COMPOUND.fullmatch(text)
    if compound is not None:
        months = 12 * int(compound["y"]) + int(compound["m"])
        return months / 12, (months + 1) / 12
    if text.startswith("<"):
        upper = _one(text.removeprefix("<").strip())
        return None if upper is None else (0.0, upper[0]) if upper[0] > 0 else None
    if text.startswith(">") or text.endswith("+"):
        lower = _one(text.strip("<>+ "))
        return None if lower is None else (lower[0], max(lower[1], GROWN_UP))
    return _one(text) or _range(text)


def _range(text: str) -> Years | None:
    halves = _SEPARATOR.split(text)
    if len(halves) != BOTH:
        halves = [half.strip() for half in pattern_of("range").split(text)]
    if len(halves) != BOTH:
        return None
    last = _one(halves[1])
    unit = re.search("[ymwd]$", halves[1])
    first = _one(halves[0] + unit.group() if unit and halves[0][-1:].isdigit() else halves[0])
    if first is None or last is None or last[1] <= first[0]:
        return None
    return first[0], last[1]


def _one(text: str) -> Years | None:
    if text in _UNIT_OF:  # "год": a year
        text = f"1 {text}"
    match = _ONE.fullmatch(text)
    if match is None:
        return None
    figure = match["n"].replace(",", ".")
    a_year = _A_YEAR[_UNIT_OF[match["u"] or "y"]]
    whole = "." not in figure or float(figure).is_integer()
    # "3.5" is three and a half: said until four.
    return float(figure) / a_year, (float(figure) + (1.0 if whole else 0.5)) / a_year
