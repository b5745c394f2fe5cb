"""The letter model on numbers that can be done by hand, and by listing every chain."""

import itertools

import numpy as np
import pytest

from kintrace.evidence.spelling import Script, load
from kintrace.evidence.spelling.background import Background
from kintrace.evidence.spelling.curve import curved
from kintrace.evidence.spelling.model import ORDER
from kintrace.evidence.spelling.scripts import LETTERS
from kintrace.evidence.spelling.transducer import LONGEST, STEPS, Transducer, chunk_count, code, runs_of

LATIN = Script.LATIN
A = len(LETTERS[LATIN])
SCRIPTS = list(itertools.combinations_with_replacement(ORDER, 2))


def number(run: str) -> int:
    """Return the number of a run of none, one or two Latin letters."""
    at = [LETTERS[LATIN].index(letter) for letter in run]
    return (0, 1 + at[0] if at else 0, 1 + A + at[0] * A + at[-1] if at else 0)[len(run)]


def transducer(end, **operations) -> Transducer:
    """Make a Latin one of a few operations, written `a_b` for a read as b."""
    theta = np.zeros((chunk_count(LATIN), chunk_count(LATIN)))
    for operation, probability in operations.items():
        one, _, other = operation.partition("_")
        theta[number(one), number(other)] = probability
    return Transducer(LATIN, LATIN, theta, end)


def joint(model: Transducer, first: str, second: str) -> float:
    at = np.zeros(1, dtype=np.int64)
    return float(model.joint(code([first], LATIN), code([second], LATIN), rows=at, cols=at)[0])


def by_listing(model: Transducer, x: str, y: str) -> float:
    """Sum over every chain of operations, one by one."""
    if not x and not y:
        return model.end
    steps = [(a, b) for a, b in STEPS if a <= len(x) and b <= len(y)]
    return sum(float(model.theta[number(x[:a]), number(y[:b])]) * by_listing(model, x[a:], y[b:]) for a, b in steps)


def random_transducer(seed: int) -> Transducer:
    """Make one over the letters a and b, every operation possible, all of them and the end summing to 1."""
    runs = ["", *map("".join, itertools.chain(itertools.product("ab"), itertools.product("ab", repeat=2)))]
    operations = [(x, y) for x in runs for y in runs if (len(x), len(y)) in STEPS]
    shares = np.random.default_rng(seed).dirichlet(np.ones(len(operations) + 1))
    theta = np.zeros((chunk_count(LATIN), chunk_count(LATIN)))
    for (x, y), share in zip(operations, shares[1:], strict=True):
        theta[number(x), number(y)] = share
    return Transducer(LATIN, LATIN, theta, float(shares[0]))


def test_a_letter_read_as_itself_or_dropped_and_put_back():
    model = transducer(0.3, a_a=0.5, a_=0.1, _a=0.1)
    # one step, or dropped then put, or put then dropped: (0.5 + 0.01 + 0.01) · 0.3
    assert joint(model, "a", "a") == pytest.approx(0.156)


def test_two_letters_for_one():
    model = transducer(0.2, sh_s=0.4, s_s=0.3, h_=0.1)
    # sh as one run, or s then a silent h: (0.4 + 0.3 · 0.1) · 0.2
    assert joint(model, "sh", "s") == pytest.approx(0.086)


def test_two_letters_for_two():
    assert joint(transducer(0.5, ab_ba=0.4), "ab", "ba") == pytest.approx(0.2)


def test_what_no_operation_makes_has_probability_nought():
    assert joint(transducer(0.5, a_a=0.5), "a", "b") == 0


@pytest.mark.parametrize(
    "pair", [("", ""), ("ab", ""), ("a", "bb"), ("abba", "ba"), ("abab", "bbaa"), ("aaabb", "abb")]
)
def test_the_table_sums_over_every_chain(pair):
    model = random_transducer(1)
    assert joint(model, *pair) == pytest.approx(by_listing(model, *pair))


def test_the_probabilities_of_all_pairs_stay_below_one_and_near_it():
    model = random_transducer(2)
    words = ["".join(word) for size in range(6) for word in itertools.product("ab", repeat=size)]
    coded = code(words, LATIN)
    at = np.indices((len(words), len(words))).reshape(2, -1)
    whole = model.joint(coded, coded, rows=at[0], cols=at[1]).sum()
    within_three = joint(model, "", "") + sum(joint(model, x, y) for x in "ab" for y in "ab")
    assert within_three < whole < 1


def test_many_pairs_of_many_lengths_are_each_what_they_are_alone():
    model = random_transducer(3)
    words = ["", "a", "ab", "bab", "abbab"]
    coded = code(words, LATIN)
    at = np.indices((5, 5)).reshape(2, -1)
    together = model.joint(coded, coded, rows=at[0], cols=at[1])
    assert together == pytest.approx([joint(model, x, y) for x in words for y in words])


def test_runs_are_numbered_letters_first_then_pairs():
    coded = code(["abz"], LATIN)
    runs = runs_of(coded.letters, LATIN, 3)
    assert [int(run[0]) for run in runs[1][1:]] == [number("a"), number("b"), number("z")]
    assert [int(run[0]) for run in runs[2][2:]] == [number("ab"), number("bz")]
    assert number("zz") == chunk_count(LATIN) - 1


def test_letters_beyond_the_longest_are_not_read():
    coded = code(["a" * 100], LATIN)
    assert (coded.letters.shape, int(coded.lengths[0])) == ((1, LONGEST), LONGEST)


def test_the_background_multiplies_one_letter_after_another():
    table = np.log(np.full((A + 1, A + 1), 0.5))
    table[0, 1], table[1, 2], table[2, 0] = np.log([0.2, 0.3, 0.4])
    assert Background(table).score_nats(code(["ab", "a"], LATIN)) == pytest.approx(np.log([0.2 * 0.3 * 0.4, 0.2 * 0.5]))


def test_a_curve_of_slope_one_without_chance_is_the_score_and_chance_is_its_floor():
    scores = np.array([-9.0, 0.0, 3.0])
    assert curved(scores, np.array([1.0, 0.0, 1e-12]))[1:] == pytest.approx([0.0, 3.0], abs=1e-6)
    # log10(0.01 + 0.99 · 10^-9)
    assert curved(scores, np.array([1.0, 0.0, 0.01]))[0] == pytest.approx(-2.0, abs=1e-6)
    assert (np.diff(curved(np.linspace(-20, 20, 99), np.array([0.6, 0.7, 0.02]))) > 0).all()


@pytest.mark.parametrize("scripts", SCRIPTS, ids="-".join)
def test_the_operations_of_the_shipped_model_and_its_end_sum_to_one(scripts):
    model = load()._transducer(scripts)
    assert model.theta.min() >= 0
    assert model.theta.sum() + model.end == pytest.approx(1, abs=1e-6)


@pytest.mark.parametrize("script", ORDER)
def test_the_shipped_background_lets_something_follow_every_letter(script):
    table = np.exp(load()._backgrounds[script].log_next)
    assert table.sum(axis=1) == pytest.approx(np.ones(len(table)), abs=0.01)
