"""The evidence of languages: what a family speaks, what a child speaks, and where the father's alias says he is from.

Words are read in English, Russian, Arabic and the language's own name. Which languages a child was
heard to speak and which nisba its father used both tell of the same origin, so they give one weight.
"""

from __future__ import annotations

from kintrace.evidence.languages.background import LanguageBackground
from kintrace.evidence.languages.compare import compare_languages
from kintrace.evidence.languages.nisba import NISBAS, Nisba, read_nisba, strip_nisba
from kintrace.evidence.languages.read import LANGUAGES, Language, read_language, read_languages, unread_languages
from kintrace.evidence.languages.sex import is_sex_word, read_sex

__all__ = [
    "LANGUAGES",
    "NISBAS",
    "Language",
    "LanguageBackground",
    "Nisba",
    "compare_languages",
    "is_sex_word",
    "read_language",
    "read_languages",
    "read_nisba",
    "read_sex",
    "strip_nisba",
    "unread_languages",
]
