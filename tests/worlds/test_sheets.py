"""The workbook and the table say the same as the plain lists they were written from."""

from datetime import date

import pytest

from kintrace.linelist import read_list
from kintrace.matching.dossier import dossier_of
from kintrace.worlds import NamePool, make_world
from kintrace.worlds.sheets import write_hotline, write_orphanage

TODAY = date(2018, 1, 1)


@pytest.fixture(scope="module")
def world():
    return make_world(NamePool.demo(), seed=4, families=12)


def _dossiers(path, side):
    lines = read_list(path, today=TODAY, side=side)
    assert not lines.problems
    return [dossier_of(entry.id, entry.values, today=TODAY) for entry in lines.entries]


@pytest.mark.parametrize(("side", "sheet", "write"), [
    ("requests", "hotline.xlsx", write_hotline),
    ("children", "orphanage.csv", write_orphanage),
])  # fmt: skip
def test_nothing_is_lost_on_the_way_through_a_sheet(side, sheet, write, tmp_path, world):
    world.write_csv(tmp_path)
    write(tmp_path / sheet, getattr(world, side))
    assert _dossiers(tmp_path / sheet, side) == _dossiers(tmp_path / f"{side}.csv", side)
