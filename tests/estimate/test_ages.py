"""Age groups are estimated apart where each can bear it, and it is said where none can."""

import math

import numpy as np
import pytest

from kintrace.estimate import ListTable, Records, Status
from kintrace.estimate.ages import estimate_by_age
from kintrace.estimate.linkage import Partition, draw_partitions
from tests.estimate.made import NAMES, expected

LISTS = NAMES[:3]
EASY, HARD = expected(900, (0.6, 0.5, 0.5)), expected(900, (0.35, 0.3, 0.3))


def _world(*groups):
    """Write children down as records, each group of them of one age: (age, table)."""
    list_of, ages, children = [], [], []
    for age, counts in groups:
        for pattern, count in counts.items():
            for _ in range(count):
                lists = [which for which, sign in enumerate(pattern) if sign == "1"]
                children.append(tuple(range(len(list_of), len(list_of) + len(lists))))
                list_of += lists
                ages += [age] * len(lists)
    counts = {}
    for held in children:
        pattern = "".join("01"[which in {list_of[one] for one in held}] for which in range(3))
        counts[pattern] = counts.get(pattern, 0) + 1
    return Records(list_of, {}), [Partition(ListTable("", LISTS, counts), tuple(children))] * 10, ages


def _estimated(*groups, ages=None):
    records, partitions, told = _world(*groups)
    return estimate_by_age("t", partitions, records, ages=told if ages is None else ages)


def test_groups_that_bear_it_are_estimated_apart_and_added_up():
    found = _estimated((3.0, EASY), (11.5, HARD))
    assert found.status is Status.OK
    assert [part.n for part in found.parts] == [sum(EASY.values()), sum(HARD.values())]
    low, high = found.headline.likely
    assert low < 1800 < high
    assert found.headline.at_least == sum(EASY.values()) + sum(HARD.values())


def test_a_group_that_says_little_is_put_to_its_neighbour():
    found = _estimated((2.0, EASY), (6.0, {"100": 9, "010": 4, "110": 2}), (12.0, EASY), (15.0, EASY))
    assert len(found.parts) == 3
    assert sum(part.n for part in found.parts) == 3 * sum(EASY.values()) + 15


def test_where_nothing_can_be_split_the_reason_is_told():
    found = _estimated((2.0, expected(90, (0.5, 0.4, 0.5))), (12.0, {"100": 20, "010": 10, "001": 10, "110": 4}))
    assert (found.status, found.headline) == (Status.REFUSED, None)
    assert "No two age groups bear an estimate of their own" in str(found.reason)


def test_a_child_without_an_age_gets_one_of_the_others():
    records, partitions, ages = _world((3.0, EASY), (11.5, HARD))
    rng = np.random.default_rng(0)
    some = [math.nan if rng.random() < 0.2 else age for age in ages]
    found = estimate_by_age("t", partitions, records, ages=some)
    assert found.headline.at_least == pytest.approx(sum(EASY.values()) + sum(HARD.values()), rel=0.1)


def test_where_no_age_is_told_that_is_said():
    records, partitions, ages = _world((3.0, EASY))
    nobody = estimate_by_age("t", partitions, records, ages=[math.nan] * len(ages))
    assert (nobody.status, str(nobody.reason)) == (Status.REFUSED, "No record tells how old a child is.")


def test_a_group_without_children_is_never_the_reason():
    assert "All children are of one age group." in str(_estimated((2.0, EASY)).reason)


def test_a_partition_tells_the_records_and_the_family_of_each_child():
    records = Records([0, 0, 1, 1, 1], {}, same=[(1, 2)], families=[7, 7, 8, 8, 9], unlisted=-9.0)
    for drawn in draw_partitions(("a", "b"), records, draws=10):
        family = dict(zip(drawn.children, drawn.families, strict=True))
        assert sorted(family) == [(0,), (1, 2), (3,), (4,)]
        assert family[(0,)] == family[1, 2] == family[(3,)] != family[(4,)]
