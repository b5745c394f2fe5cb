"""An address that only takes what a form sends says so in words, to whoever typed it."""

import pytest
from django.test import Client


@pytest.mark.parametrize(
    ("language", "words"), [("en", "nothing to read"), ("ru", "нечего читать"), ("ar", "لا شيء يُقرأ")]
)
def test_an_address_that_was_typed_is_answered_in_words(aslan, language, words):
    aslan.language = language
    aslan.save(update_fields=["language"])
    visitor = Client()
    visitor.force_login(aslan)
    answer = visitor.get("/matching/start/")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert words in answer.text
    assert 'href="/"' in answer.text


def test_whoever_may_not_go_there_learns_nothing_of_it(fatima):
    visitor = Client()
    visitor.force_login(fatima)
    assert visitor.get("/matching/start/").status_code == 403
