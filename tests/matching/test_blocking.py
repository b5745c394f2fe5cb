"""The index opens the right children, and few."""

import numpy as np
import pytest

from kintrace.matching.alike import alike
from kintrace.matching.blocking import FEWEST_LOOKED_AT, WITNESSES, Index, worth_a_look
from kintrace.matching.prepared import Prepared, bearers
from kintrace.matching.sheet import Sheet
from tests.matching.made import demo_world, dossiers, said


def opened(request, children) -> list[str]:
    """Return the ids of the children worth a look for one request."""
    requests, register = Sheet.of([request]), Sheet.of(children)
    index = Index(register, alike(requests, register, bearers(register)))
    return [children[number].id for number in index.opened(requests, 0)]


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ({"name": "Умар"}, {"name": "عمر"}),
        ({"father_name": "Тимур"}, {"father_name": "Timur"}),
        ({"mother_name": "Зарема"}, {"mother_name": "Zarema"}),
        ({"name": "Умар Тимурович"}, {"father_name": "Timur"}),
        ({"siblings": "Амина"}, {"name": "آمنة"}),
        ({"siblings": "Амина"}, {"siblings": "Amina"}),
        ({"name": "Умар"}, {"father_alias": "أبو عمر"}),
        ({"father_alias": "Абу Умар"}, {"mother_alias": "Umm Omar"}),
    ],
)
def test_a_word_opens_the_children_who_bear_it_in_a_like_place(sought, found):
    assert opened(said("R", **sought), [said("C1", **found), said("C2", name="Khadija")]) == ["C1"]


def test_a_fathers_name_does_not_open_children_who_bear_it_themselves():
    assert opened(said("R", father_name="Тимур"), [said("C", name="Timur")]) == []


@pytest.mark.parametrize("silent", [{}, {"sex": "m", "birth_date": "2012"}, {"last_place": "Мосул"}])
def test_a_request_without_any_name_opens_nothing(silent):
    assert opened(said("R", **silent), [said("C", name="عمر")]) == []


def test_another_sex_and_another_age_come_last():
    children = [
        said("girl", name="Islam", sex="f", birth_date="2012"),
        said("old", name="Islam", sex="m", birth_date="2004"),
        said("fits", name="Islam", sex="m", birth_date="2012"),
    ]
    assert opened(said("R", name="Ислам", sex="m", birth_date="2012"), children)[0] == "fits"


NAMESAKES = [said(f"C{n:04}", name="عمر") for n in range(FEWEST_LOOKED_AT + 50)]
OTHERS = [said(f"D{n:04}", name="Khadija") for n in range(2 * FEWEST_LOOKED_AT)]


def test_never_more_are_opened_than_can_be_weighed():
    assert opened(said("R", name="Умар"), NAMESAKES + OTHERS) == [child.id for child in NAMESAKES[:FEWEST_LOOKED_AT]]


def test_of_children_opened_alike_the_order_of_the_list_does_not_choose():
    assert opened(said("R", name="Умар"), (NAMESAKES + OTHERS)[::-1]) == [
        child.id for child in NAMESAKES[:FEWEST_LOOKED_AT]
    ]


def test_the_children_of_a_request_come_in_its_own_rows():
    requests = Sheet.of([said("R0"), said("R1", name="Умар"), said("R2", name="Хамза")])
    register = Sheet.of([said("C0", name="Hamza"), said("C1", name="Omar")])
    index = Index(register, alike(requests, register, bearers(register)))
    rows, cols, witness = worth_a_look(requests, index, first=1, last=3)
    assert sorted(zip(rows.tolist(), cols.tolist(), strict=True)) == [(1, 0), (1, 1), (2, 0), (2, 1)]
    assert not witness.any()


def test_of_a_long_list_a_few_others_are_weighed_as_witnesses():
    requests = Sheet.of([said("R0", name="Умар")])
    register = Sheet.of([said(f"C{n:03}", name="Omar" if n < 20 else "Hamza") for n in range(400)])
    index = Index(register, alike(requests, register, bearers(register)))
    _, cols, witness = worth_a_look(requests, index, first=0, last=1)
    assert sorted(cols[~witness]) == list(range(20))
    assert len(cols[witness]) == WITNESSES
    assert cols[witness].min() >= 20


def test_nearly_every_child_that_is_sought_is_looked_at():
    world = demo_world(families=60)
    prepared = Prepared(dossiers(world.requests), dossiers(world.children))
    row = {dossier.id: number for number, dossier in enumerate(prepared.requests.dossiers)}
    col = {dossier.id: number for number, dossier in enumerate(prepared.register.dossiers)}
    opened = [block.pairs for block in prepared.blocks()]
    looked_at = {pair for pairs in opened for pair in zip(pairs.rows.tolist(), pairs.cols.tolist(), strict=True)}
    true = [(row[t["request_id"]], col[t["child_id"]]) for t in world.truth if t["child_id"]]
    assert np.mean([pair in looked_at for pair in true]) > 0.97
