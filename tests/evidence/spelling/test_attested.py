"""A pair of spellings that lists of names hold is recognised, however its final ة is dotted, and no other pair is."""

import numpy as np
import pytest

from kintrace.evidence.spelling import Script, Spellings, fold, load
from kintrace.evidence.spelling.alphabet import Alphabet
from kintrace.evidence.spelling.attested import Attested, pair_keys, word_keys

NONE = np.zeros(0, dtype=np.int64)
ARABIC, LATIN = Alphabet(Script.ARABIC, NONE), Alphabet(Script.LATIN, NONE)
FIRST = np.zeros(1, dtype=np.int64)


def table(*pairs):
    arabic, latin = (alphabet.code([fold(p[side]) for p in pairs]) for side, alphabet in enumerate((ARABIC, LATIN)))
    return Attested(ARABIC, LATIN, np.sort(pair_keys(word_keys(arabic, ARABIC), word_keys(latin, LATIN))))


def holds(known, one, other):
    coded = ARABIC.code([fold(one)]), LATIN.code([fold(other)])
    return bool(known.holds(*coded, rows=FIRST, cols=FIRST)[0])


def test_a_pair_that_is_held_is_recognised_and_no_other():
    known = table(("خالد", "Khalid"), ("خليل", "Khalil"))
    assert holds(known, "خالد", "khalid")
    assert not holds(known, "خالد", "Khalil")
    assert not holds(known, "خليل", "Khalid")


def test_a_final_ta_may_be_written_without_its_dots():
    assert holds(table(("فاطمه", "Fatima")), "فاطمة", "Fatima")
    assert holds(table(("فاطمة", "Fatima")), "فاطمه", "Fatima")


def test_an_empty_table_holds_nothing():
    assert not holds(Attested(ARABIC, LATIN, np.zeros(0, dtype=np.uint64)), "خالد", "Khalid")


@pytest.mark.parametrize(("script", "other"), [("خالد", "Khalid"), ("Хасан", "Hassan"), ("يوسف", "Юсуф")])
def test_the_shipped_tables_hold_usual_spellings(script, other):
    spellings = Spellings.of([script, other])
    pairing = load().pairing((spellings.scripts[0], spellings.scripts[1]))
    x, y = pairing.transducer.first.code([fold(script)]), pairing.transducer.second.code([fold(other)])
    assert pairing.attested.holds(x, y, rows=FIRST, cols=FIRST)[0]


def test_no_two_words_of_two_letters_share_a_number():
    letters = "abcdefghijklmnopqrstuvwxyz"
    words = [a + b for a in letters for b in letters]
    assert len(np.unique(word_keys(LATIN.code(words), LATIN))) == len(words)
