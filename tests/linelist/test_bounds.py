"""A list that unpacks into more than anybody needs is refused before it is kept."""

from datetime import date

import pytest

from kintrace.kernel.errors import UnusableData
from kintrace.linelist import Most, read_list
from tests.linelist.hostile import write_hostile

TODAY = date(2018, 1, 1)


@pytest.mark.parametrize("most", [Most(cells=2_000), Most(signs=8_000)])
def test_beyond_its_bound_reading_stops(tmp_path, most):
    write_hostile(tmp_path / "list.xlsx", rows=1_000)
    with pytest.raises(UnusableData, match="Split it into several lists"):
        read_list(tmp_path / "list.xlsx", today=TODAY, most=most)


def test_a_text_file_is_bounded_alike(listed):
    with pytest.raises(UnusableData, match="row 4"):
        listed("id,name\n1,Умар\n2,Айша\n3,Али\n", most=Most(cells=7))
    assert listed("id,name\n1,Умар\n2,Айша\n3,\n", most=Most(cells=7)).rows_used == 3
