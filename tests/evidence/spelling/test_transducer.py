"""The letter model on numbers that can be done by hand, and by listing every chain."""

import itertools

import numpy as np
import pytest

from kintrace.evidence.spelling import Script, load
from kintrace.evidence.spelling.alphabet import LONGEST, Alphabet
from kintrace.evidence.spelling.background import Background
from kintrace.evidence.spelling.curve import curved
from kintrace.evidence.spelling.model import ORDER
from kintrace.evidence.spelling.transducer import STEPS, Transducer

PLAIN = Alphabet(Script.LATIN, np.zeros(0, dtype=np.int64))
TRIPLE = (1 * PLAIN.base + 2) * PLAIN.base + 1  # aba
LATIN = Alphabet(Script.LATIN, np.array([TRIPLE]))
NUMBER = {LATIN.spelt(run): run for run in range(LATIN.unknown) if LATIN.sizes()[run] < 9}
SCRIPTS = list(itertools.combinations_with_replacement(ORDER, 2))


def transducer(**operations) -> Transducer:
    """Make a Latin one of a few operations, written `a_b` for a read as b; words begin and end together for certain."""
    theta = np.zeros((len(LATIN), len(LATIN)))
    for operation, probability in ({"^_^": 1.0, "$_$": 1.0} | operations).items():
        one, _, other = operation.partition("_")
        theta[NUMBER[one], NUMBER[other]] = probability
    return Transducer(LATIN, LATIN, theta)


def joint(model: Transducer, first: str, second: str) -> float:
    at = np.zeros(1, dtype=np.int64)
    return float(np.exp(model.joint_nats(LATIN.code([first]), LATIN.code([second]), rows=at, cols=at)[0]))


def by_listing(model: Transducer, x: str, y: str) -> float:
    """Sum over every chain of operations on words with their edges, one by one."""
    if not x and not y:
        return 1.0
    steps = [(a, b) for a, b in STEPS if a <= len(x) and b <= len(y)]
    runs = [(x[:a], y[:b], x[a:], y[b:]) for a, b in steps if x[:a] in NUMBER and y[:b] in NUMBER]
    return sum(float(model.theta[NUMBER[u], NUMBER[v]]) * by_listing(model, p, q) for u, v, p, q in runs)


def random_transducer(seed: int) -> Transducer:
    """Make one over the letters a and b, every operation possible, all of them summing to 1."""
    inner = ["", "a", "b", "aa", "ab", "ba", "bb", "aba"]
    edged = [("^", "^"), ("^a", "^"), ("^", "^b"), ("^a", "^b"), ("$", "$"), ("a$", "$"), ("b$", "a$")]
    operations = [(x, y) for x in inner for y in inner if (len(x), len(y)) in STEPS] + edged
    shares = np.random.default_rng(seed).dirichlet(np.ones(len(operations)))
    theta = np.zeros((len(LATIN), len(LATIN)))
    for (x, y), share in zip(operations, shares, strict=True):
        theta[NUMBER[x], NUMBER[y]] = share
    return Transducer(LATIN, LATIN, theta)


def test_a_letter_read_as_itself_or_dropped_and_put_back():
    # one step, or dropped then put, or put then dropped
    assert joint(transducer(a_a=0.5, a_=0.1, _a=0.1), "a", "a") == pytest.approx(0.52)


def test_two_letters_for_one():
    # sh as one run, or s then a silent h
    assert joint(transducer(sh_s=0.4, s_s=0.3, h_=0.1), "sh", "s") == pytest.approx(0.43)


def test_two_letters_for_two_and_three_for_one():
    assert joint(transducer(ab_ba=0.4), "ab", "ba") == pytest.approx(0.4)
    assert joint(transducer(aba_b=0.4), "aba", "b") == pytest.approx(0.4)


def test_a_last_letter_may_be_read_otherwise_than_one_inside():
    model = transducer(**{"a_a": 0.5, "a$_$": 0.3})
    assert joint(model, "aa", "a") == pytest.approx(0.15)


