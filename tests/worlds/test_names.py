"""Pools of names: from tables of pairs, in two halves; curated for demonstrations."""

import gzip
from pathlib import Path

import pytest

from kintrace.worlds import NamePool
from kintrace.worlds.chance import Chance
from kintrace.worlds.curated import rows
from kintrace.worlds.pairs import part_of

SPELLING = Path(__file__).parents[2] / "resources" / "spelling"


def _table(path, *lines):
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    return path


@pytest.fixture
def small_pool(tmp_path):
    return NamePool.from_pairs(
        _table(tmp_path / "ru", "la\tru\tcount", "omar\tомар\t9", "umar\tумар\t1", "smith\tсмит\t7"),
        _table(tmp_path / "ar", "la\tar\tcount", "omar\tعمر\t9", "umar\tعمر\t3", "smith\tسميث\t7"),
    )


def test_one_name_has_the_spellings_that_share_an_arabic_one(small_pool):
    omar = next(name for name in small_pool.shelves["boy"].names if name.key == "عمر")
    assert {"Омар", "Умар"} <= {text for text, _ in omar.cyrillic}
    assert {"Omar", "Umar"} <= {text for text, _ in omar.latin}
    assert omar.spellings("arabic") == (("عمر", 1.0),)


def test_a_foreign_name_keeps_its_one_spelling(small_pool):
    smith = next(name for name in small_pool.shelves["boy"].names if name.key == "سميث")
    assert [text for text, _ in smith.cyrillic] == ["Смит"]


def test_names_of_arabic_origin_are_drawn_most(small_pool):
    chance = Chance(1)
    drawn = [small_pool.draw(chance, "father").key for _ in range(500)]
    assert drawn.count("عمر") / 500 == pytest.approx(0.78, abs=0.06)


def test_the_halves_have_no_name_in_common():
    fit, judge = (
        {name.key for name in NamePool.from_pairs(SPELLING / "ru_la.tsv.gz", SPELLING / "ar_la.tsv.gz", part=part)
         .shelves["boy"].names}
        for part in ("fit", "judge")
    )  # fmt: skip
    assert not fit & judge
    assert len(fit) == pytest.approx(len(judge), rel=0.05)


def test_a_name_stays_in_its_half():
    assert {name: part_of(name) for name in ("علي", "عمر", "حسن")} == {"علي": "judge", "عمر": "judge", "حسن": "fit"}


@pytest.mark.parametrize(("kind", "least"), [("boy", 70), ("girl", 60), ("birth_mother", 20), ("surname", 55)])
def test_the_curated_names_are_many_and_not_repeated(kind, least):
    keys = [row.cyrillic[0] for row in rows(kind)]
    assert len(keys) >= least
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("kind", ["boy", "girl", "birth_mother"])
def test_the_curated_names_stand_in_three_scripts(kind):
    for row in rows(kind):
        assert all("\u0400" <= text[0] <= "\u052f" for text in row.cyrillic), row
        assert all("\u0600" <= text[0] <= "\u06ff" for text in row.arabic), row
        assert all(text[0].isascii() for text in row.latin), row
