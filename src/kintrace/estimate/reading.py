"""Reads tables from JSON: a list of tables, or an object with them under `tables` (and other lists of tables).

A table has an `id`, the names of its `lists` and `counts` by pattern; or `freq`, how many children were seen how
often; or `strata`, counts for each part of the population. What cannot be read is refused, table by table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kintrace.estimate.tables import FrequencyTable, ListTable, UnusableTable
from kintrace.kernel.errors import UnusableData
from kintrace.kernel.says import Sentence, says

MOST_TIMES = 1000  # that a child was seen
LISTS_OF_TABLES = ("tables", "known_truth", "not_estimable")


@dataclass(frozen=True, slots=True)
class Strata:
    """One table a stratum, all over the same lists; a name such as `Iraq / prison` says under what it may be merged."""

    id: str
    tables: Mapping[str, ListTable]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An entry that is no table, and why."""

    id: str
    because: Sentence


type Entry = ListTable | FrequencyTable | Strata | Unreadable


def read_tables(data: object, *, file: str = "The file") -> tuple[Entry, ...]:
    """Read every table of a file.

    Raises UnusableData, naming the `file`, where there are none.
    """
    entries = data if isinstance(data, list) else _listed(data)
    if not entries:
        raise UnusableData(f"{file} holds no tables: it needs a list of them under the name tables.")
    return tuple(_entry(entry, place) for place, entry in enumerate(entries, start=1))


def _listed(data: object) -> list[object]:
    if not isinstance(data, dict):
        return []
    lists = [data.get(name) for name in LISTS_OF_TABLES]
    return [entry for entries in lists if isinstance(entries, list) for entry in entries]


def _entry(entry: object, place: int) -> Entry:
    if not isinstance(entry, dict):
        return Unreadable(str(place), _NO_TABLE)
    name = str(entry.get("id", place))
    try:
        return _table(name, entry)
    except UnusableTable as error:
        return Unreadable(name, error.because)
    except (TypeError, ValueError, AttributeError, IndexError, KeyError):
        return Unreadable(name, _NO_TABLE)


_NO_TABLE = says("This is no table: it needs the names of its lists, and counts by pattern of 0 and 1.")


def _table(name: str, entry: Mapping[str, Any]) -> Entry:
    if "freq" in entry:
        return _checked_sum(entry, _frequencies(name, entry["freq"]))
    if "strata" in entry:
        return Strata(name, {part: _lists(part, entry, counts) for part, counts in entry["strata"].items()})
    return _checked_sum(entry, _lists(name, entry, entry["counts"]))


def _lists(name: str, entry: Mapping[str, Any], counts: Mapping[str, int]) -> ListTable:
    lists = entry["lists"]
    if not isinstance(lists, list) or not isinstance(counts, Mapping):
        raise TypeError
    names = tuple(str(one) for one in lists)
    families = tuple(tuple(family) for family in entry.get("families", ())) if "strata" not in entry else ()
    referrals = tuple((names.index(a), names.index(b)) for a, b in entry.get("referrals", ()))
    return ListTable(name, names, {pattern: _whole(count) for pattern, count in counts.items()}, families, referrals)


def _frequencies(name: str, freq: Mapping[str, int]) -> FrequencyTable:
    if not set(freq) <= set(map(str, range(1, MOST_TIMES + 1))):  # no 01 and no other figures: each is read once
        raise UnusableTable(says("How often a child was seen is a whole number between 1 and {most}.", most=MOST_TIMES))
    most = max(map(int, freq))
    return FrequencyTable(name, tuple(_whole(freq.get(str(times), 0)) for times in range(1, most + 1)))


def _whole(count: int) -> int:
    """Return 3.0, as some programs write it, as 3; leave what is no whole number for the table to refuse."""
    return int(count) if isinstance(count, float) and count.is_integer() else count


def _checked_sum[T: (ListTable, FrequencyTable)](entry: Mapping[str, Any], table: T) -> T:
    told = entry.get("n", entry.get("n_observed", table.n))
    if told != table.n:
        raise UnusableTable(says("The counts sum to {n}, but the table says {told}.", n=table.n, told=str(told)))
    return table
