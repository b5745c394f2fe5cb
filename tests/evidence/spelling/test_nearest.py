"""Places in one space keep the true pair among the nearest, in any pair of scripts."""

import csv
import gzip
from pathlib import Path

import numpy as np
import pytest

from kintrace.evidence.spelling import Spellings, load
from kintrace.evidence.spelling.embedding import nearest

PAIRS = Path(__file__).parents[3] / "resources" / "spelling"


def ordinary(table: str, column: str) -> list[tuple[str, str]]:
    """Return the 200 commonest names of a table with their commonest spelling in the other script."""
    with gzip.open(PAIRS / f"{table}.tsv.gz", "rt", encoding="utf8") as lines:
        rows = sorted(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE), key=lambda row: -int(row["count"]))
    first, second = {}, set()
    for row in rows:
        if row["la"] not in first and row[column] not in second and len(row["la"]) > 2:
            first[row["la"]] = row[column]
            second.add(row[column])
    return list(first.items())[:200]


@pytest.mark.parametrize(("table", "column"), [("ru_la", "ru"), ("ar_la", "ar")])
def test_nineteen_in_twenty_ordinary_names_are_among_the_ten_nearest_of_two_hundred(table, column):
    pairs = ordinary(table, column)
    first, second = Spellings.of([la for la, _ in pairs]), Spellings.of([other for _, other in pairs])
    rows, cols = load().nearest(first, second, most=10)
    assert len(pairs) == 200
    assert sum(rows == cols) >= 190


def test_each_word_is_met_by_its_nearest_of_every_script():
    first, second = (
        Spellings.of(["Умар", "🙂"]),
        Spellings.of(["Умар", "عمر", "Omar", "Хадижа", "خديجة", "Khadija", ""]),
    )
    rows, cols = load().nearest(first, second, most=1)
    assert set(zip(rows.tolist(), cols.tolist(), strict=True)) == {(0, 0), (0, 1), (0, 2)}


def test_nothing_is_near_to_nothing():
    none, one = np.zeros((0, 2)), np.ones((1, 2))
    assert [len(found) for found in nearest(none, one, most=3)] == [0, 0]
    assert [len(found) for found in nearest(one, none, most=3)] == [0, 0]


def test_no_more_are_found_than_there_are():
    rows, cols = nearest(np.eye(2), np.ones((1, 2)), most=64)
    assert (rows.tolist(), cols.tolist()) == ([0, 1], [0, 0])


def test_the_nearest_is_the_one_in_the_same_direction():
    rows, cols = nearest(np.eye(3), np.eye(3)[::-1], most=1)
    assert (rows.tolist(), cols.tolist()) == ([0, 1, 2], [2, 1, 0])
