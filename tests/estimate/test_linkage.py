"""Records whose matches are not certain: partitions drawn, estimates pooled, replicates combined by hand."""

import math

import numpy as np
import pytest

from kintrace.estimate import Records, Status, estimate, estimate_records
from kintrace.estimate.combining import Replicate, combine
from kintrace.estimate.linkage import draw_partitions, draw_tables
from kintrace.estimate.special import student_quantile
from kintrace.kernel.errors import UnusableData
from tests.estimate.made import NAMES, expected, table

THREE = NAMES[:3]
SURE = 12.0


def _records(counts, *, doubtful=SURE):
    """Write a table out as records; pairs of every fourth child weigh only `doubtful`."""
    list_of, weights = [], {}
    for pattern, count in counts.items():
        for number in range(count):
            weight = SURE if number % 4 else doubtful
            lists = [which for which, sign in enumerate(pattern) if sign == "1"]
            mine = range(len(list_of), len(list_of) + len(lists))
            list_of += lists
            weights |= {(a, b): weight for a in mine for b in mine if a < b}
    return Records(list_of, weights)


def _tables(records, *, draws=10, **more):
    return list(draw_tables(THREE, records, draws=draws, **more))


GOOD = expected(200, (0.5, 0.4, 0.5))


def test_certain_matches_give_one_table_again_and_again():
    assert all(dict(drawn.counts) == GOOD for drawn in _tables(_records(GOOD)))


def test_certain_matches_give_the_estimate_of_their_table():
    linked, alone = estimate_records("t", THREE, _records(GOOD), draws=10), estimate(table(GOOD))
    assert (linked.known, linked.from_matches) == ((alone.n, alone.n), 0)
    assert linked.estimate.headline.at_least == alone.n
    assert linked.estimate.headline.likely == pytest.approx(alone.headline.likely, abs=1)


def test_uncertain_matches_make_the_known_children_a_range_and_the_answer_wider():
    sure = estimate_records("t", THREE, _records(GOOD), draws=10)
    unsure = estimate_records("t", THREE, _records(GOOD, doubtful=2.0), draws=10)
    assert unsure.known[0] < unsure.known[1]
    assert unsure.estimate.headline.at_least == unsure.known[0]
    assert unsure.from_matches > 0
    methods = unsure.estimate.methods["loglinear_bic"], sure.estimate.methods["loglinear_bic"]
    assert methods[0].hi - methods[0].lo > methods[1].hi - methods[1].lo


def test_a_weight_is_base_ten():
    # two records, weight 1: ten times likelier one child; a child nobody has met has N - 1 places
    pair = Records((0, 1), {(0, 1): 1.0})
    joined = sum(drawn.n == 1 for drawn in draw_tables(NAMES[:2], pair, draws=2000))
    # with N kept at 4 each time: 10 / (10 + 3)
    assert joined / 2000 == pytest.approx(10 / 13, abs=0.04)


def test_what_people_judged_is_fixed():
    apart = Records((0, 1, 2), {(0, 1): SURE, (1, 2): SURE, (0, 2): SURE}, different=((0, 1),))
    assert {drawn.n for drawn in _tables(apart)} == {2}
    together = Records((0, 1, 2), {(0, 1): -SURE}, same=((0, 1),))
    assert all(drawn.counts == {"110": 1, "001": 1} for drawn in _tables(together))


def test_two_records_of_one_list_are_two_children_unless_somebody_says_otherwise():
    twice = {(0, 1): SURE}
    assert {drawn.n for drawn in _tables(Records((0, 0), twice))} == {2}
    assert {drawn.n for drawn in _tables(Records((0, 0), twice, same=((0, 1),)))} == {1}


def test_judgements_that_contradict_one_another_are_told():
    with pytest.raises(UnusableData, match="Withdraw one"):
        _tables(Records((0, 1, 2), {}, same=((0, 1), (1, 2)), different=((0, 2),)))


def test_a_pair_that_is_not_listed_does_not_part_two_strong_ones():
    chain = Records((0, 1, 2), {(0, 1): SURE, (1, 2): SURE})
    assert {drawn.n for drawn in _tables(chain)} == {1}