def test_what_no_operation_makes_is_as_good_as_impossible():
    assert joint(transducer(a_a=0.5), "a", "b") < 1e-200


@pytest.mark.parametrize("pair", [("ab", "a"), ("a", "bb"), ("abba", "ba"), ("abab", "bbaa"), ("aaabb", "abb")])
def test_the_table_sums_over_every_chain(pair):
    model = random_transducer(1)
    assert joint(model, *pair) == pytest.approx(by_listing(model, *(f"^{word}$" for word in pair)))


def test_a_word_alone_is_the_sum_over_all_it_may_stand_beside():
    model = random_transducer(2)
    words = ["".join(word) for size in range(8) for word in itertools.product("ab", repeat=size)]
    coded, one = LATIN.code(words), LATIN.code(["ab"])
    every = np.arange(len(words))
    beside = np.exp(model.joint_nats(one, coded, rows=0 * every, cols=every)).sum()
    alone = float(np.exp(model.alone_nats(one, side=0)[0]))
    assert 0.95 * alone < beside < alone


def test_many_pairs_of_many_lengths_are_each_what_they_are_alone():
    model = random_transducer(3)
    words = ["", "a", "ab", "bab", "abbab"]
    coded = LATIN.code(words)
    at = np.indices((5, 5)).reshape(2, -1)
    together = np.exp(model.joint_nats(coded, coded, rows=at[0], cols=at[1]))
    assert together == pytest.approx([joint(model, x, y) for x in words for y in words])


def test_runs_are_those_that_end_at_each_place_edges_included():
    coded = LATIN.code(["aba"])
    spelt = [
        [LATIN.spelt(int(run)) for run in runs[0, k + 1 : 6] if run != LATIN.unknown]
        for k, runs in enumerate(coded.runs)
    ]
    assert spelt == [["^", "a", "b", "a", "$"], ["^a", "ab", "ba", "a$"], ["aba"]]


def test_letters_beyond_the_longest_are_not_read():
    coded = LATIN.code(["a" * 100])
    assert int(coded.lengths[0]) == LONGEST + 2


def test_the_background_multiplies_one_letter_after_another():
    table = np.log(np.full((LATIN.base,) * 3, 0.5))
    start, end = LATIN.start, LATIN.end
    table[0, start, 1], table[start, 1, 2], table[1, 2, end] = np.log([0.2, 0.3, 0.4])
    found = Background(table).score_nats(LATIN.code(["ab", "a"]))
    assert found == pytest.approx(np.log([0.2 * 0.3 * 0.4, 0.2 * 0.5]))


def test_the_background_says_nothing_of_no_words():
    assert Background(np.zeros((LATIN.base,) * 3)).score_nats(LATIN.code([])).shape == (0,)


def test_a_curve_of_slope_one_without_chance_is_the_score_and_chance_is_its_floor():
    scores = np.array([-9.0, 0.0, 3.0])
    assert curved(scores, np.array([1.0, 0.0, 1e-12]))[1:] == pytest.approx([0.0, 3.0], abs=1e-6)
    # log10(0.01 + 0.99 · 10^-9)
    assert curved(scores, np.array([1.0, 0.0, 0.01]))[0] == pytest.approx(-2.0, abs=1e-6)
    assert (np.diff(curved(np.linspace(-20, 20, 99), np.array([0.6, 0.7, 0.02]))) > 0).all()


@pytest.mark.parametrize("scripts", SCRIPTS, ids="-".join)
def test_the_operations_of_the_shipped_model_sum_to_one(scripts):
    model = load().pairing(scripts).transducer
    assert model.theta.min() >= 0
    assert model.theta.sum(dtype=float) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("script", ORDER)
def test_the_shipped_background_lets_something_follow_any_letters(script):
    table = np.exp(load()._backgrounds[script].log_next.astype(float))
    assert table.sum(axis=2) == pytest.approx(np.ones(table.shape[:2]), abs=0.03)
