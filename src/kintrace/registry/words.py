"""Values in the reader's words: a code or a clerk's abbreviation is shown as what it means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext

from kintrace.evidence.languages import LANGUAGES, read_languages, read_sex
from kintrace.registry.codes import CARE, DOC, LEG, NAMEKIND, PROT, SEP, CodeList
from kintrace.registry.models import Property
from kintrace.web.words import SEX_WORDS

# Properties whose values are codes.
CODED: Final[Mapping[str, CodeList]] = {
    Property.SEPARATION: SEP,
    Property.CARE: CARE,
    Property.LEGAL: LEG,
    Property.PAPERS: DOC,
    Property.PROTECTION: PROT,
    Property.NAME_KIND: NAMEKIND,
}


def in_words(name: str, value: str) -> str:
    """Return a value of a property as a reader understands it; as it was written where there is nothing to explain."""
    if name in CODED:
        return CODED[name].word(value)
    if name == Property.SEX:
        read = read_sex(value)
        return SEX_WORDS[read].text(gettext) if read else value
    if name == Property.LANGUAGES:
        codes = sorted(read_languages((value,)))
        return ", ".join(gettext(LANGUAGES[code].english) if code in LANGUAGES else code for code in codes) or value
    return value
