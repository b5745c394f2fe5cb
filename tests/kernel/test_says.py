"""A sentence keeps its slots until somebody shows it, in whatever language and direction."""

import json

from hypothesis import given
from hypothesis import strategies as st

from kintrace.kernel.says import END_ISOLATE, ISOLATE, Sentence, says

RUSSIAN = {
    "{a} and {b} are one name": "{a} и {b} — одно имя",
    "because {why}": "потому что {why}",
    "{n} letters agree": "совпало букв: {n}",
}
WITHIN = says("because {why}", why=says("{n} letters agree", n=4))
slots = st.text() | st.integers() | st.floats(allow_nan=False)
names = st.sampled_from(["a", "b", "why", "n"])
sentences = st.recursive(
    st.builds(Sentence, st.text(), st.dictionaries(names, slots)),
    lambda inner: st.builds(Sentence, st.text(), st.dictionaries(names, slots | inner)),
    max_leaves=6,
)


def test_slots_are_filled_after_the_template_is_translated():
    sentence = says("{a} and {b} are one name", a="Умар", b="عمر")
    assert sentence.text(lambda template: RUSSIAN[template]) == "Умар и عمر — одно имя"


def test_a_sentence_within_a_sentence_is_translated_too():
    assert str(WITHIN) == "because 4 letters agree"
    assert WITHIN.text(lambda template: RUSSIAN[template]) == "потому что совпало букв: 4"


def test_an_empty_sentence_is_empty_and_asks_no_translator():
    assert says("").text({"": "the header of a catalogue"}.__getitem__) == ""


def test_isolation_wraps_what_people_wrote_and_nothing_else():
    sentence = says("{a} is {n} and {inner}", a="عمر", n=4, inner=says("{b} too", b="Умар"))
    assert sentence.text(isolate=True) == f"{ISOLATE}عمر{END_ISOLATE} is 4 and {ISOLATE}Умар{END_ISOLATE} too"


def test_braces_and_percents_in_what_people_wrote_are_only_signs():
    assert str(says("{a} was written", a="{b} {0} %s %(x)s {")) == "{b} {0} %s %(x)s { was written"


@given(sentences)
def test_a_sentence_survives_being_stored(sentence):
    assert Sentence.from_json(json.loads(json.dumps(sentence.to_json()))) == sentence
