"""The towns of a world, as written in Russian, Arabic and Latin, and the languages spoken at home."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Place:
    """A town in the three scripts of the lists."""

    cyrillic: str
    arabic: str
    latin: str


HOMES: Final = {
    "Grozny": Place("Грозный", "غروزني", "Grozny"),
    "Gudermes": Place("Гудермес", "غوديرميس", "Gudermes"),
    "Khasavyurt": Place("Хасавюрт", "خاسافيورت", "Khasavyurt"),
    "Nazran": Place("Назрань", "نازران", "Nazran"),
    "Makhachkala": Place("Махачкала", "محج قلعة", "Makhachkala"),
    "Buynaksk": Place("Буйнакск", "بويناكسك", "Buynaksk"),
    "Kizlyar": Place("Кизляр", "كيزليار", "Kizlyar"),
    "Derbent": Place("Дербент", "دربند", "Derbent"),
    "Baku": Place("Баку", "باكو", "Baku"),
    "Almaty": Place("Алматы", "ألماتي", "Almaty"),
    "Astrakhan": Place("Астрахань", "أستراخان", "Astrakhan"),
    "Tashkent": Place("Ташкент", "طشقند", "Tashkent"),
    "Kazan": Place("Казань", "قازان", "Kazan"),
    "Stavropol": Place("Ставрополь", "ستافروبول", "Stavropol"),
    "Nalchik": Place("Нальчик", "نالتشيك", "Nalchik"),
}

THEATRE: Final = (
    Place("Мосул", "الموصل", "Mosul"),
    Place("Тель-Афар", "تلعفر", "Tal Afar"),
    Place("Багдад", "بغداد", "Baghdad"),
    Place("Ракка", "الرقة", "Raqqa"),
    Place("Табка", "الطبقة", "Tabqa"),
    Place("Манбидж", "منبج", "Manbij"),
    Place("Эль-Баб", "الباب", "Al-Bab"),
    Place("Дейр-эз-Зор", "دير الزور", "Deir ez-Zor"),
    Place("Эль-Маядин", "الميادين", "Mayadin"),
    Place("Абу-Кемаль", "البوكمال", "Abu Kamal"),
    Place("Эль-Хасака", "الحسكة", "Al-Hasakah"),
    Place("Эль-Камышлы", "القامشلي", "Qamishli"),
)


@dataclass(frozen=True, slots=True)
class Community:
    """A home language (ISO 639-3), how often it is met, its towns, and the nisba others give its people."""

    language: str
    share: float
    towns: tuple[str, ...]
    nisba: Place

    @property
    def spoken(self) -> str:
        return "rus" if self.language == "rus" else f"{self.language} | rus"


COMMUNITIES: Final = (
    Community(
        "ava",
        0.276,
        ("Makhachkala", "Khasavyurt", "Buynaksk", "Kizlyar", "Derbent"),
        Place("ад-Дагестани", "الداغستاني", "al-Dagestani"),
    ),
    Community(
        "che", 0.267, ("Grozny", "Gudermes", "Khasavyurt", "Nazran"), Place("аш-Шишани", "الشيشاني", "al-Shishani")
    ),
    Community("rus", 0.160, ("Kazan", "Astrakhan", "Stavropol", "Nalchik"), Place("ар-Руси", "الروسي", "al-Rusi")),
    Community("aze", 0.108, ("Derbent", "Baku"), Place("аль-Азери", "الأذري", "al-Azeri")),
    Community("uzb", 0.104, ("Tashkent", "Almaty"), Place("аль-Узбеки", "الأوزبكي", "al-Uzbeki")),
    Community("kaz", 0.085, ("Almaty", "Astrakhan"), Place("аль-Казахи", "الكازاخي", "al-Kazakhi")),
)
