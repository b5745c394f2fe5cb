"""How Russian clerks build surnames and patronymics from a name."""

from __future__ import annotations

VOWELS = "аеёиоуыэюя"


def surname(stem: str, *, woman: bool) -> str:
    """Build a surname: Рашид, Али, Вака give Рашидов, Алиев, Вакев; women's end in -а.

    >>> surname("Магомед", woman=True)
    'Магомедова'
    """
    soft = stem[-1].lower() in VOWELS + "йь"
    family = f"{stem if stem[-1] == 'и' else stem[:-1]}ев" if soft else f"{stem}ов"
    return f"{family}а" if woman else family


def patronymic(father: str, *, woman: bool) -> str:
    """Build a patronymic from the father's name as it is spelled.

    >>> patronymic("Мустафа", woman=False), patronymic("Али", woman=True), patronymic("Исмаэль", woman=False)
    ('Мустафич', 'Алиевна', 'Исмаэлевич')
    """
    last = father[-1].lower()
    if last in "ая":
        return father[:-1] + ("ична" if woman else "ич")
    if last in "ьй" or last in VOWELS:
        return (father[:-1] if last in "ьй" else father) + ("евна" if woman else "евич")
    return father + ("овна" if woman else "ович")
