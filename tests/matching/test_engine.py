"""Matching two lists: order kept, ranks from 1, everybody answered, nothing left to the order or to chance."""

import json
import os
import random
import subprocess
import sys

import numpy as np
import pytest

from kintrace.matching.calibration import judge
from kintrace.matching.engine import match_lists
from kintrace.matching.match import KINDS
from tests.matching.made import demo_world, dossiers, said

SOUGHT = [
    said("R2", name="Магомедова Амина Алиевна", sex="f", birth_date="2011", siblings="Умар", father_name="Али"),
    said("R1", name="Магомедов Умар Алиевич", sex="m", birth_date="2013-04", siblings="Амина", father_name="Али"),
    said("silent"),
]
FOUND = [
    said("C1", name="عمر", sex="m", age="4", father_name="علي", last_place="Mosul", last_date="2017-08-01"),
    said("C2", name="Hamza", sex="m", age="7"),
    said("C3", name="محمد", sex="m", age="2"),
]


@pytest.fixture(scope="module")
def world():
    return demo_world(seed=1, families=150)


@pytest.fixture(scope="module")
def lists(world):
    return dossiers(world.requests), dossiers(world.children)


@pytest.fixture(scope="module")
def rankings(lists):
    return match_lists(*lists)


def probabilities(rankings):
    """Return every probability by request and child."""
    of_children = {
        (ranking.request_id, one.child_id): (one.probability, one.sibling_probability)
        for ranking in rankings
        for one in ranking.candidates
    }
    return of_children | {(ranking.request_id, ""): (ranking.absent, 0.0) for ranking in rankings}


def test_requests_are_answered_in_their_order_and_ranks_begin_at_1(rankings, lists):
    assert [ranking.request_id for ranking in rankings] == [dossier.id for dossier in lists[0]]
    for ranking in rankings:
        assert [one.rank for one in ranking.candidates] == list(range(1, len(ranking.candidates) + 1))
        assert len({one.child_id for one in ranking.candidates}) == len(ranking.candidates)


def test_the_most_probable_comes_first(rankings):
    for ranking in rankings:
        held = [one.probability for one in ranking.candidates]
        assert held == sorted(held, reverse=True)


def test_probabilities_of_a_request_never_sum_to_more_than_one(rankings):
    for ranking in rankings:
        assert ranking.absent + sum(one.probability for one in ranking.candidates) <= 1 + 1e-9


def test_a_candidate_weighs_what_its_kinds_weigh_together(rankings):
    for ranking in rankings[:100]:
        for one in ranking.candidates:
            assert [term.kind for term in one.terms] == list(KINDS)
            assert one.weight == pytest.approx(sum(term.log10_lr for term in one.terms))


def test_what_was_not_said_weighs_nothing(rankings):
    for ranking in rankings[:100]:
        silent = [term for one in ranking.candidates for term in one.terms if not term.said]
        assert {term.log10_lr for term in silent} <= {0.0}


def test_children_in_another_script_are_found_and_probabilities_can_be_believed(rankings, world):
    figures = judge(rankings, {row["request_id"]: row["child_id"] for row in world.truth})
    assert figures.recall_at_1 > 0.6
    assert figures.recall_at_10 > 0.9
    assert figures.top_calibration_error < 0.12


def test_the_brother_of_a_child_who_is_not_registered_is_called_a_brother(rankings, world):
    absent = [row for row in world.truth if not row["child_id"]]
    siblings = {row["request_id"]: row["registered_siblings"].split(" | ") for row in absent}
    held = [
        one.sibling_probability
        for ranking in rankings
        for one in ranking.candidates[:3]
        if one.child_id in siblings.get(ranking.request_id, [])
    ]
    assert np.mean(np.array(held) > 0.5) > 0.7


def test_two_requests_for_one_child_both_get_it(rankings, world):
    first = {ranking.request_id: ranking.candidates[0].child_id for ranking in rankings if ranking.candidates}
    asked: dict[str, list[bool]] = {}
    for row in world.truth:
        if row["child_id"]:
            asked.setdefault(row["child_id"], []).append(first.get(row["request_id"]) == row["child_id"])
    twice = [all(found) for found in asked.values() if len(found) > 1]
    assert len(twice) > 20
    assert np.mean(twice) > 0.6


def test_the_order_of_the_children_changes_no_probability(lists, rankings):
    requests, children = lists
    shuffled = random.Random(5).sample(children, len(children))
    before, after = probabilities(rankings), probabilities(match_lists(requests, shuffled))
    shared = before.keys() & after.keys()
    assert len(shared) > 0.99 * len(before)  # of children who are equally probable others may be the last ones shown
    assert np.abs(np.array([before[key] for key in shared]) - np.array([after[key] for key in shared])).max() < 1e-9