def test_the_same_seed_draws_the_same_tables():
    unsure = _records(GOOD, doubtful=2.0)
    first, again, other = (_tables(unsure, seed=seed) for seed in (1, 1, 2))
    assert [drawn.counts for drawn in first] == [drawn.counts for drawn in again]
    assert [drawn.counts for drawn in first] != [drawn.counts for drawn in other]


def test_records_that_say_too_little_are_refused_with_the_reason():
    linked = estimate_records("t", THREE, _records({"100": 20, "010": 20, "001": 9}), draws=10)
    assert linked.estimate.status is Status.REFUSED
    assert "share no child" in str(linked.estimate.reason)
    assert linked.known == (49, 49)


def test_progress_is_told_to_the_end():
    heard = []
    unsure = _records({"110": 2, "011": 2})
    list(draw_partitions(THREE, unsure, draws=10, progress=lambda done, total: heard.append((done, total))))
    assert heard[-1][0] == heard[-1][1] == len(heard)


def test_fewer_than_ten_partitions_are_too_few():
    with pytest.raises(ValueError, match="at least 10"):
        estimate_records("t", THREE, _records(GOOD), draws=9)


def test_replicates_are_combined_as_by_hand():
    draws = [np.array([110.0, 120.0, 140.0]), np.array([130.0, 150.0, 160.0])]
    found = combine([Replicate(100, draws[0]), Replicate(110, draws[1])])
    logs = [np.log(draws[0] - 100), np.log(draws[1] - 110)]
    within = (logs[0].var(ddof=1) + logs[1].var(ddof=1)) / 2
    between = (logs[0].mean() - logs[1].mean()) ** 2 / 2
    total = within + 1.5 * between
    freedom = (1 + within / (3 * between)) ** 2
    reach = student_quantile(0.975, freedom) * math.sqrt(total)
    middle = (logs[0].mean() + logs[1].mean()) / 2
    assert found.interval.estimate == 105 + round((70 / 3 + 110 / 3) / 2)
    assert (found.interval.lo, found.interval.hi) == pytest.approx(
        (105 + math.exp(middle - reach), 105 + math.exp(middle + reach)), abs=1.5
    )
    assert found.between == pytest.approx(1.5 * between / total)


def test_no_child_unseen_has_a_logarithm_too():
    found = combine([Replicate(5, np.array([5.0, 6.0])), Replicate(5, np.array([5.0, 7.0]))])
    assert found.interval.lo == 5


def test_a_child_may_stand_twice_in_a_list_that_says_so():
    twice = Records([0, 0, 1], {(0, 1): 9.0, (1, 2): 9.0, (0, 2): 9.0}, once=False)
    once = Records([0, 0, 1], {(0, 1): 9.0, (1, 2): 9.0, (0, 2): 9.0})
    assert {table.n for table in draw_tables(("a", "b"), twice, draws=10)} == {1}
    assert {table.n for table in draw_tables(("a", "b"), once, draws=10)} == {2}


@pytest.mark.parametrize(("odds", "least", "most"), [(-1.0, 50, 90), (1.0, 300, 390)])
def test_two_records_of_one_list_join_by_the_odds_alone_however_many_children_there_are(odds, least, most):
    pairs = {(2 * place, 2 * place + 1): odds for place in range(20)}
    tables = draw_tables(("a", "b"), Records([0] * 40, pairs, unlisted=-9.0, once=False), draws=20)
    joined = sum(40 - table.n for table in tables)
    assert least * 0.5 <= joined <= most


def test_families_that_share_a_child_are_one_family_of_the_table():
    # 0 and 1 are of one family, 2 and 3 of another; 1 and 2 are one child, 4 stands alone
    records = Records([0, 0, 1, 1, 1], {}, same=[(1, 2)], families=[7, 7, 8, 8, 9], unlisted=-9.0)
    for drawn in draw_tables(("a", "b"), records, draws=10):
        assert sorted(map(sorted, drawn.families)) == [["01"], ["01", "10", "11"]]


def test_the_tables_that_were_drawn_are_handed_on():
    found = estimate_records("t", ("a", "b"), Records([0, 1], {(0, 1): 9.0}), draws=10)
    assert [table.counts for table in found.tables] == [{"11": 1}] * 10
    assert {partition.children for partition in found.partitions} == {((0, 1),)}
