"""The languages people read kintrace in, and a translator for places where Django is not set up."""

from __future__ import annotations

import gettext
from functools import lru_cache
from importlib import resources

from kintrace.kernel.errors import WrongUse
from kintrace.kernel.says import Translate

# Each written as its own speakers write it.
LANGUAGES = {"en": "English", "ru": "Русский", "ar": "العربية"}
RIGHT_TO_LEFT = frozenset({"ar"})


def direction(language: str) -> str:
    """Return "rtl" or "ltr", as the HTML attribute `dir` wants it."""
    return "rtl" if language.partition("-")[0] in RIGHT_TO_LEFT else "ltr"


@lru_cache
def translator(language: str) -> Translate:
    """Return what turns an English template into `language`; English comes back as it is.

    Raises `WrongUse` for a language kintrace does not speak.
    """
    if language not in LANGUAGES:
        raise WrongUse(f"kintrace does not speak {language!r} yet: choose one of {', '.join(LANGUAGES)}")
    if language == "en":
        return str
    folder = resources.files("kintrace") / "locale" / language / "LC_MESSAGES"
    with (folder / "django.mo").open("rb") as compiled:
        return gettext.GNUTranslations(compiled).gettext
