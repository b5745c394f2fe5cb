"""Each named world is otherwise in what it says it is, and in that alone."""

from collections import defaultdict

import pytest

from kintrace.worlds import VARIANTS, NamePool, make_world


def _world(variant):
    return make_world(NamePool.demo(), seed=4, families=250, rules=VARIANTS[variant])


def _by_person(world, rows):
    person = {row["id"]: row["person"] for row in world.persons}
    told = defaultdict(list)
    for row in rows:
        told[person[row["id"]]].append(row)
    return told


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_row_of_both_lists_is_about_a_person(variant):
    world = _world(variant)
    assert {row["id"] for row in world.persons} == {row["id"] for row in world.requests + world.children}


def test_the_truth_and_the_persons_agree():
    world = _world("registered-twice")
    person = {row["id"]: row["person"] for row in world.persons}
    assert all(person[row["request_id"]] == person[row["child_id"]] for row in world.truth if row["child_id"])


def test_where_origin_goes_together_a_language_tells_the_home():
    homes = defaultdict(set)
    for row in _world("one-origin").requests:
        homes[row["languages"]].add(row["origin"])
    assert all(len(towns) == 1 for languages, towns in homes.items() if languages)


def test_within_twenty_days_everybody_is_registered():
    assert len({row["last_date"] for row in _world("twenty-days").children}) == 20


def test_children_are_registered_twice_only_where_that_is_asked_for():
    most = {
        variant: max(map(len, _by_person(world := _world(variant), world.children).values())) for variant in VARIANTS
    }
    assert most == dict.fromkeys(VARIANTS, 1) | {"registered-twice": 2}


def test_a_clerk_errs_about_a_whole_family_alike():
    right, wrong = _world("counted"), _world("clerk-errs")
    assert wrong.children != right.children
    towns = defaultdict(set)
    family = {row["id"]: row["family"] for row in wrong.persons}
    for row in wrong.children:
        towns[family[row["id"]]] |= {row["origin"]} - {""}
    assert all(len(names) <= 1 for names in towns.values())
