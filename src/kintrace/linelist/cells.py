"""What stands in one cell: its values, and whether each can be read as what its column means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from kintrace.evidence.dates import read_age, read_birth_day, read_day
from kintrace.evidence.languages import is_sex_word, unread_languages
from kintrace.kernel.errors import UnreadableValue
from kintrace.kernel.says import Sentence, says
from kintrace.kernel.spans import Span
from kintrace.linelist.headers import says_nothing
from kintrace.linelist.listed import Severity

LONGEST_VALUE = 1_000
_SHOWN = 40
_BETWEEN_VALUES = re.compile(r"\s\|\s|[\r\n]+")
# Days since 1899-12-30, as spreadsheets count; these run from 1954 to 2064.
_SERIAL = re.compile(r"[2-5]\d{4}(?:\.\d+)?")
_SERIAL_ZERO = date(1899, 12, 30)
# What no text of a list holds: control characters, half signs, the mark of damage.
_DAMAGE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffd]")


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with one value."""

    value: str
    what: Sentence
    severity: Severity


@dataclass(frozen=True, slots=True)
class Cell:
    """The values of a cell that can be used, and what was found wrong."""

    values: tuple[str, ...]
    findings: tuple[Finding, ...] = ()


@lru_cache(maxsize=1 << 14)
def read_cell(text: str, column: str, *, today: date) -> Cell:
    """Split a cell at ` | ` or new lines and check each value by the rules of its column.

    >>> read_cell("Али | Умар", "siblings", today=date(2018, 1, 1)).values
    ('Али', 'Умар')
    >>> [str(finding.what) for finding in read_cell("250", "age", today=date(2018, 1, 1)).findings]
    ['“250” cannot be read as the age of a child; write 4, 3-5 or 18 months']
    """
    values, findings = [], []
    for part in _BETWEEN_VALUES.split(text):
        value, damage = _mended(part.strip())
        if not value or says_nothing(value):
            continue
        value = _without_serial(value) if column in _DATED else value
        finding = _too_long(value) or _CHECKS.get(column, _anything)(value, today)
        if finding is None:
            values.append(value)
        findings += [found for found in (damage, finding) if found is not None]
    return Cell(tuple(dict.fromkeys(values)), tuple(findings))


def shortened(value: str) -> str:
    """Return a value as it may be shown: one line, no control or direction characters, at most 40 signs."""
    visible = "".join(sign if unicodedata.category(sign)[0] != "C" else " " for sign in value[: 2 * _SHOWN])
    tidy = " ".join(visible.split())
    return tidy if len(tidy) <= _SHOWN else tidy[: _SHOWN - 1] + "…"


def _mended(value: str) -> tuple[str, Finding | None]:
    """Take out what no text holds; a damaged sign stays visible."""
    if value.isprintable() and "\ufffd" not in value:
        return value, None
    if _DAMAGE.search(value) is None:
        return value, None
    what = says("“{value}” holds damaged signs; compare it with the original", value=shortened(value))
    mended = _DAMAGE.sub(lambda match: "\ufffd" if match.group() == "\ufffd" else "", value).strip()
    return mended, Finding(shortened(value), what, Severity.NOTED)


def _without_serial(value: str) -> str:
    """Turn the number by which a spreadsheet keeps a day into that day."""
    if _SERIAL.fullmatch(value) is None:
        return value
    return (_SERIAL_ZERO + timedelta(days=int(float(value)))).isoformat()


def _left_out(value: str, what: Sentence) -> Finding:
    return Finding(shortened(value), what, Severity.VALUE_LEFT_OUT)


def _too_long(value: str) -> Finding | None:
    if len(value) <= LONGEST_VALUE:
        return None
    what = says("“{value}” goes on for {n} signs; keep it under 1000", value=shortened(value), n=len(value))
    return _left_out(value, what)


def _anything(_value: str, _today: date) -> Finding | None:
    return None


def _check_birth_date(value: str, today: date) -> Finding | None:
    span = _span(value, read_birth_day)
    if span is None:
        return _left_out(
            value,
            says("“{value}” is not a date that can be; write 2013, 2013-04 or 18.04.2013", value=shortened(value)),
        )
    if span.first > today:
        return _left_out(value, says("a birth on “{value}” lies in the future; check the year", value=shortened(value)))
    return None


def _check_day(value: str, today: date) -> Finding | None:
    span = _span(value, read_day)
    if span is None:
        return _left_out(
            value,
            says("“{value}” is not a date that can be; write 2013, 2013-04 or 18.04.2013", value=shortened(value)),
        )
    if span.first > today:
        return _left_out(value, says("“{value}” lies in the future; check the year", value=shortened(value)))
    return None


def _span(value: str, read: Callable[[str], Span]) -> Span | None:
    try:
        return read(value)
    except UnreadableValue:
        return None


def _check_age(value: str, _today: date) -> Finding | None:
    try:
        read_age(value)
    except UnreadableValue:
        return _left_out(
            value,
            says("“{value}” cannot be read as the age of a child; write 4, 3-5 or 18 months", value=shortened(value)),
        )
    return None


def _check_sex(value: str, _today: date) -> Finding | None:
    if is_sex_word(value):
        return None
    return _left_out(value, says("“{value}” is neither a boy nor a girl; write m or f", value=shortened(value)))


def _check_languages(value: str, _today: date) -> Finding | None:
    if not unread_languages([value]):
        return None
    return _left_out(
        value,
        says("“{value}” is not a language we know; write its name or its code, such as rus", value=shortened(value)),
    )


_DATED = frozenset({"birth_date", "age_date", "last_date"})
_CHECKS: dict[str, Callable[[str, date], Finding | None]] = {
    "sex": _check_sex,
    "birth_date": _check_birth_date,
    "age": _check_age,
    "age_date": _check_day,
    "last_date": _check_day,
    "languages": _check_languages,
}
