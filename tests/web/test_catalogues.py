"""Everything that is said is said in all three languages, with the same slots, and compiled as it is written."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from kintrace.web.language import LANGUAGES, direction, translator

ROOT = Path(__file__).parents[2]
SLOTS = re.compile(r"\{\w*\}|%\(\w+\)[sd]|</?\w+>")
TRANSLATED = [language for language in LANGUAGES if language != "en"]


@pytest.fixture(scope="module")
def messages():
    """Return the script that collects and compiles the catalogues."""
    pytest.importorskip("babel", reason="Babel collects the texts; it comes with the extra `dev`")
    spec = importlib.util.spec_from_file_location("messages", ROOT / "resources" / "locale" / "compile.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def collected(messages):
    return {message.id for message in messages.collect() if message.id}


def test_the_collector_finds_texts_of_templates_sentences_and_tables(collected):
    assert {"Sign in", "Probably the child sought.", "Chechen"} <= collected


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_has_a_translation_and_no_translation_is_left_over(messages, collected, language):
    catalogue = messages.read(language)
    assert {message.id for message in catalogue if message.id} ^ collected == set()
    assert messages.untranslated(catalogue) == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_slots_and_tags_of_its_text(messages, language):
    for message in messages.read(language):
        texts = message.id if message.pluralizable else [message.id]
        wanted = sorted(SLOTS.findall(texts[-1]))
        for form in message.string if message.pluralizable else [message.string]:
            assert not message.id or sorted(SLOTS.findall(form)) == wanted, (texts, form)


@pytest.mark.parametrize("language", TRANSLATED)
def test_what_is_compiled_is_what_is_written(messages, language):
    compiled = messages.catalogue_path(language).with_suffix(".mo").read_bytes()
    assert compiled == messages.as_mo(messages.read(language))


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translator_needs_no_django_and_keeps_what_it_does_not_know(language):
    translate = translator(language)
    assert translate("Probably the child sought.") != "Probably the child sought."
    assert translate("no such text") == "no such text"


def test_arabic_runs_from_right_to_left():
    assert [direction(language) for language in ("en", "ru", "ar")] == ["ltr", "ltr", "rtl"]
