"""What two rows of one side weigh for being one child, in numbers alone."""

from datetime import date

import pytest

from kintrace.matching.dossier import dossier_of
from kintrace.matching.doubles import doubles
from kintrace.matching.duplicates import find_duplicates
from kintrace.worlds import NamePool, Rules, make_world


@pytest.fixture(scope="module")
def rows():
    world = make_world(NamePool.demo(), seed=5, families=60, rules=Rules(second_inquirer=0.5))
    return [
        dossier_of(
            row["id"], {name: value.split(" | ") for name, value in row.items() if value}, today=date(2018, 1, 1)
        )
        for row in world.requests
    ]


def test_the_pairs_are_those_that_people_are_shown_with_the_same_odds(rows):
    shown = {(one.id_a, one.id_b): one.probability for one in find_duplicates(rows, at_least=0.2)}
    found = {(one.id_a, one.id_b): one.odds for one in doubles(rows, at_least=0.2)}
    assert found.keys() == shown.keys()
    assert {pair: 1 / (1 + 10**-odds) for pair, odds in found.items()} == pytest.approx(shown)


def test_the_weight_is_more_than_the_odds_by_how_rare_doubles_are(rows):
    gaps = {round(one.weight - one.odds, 6) for one in doubles(rows, at_least=0.2)}
    assert len(gaps) == 1
    assert gaps.pop() > 1


def test_one_row_has_no_double(rows):
    assert list(doubles(rows[:1], at_least=0.0)) == []
