"""How common the commonest names are, so that a short list is not taken for the world.

Shares are rough, for families of the Caucasus, the Volga and Central Asia who give Muslim names; of
our own knowledge, no list of persons stands behind them. A name that is not here is held to be rare.
"""

from __future__ import annotations

# Share of bearers among boys and girls together, and folded spellings (see `spelling.scripts.fold`).
_COMMON: tuple[tuple[float, str], ...] = (
    (
        0.05,
        "мухаммад мухаммед магомед магомет мохаммад мохаммед мохамед мухамед muhammad mohammed mohamed mohammad محمد",
    ),
    (0.02, "ахмад ахмед ахмат ахмет ahmad ahmed akhmad akhmed احمد"),
    (0.03, "али ali علي"),
    (0.02, "умар омар umar omar عمر"),
    (0.02, "абдулла абдуллах abdullah abdulla abdallah عبدالله"),
    (0.015, "абдурахман абдуррахман абдулрахман abdurrahman abdulrahman abdurahman عبدالرحمن عبدرحمن"),
    (0.015, "ибрагим ибрахим ibrahim ibragim ابراهيم"),
    (0.012, "юсуф юсуп yusuf yusup youssef يوسف"),
    (0.012, "хасан гасан хассан hasan hassan khasan حسن"),
    (0.012, "хусейн хусайн гусейн husein hussein husayn حسين"),
    (0.01, "хамза хамзат гамзат hamza hamzah khamza حمزة"),
    (0.01, "саид саед said saeed sayid سعيد"),
    (0.01, "исмаил исмаэл ismail ismael اسماعيل"),
    (0.01, "мустафа mustafa mostafa مصطفي"),
    (0.01, "махмуд mahmud mahmoud makhmud محمود"),
    (0.01, "халид khalid khaled خالد"),
    (0.03, "фатима патимат фатма fatima fatma patimat فاطمة"),
    (0.03, "аиша айша айшат aisha aysha aicha عايشة عاىشة عائشة"),
    (0.025, "хадижа хадиджа хадижат khadija khadijah hadija خديجة"),
    (0.025, "марьям мариам марям мирьям maryam mariam miriam مريم"),
    (0.02, "амина аминат amina aminat امينة"),
    (0.015, "зайнаб зейнаб зайнап zaynab zainab zeinab زينب"),
    (0.01, "сафия safiya safia صفية"),
    (0.01, "асия asiya asia اسية"),
    (0.01, "мадина madina مدينة"),
)
_SHARES = {word: share for share, spellings in _COMMON for word in spellings.split()}


def common_share(folded: str) -> float:
    """Return what share of children bear a name, by its folded spelling; 0 for one that is not common.

    >>> common_share("محمد"), common_share("зульфикар")
    (0.05, 0.0)
    """
    return _SHARES.get(folded, 0.0)
