"""Read a date as people write it, in four languages and two calendars, as a span of days."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from kintrace.evidence.dates.hijri import hijri_span
from kintrace.evidence.dates.wording import has_word, pattern_of, plain, refuse_long, replace, shown
from kintrace.kernel.errors import UnreadableValue
from kintrace.kernel.spans import Span

MONTHS = 12
BOTH = 2  # ends of a range
SHORT_YEAR = 2  # figures
WRITE = "write 2013, 2013-04 or 18.04.2013"
FIRST_YEAR, LAST_YEAR = 1900, 2100
HIJRI_YEARS = range(1300, 1501)  # an unmarked year in here is Hijri
LATEST_SHORT_YEAR = 40  # 40 is 2040, 41 is 1941
LONGEST_RANGE_DAYS = 7305  # a range of over twenty years says nothing of a child
# Days that offices write when only the year is known.
PLACEHOLDERS = frozenset({(1, 1), (7, 1)})

_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_CLOCK = re.compile(r"[t ]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?:z|\+\d\d:?\d\d)?$")
_MARK = r"[ .,/'-]*"
_ORDINAL = r"(?:st|nd|rd|th|-?го|-?е)?"


@lru_cache(maxsize=1 << 15)
def read_day(text: str) -> Span:
    """Read a date, a month, a year, a part of a year or a range of them.

    Two figures before the year are day, then month. Raises UnreadableValue, saying what can be written.

    >>> print(read_day("18 апреля 2013 г."), read_day("18/4/13"), read_day("نيسان ٢٠١٣"))
    2013-04-18 2013-04-18 2013-04
    >>> print(read_day("1436 هـ"))
    2014-10-23–2015-10-15
    """
    iso = _ISO.fullmatch(text.strip())
    if iso is not None and not (iso[2] and not iso[3] and int(iso[2]) > MONTHS):
        year, month, day = (int(part) if part else None for part in iso.groups())
        return _dated(year or 0, month, day, hijri=False)
    refuse_long(text, "a date")
    span = _read(_signs(plain(text)))
    if span is None:
        raise UnreadableValue(f"“{shown(text)}” cannot be read as a date; {WRITE}.")
    if span.days > LONGEST_RANGE_DAYS:
        raise UnreadableValue(f"“{shown(text)}” spans more than twenty years; {WRITE}.")
    return span


def read_birth_day(text: str) -> Span:
    """Read a date of birth: as `read_day`, but 1 January and 1 July are placeholders and mean their whole year.

    >>> print(read_birth_day("01.01.2012"), read_birth_day("02.01.2012"))
    2012 2012-01-02
    """
    span = read_day(text)
    if span.days == 1 and (span.first.month, span.first.day) in PLACEHOLDERS:
        return Span.of_year(span.first.year)
    return span


def _signs(text: str) -> str:
    """Replace words by signs: `@4` April, `#9` Ramadan, `&3-5` spring, `!` Hijri, `~` about."""
    marked = has_word(text, "hijri_mark")
    text = _CLOCK.sub("", text)
    for section, sign in (("month", " @{} "), ("hijri_month", " #{} "), ("part_of_year", " &{} ")):
        text = replace(text, section, sign)
    about = has_word(text, "about", "looks")
    for section in ("hijri_mark", "about", "looks", "filler"):
        text = pattern_of(section).sub(" ", text)
    return " ".join(("! " * marked + "~ " * about + text).split()).strip(" .,;")


def _read(text: str) -> Span | None:
    hijri, text = text.startswith("!"), text.removeprefix("!").strip()
    if text.startswith("~"):
        about = _read_any(text.removeprefix("~").strip(), hijri=hijri)
        return None if about is None else about.widened(min(max(about.days, 30), 366))
    return _read_any(text, hijri=hijri)


def _read_any(text: str, *, hijri: bool) -> Span | None:
    for pattern, read in _FORMS:
        match = pattern.fullmatch(text)
        if match is not None:
            return read(match, hijri=hijri)
    return _range(text, hijri=hijri)


def _range(text: str, *, hijri: bool) -> Span | None:
    """Read `A - B`; a first half without a year takes the year of the second."""
    halves = re.split(r" - |\.\.+| ?[;&|] ?(?!\d)", text)
    if len(halves) != BOTH:
        halves = text.split("-") if text.count("-") == 1 else pattern_of("range").split(text)
    if len(halves) != BOTH or not all(half.strip() for half in halves):
        return None
    first, last = (half.strip() for half in halves)
    year = re.search(r"\d{4}", last)
    if year is not None and re.search(r"\d{4}", first) is None:
        first = f"{first} {year.group()}" if first.startswith("@") else f"{first}.{year.group()}"
    begin, end = _single(first, hijri=hijri), _single(last, hijri=hijri)
    if begin is None or end is None:
        return None
    if end.last < begin.first:
        raise UnreadableValue(f"a range cannot end ({end}) before it begins ({begin}); {WRITE}.")
    return Span(begin.first, end.last)


def _single(text: str, *, hijri: bool) -> Span | None:
    for pattern, read in _FORMS:
        match = pattern.fullmatch(text)
        if match is not None:
            return read(match, hijri=hijri)
    return None


def _gregorian(year: int, month: int | None = None, day: int | None = None) -> Span:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise UnreadableValue(f"the year {year} cannot be meant; {WRITE}.")
    if month is None:
        return Span.of_year(year)
    if not 1 <= month <= MONTHS:
        raise UnreadableValue(f"there is no month {month}; day, month and year stand in this order, or {WRITE}.")
    if day is None:
        return Span.of_month(year, month)
    if not 1 <= day <= monthrange(year, month)[1]:
        raise UnreadableValue(f"there is no day {day} in {year}-{month:02}; check the date.")
    return Span.of_day(date(year, month, day))


def _dated(year: int, month: int | None, day: int | None, *, hijri: bool) -> Span:
    if hijri or year in HIJRI_YEARS:
        return hijri_span(year, month, day=day)
    return _gregorian(year, month, day)


def _full_year(figures: str) -> int:
    year = int(figures)
    if len(figures) > SHORT_YEAR:
        return year
    return year + (2000 if year <= LATEST_SHORT_YEAR else 1900)


def _numbers(match: re.Match[str], *, hijri: bool) -> Span:
    """Build from the named groups y, m, d; a month above 12 beside a day that could be one is the American order."""
    parts = match.groupdict()
    month, day = (int(parts[name]) if parts.get(name) else None for name in ("m", "d"))
    if month is not None and day is not None and month > MONTHS >= day and "us" in parts:
        month, day = day, month
    hijri = hijri or "#" in match.string
    return _dated(_full_year(parts["y"]), month, day, hijri=hijri)


def _neighbours(match: re.Match[str], *, hijri: bool) -> Span:
    """`2013/14` or `2013-14`: two years, since there is no month 14."""
    first, last = int(match["y"]), int(match["y"][:2] + match["z"])
    if last != first + 1:
        raise UnreadableValue(f"there is no month {match['z']}; {WRITE}.")
    return Span(_dated(first, None, None, hijri=hijri).first, _dated(last, None, None, hijri=hijri).last)


def _part(match: re.Match[str], *, hijri: bool) -> Span:
    """Read a season or a part of a year; winter reaches into the years on either side."""
    year, first, last = int(match["y"]), int(match["a"]), int(match["b"])
    if hijri or not FIRST_YEAR < year < LAST_YEAR:
        return _dated(year, None, None, hijri=hijri)
    begin = Span.of_month(year - 1, 12) if first < 1 else Span.of_month(year, first)
    end = Span.of_month(year + 1, last - MONTHS) if last > MONTHS else Span.of_month(year, last)
    return Span(begin.first, end.last)


_FORMS: list[tuple[re.Pattern[str], Callable[..., Span]]] = [
    (re.compile(form), read)
    for form, read in (
        (r"(?P<y>\d{4})", _numbers),
        (r"(?P<y>\d{4})[-/. ](?P<m>\d\d?)[-/. ](?P<d>\d\d?)", _numbers),
        (r"(?P<y>\d{4})(?P<m>0[1-9]|1[0-2])(?P<d>\d\d)", _numbers),
        (r"(?P<y>\d{4})[-/](?P<z>1[3-9]|[2-9]\d)", _neighbours),
        (r"(?P<y>\d{4})[-/.](?P<m>\d\d?)", _numbers),
        (r"(?P<d>\d\d?) ?[-/. ,] ?(?P<m>\d\d?) ?[-/. ,] ?(?P<y>\d{4}|\d\d)(?P<us>)", _numbers),
        (r"(?P<m>\d\d?) ?[-/.] ?(?P<y>\d{4})", _numbers),
        (rf"(?P<d>\d\d?){_ORDINAL}{_MARK}[@#](?P<m>\d++){_MARK}(?P<y>\d{{4}}|\d\d)", _numbers),
        (rf"[@#](?P<m>\d++){_MARK}(?P<d>\d\d?){_ORDINAL}{_MARK} (?P<y>\d{{4}})", _numbers),
        (rf"[@#](?P<m>\d++){_MARK}(?P<y>\d{{4}})", _numbers),
        (rf"(?P<y>\d{{4}}){_MARK}[@#](?P<m>\d++)(?:{_MARK}(?P<d>\d\d?))?", _numbers),
        (rf"&(?P<a>\d+)-(?P<b>\d+){_MARK}(?P<y>\d{{4}})", _part),
        (rf"(?P<y>\d{{4}}){_MARK}&(?P<a>\d+)-(?P<b>\d+)", _part),
    )
]