def test_the_order_of_the_requests_changes_no_probability(lists, rankings):
    requests, children = lists
    before, after = probabilities(rankings), probabilities(match_lists(requests[::-1], children))
    assert np.abs(np.array([before[key] for key in before]) - np.array([after[key] for key in before])).max() < 1e-9


PROGRAM = """
import json
from kintrace.matching.engine import match_lists
from tests.matching.made import demo_world, dossiers
world = demo_world(seed=4, families=10)
answers = match_lists(dossiers(world.requests), dossiers(world.children))
said = [[r.request_id, r.absent, [[c.child_id, c.probability, [str(t.because) for t in c.terms]] for c in r.candidates]]
        for r in answers]
print(json.dumps(said))
"""


def test_the_same_lists_get_the_same_answer_whatever_the_hash_seed():
    def answer(seed: str) -> list[object]:
        environment = os.environ | {"PYTHONHASHSEED": seed}
        run = subprocess.run([sys.executable, "-c", PROGRAM], env=environment, capture_output=True, check=True)
        return json.loads(run.stdout)

    assert answer("1") == answer("2")


@pytest.mark.parametrize("top", [1, 2, 50])
def test_no_more_candidates_are_named_than_asked_for(top):
    ranking = match_lists(SOUGHT, FOUND, top=top)[1]
    assert 1 <= len(ranking.candidates) <= top
    assert ranking.candidates[0].child_id == "C1"


def test_how_many_are_named_changes_no_probability():
    one, many = (probabilities(match_lists(SOUGHT, FOUND, top=top)) for top in (1, 9))
    assert {key: many[key] for key in one} == one


def test_a_refused_pair_is_not_proposed_again_and_the_rest_takes_its_place():
    plain, refused = match_lists(SOUGHT, FOUND), match_lists(SOUGHT, FOUND, refused=[("R1", "C1")])
    assert plain[1].candidates[0].child_id == "C1"
    assert sum(one.probability for one in refused[1].candidates if one.child_id == "C1") < 1e-9
    assert refused[1].candidates[0].child_id != "C1"
    assert refused[1].absent > plain[1].absent
    assert all(np.isfinite(one.weight) for one in refused[1].candidates)


def test_a_child_judged_another_may_still_be_a_brother_and_stands_last():
    plain, refused = match_lists(SOUGHT, FOUND), match_lists(SOUGHT, FOUND, refused=[("R1", "C1")])
    last = refused[1].candidates[-1]
    assert (last.child_id, last.rank) == ("C1", len(refused[1].candidates))
    assert last.sibling_probability > 0.05
    assert last.weight == pytest.approx(plain[1].candidates[0].weight)


def test_a_refused_child_who_is_no_brother_either_is_left_out():
    refused = match_lists(SOUGHT, FOUND, refused=[("R1", "C2")])
    assert "C2" not in [one.child_id for one in refused[1].candidates]


def test_a_refusal_says_nothing_of_other_requests():
    plain, refused = match_lists(SOUGHT, FOUND), match_lists(SOUGHT, FOUND, refused=[("R2", "C1")])
    assert [one.child_id for one in refused[1].candidates] == [one.child_id for one in plain[1].candidates]


def test_a_refusal_of_rows_that_are_not_in_the_lists_is_harmless():
    assert match_lists(SOUGHT, FOUND, refused=[("R9", "C1"), ("R1", "C9")]) == match_lists(SOUGHT, FOUND)


def test_of_more_children_who_could_be_meant_each_is_less_probable():
    few, many = (match_lists(SOUGHT, FOUND, population=count) for count in (10, 100_000))
    assert many[1].candidates[0].probability < few[1].candidates[0].probability
    assert many[1].absent > few[1].absent
    assert (many[0].prior.population, many[0].prior.fitted) == (100_000, False)


def test_without_a_population_the_prior_says_that_it_was_fitted(rankings):
    assert rankings[0].prior.fitted
    assert 0 < rankings[0].prior.registered_share < 1
    assert rankings[0].prior.population > 0


def test_a_request_that_says_nothing_is_answered_with_what_is_held_of_everybody():
    (silent,) = match_lists(SOUGHT[2:], FOUND)
    held = [candidate.probability for candidate in silent.candidates]
    assert max(held) == pytest.approx(min(held))
    assert 0.2 < silent.absent < 0.9


@pytest.mark.parametrize("population", [None, 500.0])
def test_an_empty_list_has_nobody_in_it(population):
    rankings = match_lists(SOUGHT, [], population=population)
    assert [(one.request_id, one.candidates, one.absent) for one in rankings] == [
        ("R2", (), 1.0),
        ("R1", (), 1.0),
        ("silent", (), 1.0),
    ]


def test_no_requests_have_no_answers():
    assert match_lists([], FOUND) == ()
    assert match_lists([], []) == ()


def test_progress_ends_with_all_requests_done():
    told: list[tuple[int, int]] = []
    match_lists(SOUGHT, FOUND, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (3, 3)
