"""What every weight of two names promises, on names as nobody writes them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kintrace.evidence.names import compare_names
from kintrace.evidence.spelling import Spellings, load, weigh_tokens

HOSTILE = {
    "nothing": "",
    "blanks": " \t\n",
    "ten thousand letters": "Мухаммад" * 1250,
    "ten thousand words": "аб " * 10_000,
    "ten thousand marks": "ع" + "\u064b\u0301" * 5000,
    "two scripts in a word": "Мuhаммad",
    "bidirectional controls": "\u202eعمر\u202c\u2066 Умар\u2069",
    "emoji": "🙂👨\u200d👩\u200d👧 Умар",
    "digits": "1234567890",
    "controls": "\x00\x1b[31mУмар\x07",
    "half a character": "\ud800",
    "a thousand kunyas": "Абу " * 1000 + "Умар",
    "a thousand fathers": "Умар ибн " * 1000,
    "hyphens": "-" * 10_000,
    "a script of nobody here": "ᠮᠣᠩᠭᠣᠯ 漢字",
}
names = st.lists(
    st.sampled_from(["Умар", "Хасанович", "خديجة", "عمر", "Khalid", "al-Din", "Абу", "🙂", "\u202e", "ГӀазимагомед"])
    | st.text(max_size=12),
    max_size=5,
).map(" ".join)
plain = st.lists(st.sampled_from(["Умар", "Zaynab", "خديجة", "Khalid", "Расул"]), min_size=2, max_size=3, unique=True)


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("beside", ["Умар", "خديجة عمر"])
def test_a_hostile_name_gets_a_weight_and_a_reason(name, beside):
    weight = compare_names(name, beside)
    assert -40 < weight.log10_lr < 40
    assert weight.because.template


@pytest.mark.parametrize("name", [HOSTILE[key] for key in ("nothing", "blanks", "emoji", "digits", "hyphens")])
def test_where_nothing_can_be_read_the_weight_is_nothing(name):
    assert compare_names(name.replace("Умар", ""), "Умар").log10_lr == 0


@given(names, names)
@settings(max_examples=150, deadline=None)
def test_it_does_not_matter_which_name_comes_first(one, other):
    assert compare_names(one, other).log10_lr == pytest.approx(compare_names(other, one).log10_lr)


@given(plain)
@settings(max_examples=40, deadline=None)
def test_nothing_answers_a_name_better_than_itself(words):
    name = " ".join(words)
    assert compare_names(name, name).log10_lr > 0
    assert compare_names(name, name).log10_lr >= compare_names(name, " ".join([*words[:-1], "Тойбике"])).log10_lr


@pytest.mark.parametrize("word", ["Мухаммад", "Zulfiqar", "عبدالرحمن"])
def test_the_more_letters_are_wrong_the_less_it_weighs(word):
    wrong = "я" if "М" in word else "x" if "Z" in word else "ث"
    spelt = [wrong * many + word[many:] for many in range(len(word) + 1)]
    weights = [weigh_tokens(word, other) for other in spelt]
    assert weights[0] > weights[2] > weights[4] >= weights[-1] - 1e-6


@pytest.mark.parametrize("word", ["Ali", "Умар", "عمر", "Хадижа"])
def test_a_name_beside_itself_weighs_no_more_than_it_is_rare(word):
    rare = -float(load().background(Spellings.of([word]))[0])
    assert 0 < weigh_tokens(word, word) <= rare + 1e-6
