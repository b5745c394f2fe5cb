"""Little words and endings that carry the structure of a name, in the three scripts.

Knowledge, not code: each list holds folded forms (see `spelling.scripts.fold`).
"""

from __future__ import annotations

FATHER_OF = frozenset({
    "abu", "abou", "ebu", "aboo", "abi", "aba", "абу", "аби", "абе", "эбу", "ابو", "ابي", "ابا",
})  # fmt: skip
MOTHER_OF = frozenset({
    "umm", "um", "oum", "umma", "ummu", "om", "умм", "ум", "умму", "умма", "ом", "ام",
})  # fmt: skip
# Abu and Umm inside a given name, not before a child's: Abu Bakr, Abu Muslim, Umm Kulthum, Abu Talib.
GIVEN_AFTER_ABU = frozenset({
    "bakr", "bakar", "bekir", "bekr", "bakir", "muslim", "talib", "taleb", "бакр", "бакар", "бекир", "бакир", "муслим",
    "талиб", "بكر", "مسلم", "طالب",
})  # fmt: skip
GIVEN_AFTER_UMM = frozenset({
    "kulthum", "kalthum", "kalthoum", "kulsum", "kultum", "gulsum", "kulthoum", "salama", "salamah", "кулсум", "кюлсум",
    "гулсум", "салама", "كلثوم", "سلمة",
})  # fmt: skip
SON_OF = frozenset({
    "ibn", "bin", "ben", "ибн", "бин", "бен", "بن", "ابن",
})  # fmt: skip
DAUGHTER_OF = frozenset({
    "bint", "binti", "bintu", "bt", "бинт", "бинту", "бинти", "بنت",
})  # fmt: skip
SERVANT = frozenset({
    "abd", "abdu", "abdul", "abdal", "abdel", "abdur", "abdus", "abdour", "abdoul", "абд", "абду", "абдул",
    "абдель", "абдуль", "абдур", "عبد",
})  # fmt: skip
# What follows another word to make one given name: Saif al-Din, Nur ad-Din, Habib Allah.
COMPLETES = frozenset({
    "din", "dine", "deen", "eddin", "eddine", "uddin", "allah", "ullah", "ulla", "дин", "ддин", "аддин",
    "уддин", "алла", "аллах", "улла", "الدين", "الله", "اللة",
})  # fmt: skip
ARTICLES = frozenset({
    "al", "el", "ul", "il", "as", "ash", "ar", "ad", "an", "at", "az", "ath", "adh", "es", "esh", "er", "ed",
    "en", "et", "ez", "аль", "эль", "ал", "эл", "уль", "ас", "аш", "ар", "ад", "ан", "ат", "аз", "эс", "эш",
    "эр", "эд", "эн", "эт", "эз", "уш", "ус", "ال",
})  # fmt: skip
SON_WORDS = frozenset({
    "ogly", "oglu", "ogli", "oghlu", "oghly", "uly", "uulu", "оглы", "оглу", "огли", "улы", "уулу",
})  # fmt: skip
DAUGHTER_WORDS = frozenset({
    "kyzy", "kizi", "qizi", "gizi", "кызы", "кизи", "гызы",
})  # fmt: skip

# Endings of patronymics and surnames, longest first; what remains is the father's or the family's stem.
PATRONYMIC_ENDINGS = (
    "инична", "ович", "евич", "овна", "евна", "ична", "ич",
    "ovich", "evich", "ovna", "evna", "ichna",
    "ييفيتش", "وفيتش", "يفيتش", "ييفنا", "وفنا", "يفنا",
)  # fmt: skip
SURNAME_ENDINGS = (
    "овская", "евская", "овский", "евский", "ская", "ский", "ова", "ева", "ов", "ев",
    "ovskaya", "ovskiy", "skaya", "skiy", "sky", "ova", "eva", "ov", "ev",
    "وفسكايا", "وفسكي", "سكايا", "سكي", "ييفا", "ييف", "وفا", "وف",
)  # fmt: skip
WEAK_SURNAME_ENDINGS = ("ина", "ин", "ina", "in")
# Given names that end as surnames do. In Arabic letters a bare -يف ends too many (Sharif, Latif) to tell a surname.
GIVEN_LIKE_SURNAME = frozenset({
    "амин", "амина", "эмин", "ясин", "мухсин", "хусаин", "хусеин", "гусеин", "яков", "константин", "мадина", "медина",
    "марина", "карина", "сабина", "алина", "галина", "залина", "полина", "ирина", "арина", "кристина", "екатерина",
    "валентина", "сакина", "нина", "дина", "amin", "amina", "emin", "yasin", "yassin", "muhsin", "husain", "hussain",
    "husein", "hussein", "yakov", "konstantin", "madina", "medina", "marina", "karina", "sabina", "alina", "galina",
    "zalina", "polina", "irina", "arina", "kristina", "ekaterina", "valentina", "sakina", "nina", "dina",
    "معروف", "رووف", "روف", "عطوف", "كريستوف",
})  # fmt: skip
# Endings of a nisba behind an article, and of one that can be told without.
NISBA_ENDINGS = ("i", "y", "iya", "iyya", "iyah", "iyyah", "и", "ий", "ия", "ийя", "ي", "ية")
NISBA_ENDINGS_ALONE = ("ani", "aniya", "aniyya", "ани", "ания", "ский", "ская", "اني", "انية")

# Given names whose own first letters look like the Arabic article: Eldar, Ilyas, Alina, Elmir, Albert, Aleksandr.
BEGIN_WITH_AL = frozenset({
    "الدار", "الياس", "اليسع", "الهام", "الينا", "الميرا", "المير", "المار", "المان", "النار", "النارا", "النور",
    "النورا", "الشاد", "الشان", "الخان", "الفير", "الفيرا", "الفيا", "الفينا", "البرت", "البير", "البينا", "البينة",
    "الكسندر", "الكساندر", "الكسندرا", "الكسي", "اليكسي", "اليسا", "اليزا", "اليزابيتا", "الزا", "الزيرا", "العازر",
    "الجيز", "الدوس", "الوين", "الويرا",
})  # fmt: skip
