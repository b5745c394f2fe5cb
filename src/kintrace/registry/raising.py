"""Words that make what was said more dangerous: whoever names an armed group raises the sensitivity of the sentence.

Nothing is rewritten, blocked or asked about: it may be evidence. Such a value is shown only to those who work on the
case, and leaves in no file. Whole words are compared, in English, Russian, Arabic and Chechen.
"""

from __future__ import annotations

import re
from typing import Final

from kintrace.evidence.spelling.scripts import fold

# The Chechen words have not yet been read by a native speaker.
WORDS: Final = frozenset(
    fold(word)
    for word in """
    isis isil daesh daish caafag fighter fighters militant militants terrorist terrorists terrorism jihadist jihadists
    игил иг даиш боевик боевика боевику боевиком боевики боевиков боевикам боевиками террорист террориста террористы
    террористов террористка терроризм джихадист джихадисты
    داعش داعشي داعشية دواعش مقاتل مقاتلين مقاتلون ارهابي إرهابي ارهابيين إرهابيين ارهاب إرهاب جهادي
    тӀемало тӀемалой боевикаш террорхо террорхой
    """.split()
)
PREFIXES: Final = ("وال", "بال", "لل", "ال", "و")
TOKEN: Final = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")


def is_raised(text: str) -> bool:
    """Tell whether a text names an armed group or somebody as belonging to one.

    >>> is_raised("his uncle said he was with daesh"), is_raised("born in Daishan")
    (True, False)
    """
    return any(fold(form) in WORDS for word in TOKEN.findall(text.casefold()) for form in _forms(word))


def _forms(word: str) -> tuple[str, ...]:
    return (word, *(word.removeprefix(prefix) for prefix in PREFIXES if word.startswith(prefix)))
