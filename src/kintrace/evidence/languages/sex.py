"""Whether a child is a boy or a girl, in the words that stand in line lists."""

from __future__ import annotations

from kintrace.evidence.spelling.wording import folded

_WORDS = {
    "m": "m male man boy son masculine "
    "м муж мужской мужчина мальчик сын юноша ذكر ولد صبي ابن طفل رجل e erkek oglan nêr kur",
    "f": "f female woman girl daughter feminine ж жен женский женщина девочка дочь девушка "
    "أنثى انثي بنت فتاة طفلة صبية ابنة امرأة k kadın kadin kız kiz",
    "": "unknown unk u x ? - — n/a na none other неизвестно неизвестен неизв нет н/д غير معروف مجهول bilinmiyor",
}
_SEX_OF = {folded(word): sex for sex, words in _WORDS.items() for word in words.split()}
_SEX_OF |= {"": "", "غير معروف": "", "не известно": "", "not known": "", "мужского пола": "m", "женского пола": "f"}


def read_sex(text: str) -> str:
    """Return "m", "f", or "" where the text says neither.

    >>> [read_sex(word) for word in ("Male", "жен.", "ذكر", "بنت", "unknown", "purple")]
    ['m', 'f', 'm', 'f', '', '']
    """
    return _SEX_OF.get(folded(text), "")


def is_sex_word(text: str) -> bool:
    """Tell whether the text is one of the known words, so that "unknown" is not taken for a typing error.

    >>> is_sex_word("unknown"), is_sex_word("purple")
    (True, False)
    """
    return folded(text) in _SEX_OF
