"""The words for kinds of evidence, for columns of a line list, and for languages; English, translated when shown."""

from __future__ import annotations

from kintrace.kernel.says import Sentence, says

KIND_WORDS: dict[str, Sentence] = {
    "names": says("Name"),
    "births": says("Birth"),
    "places": says("Places"),
    "relations": says("Family"),
    "languages": says("Languages, origin"),
    "marks": says("Marks"),
}

COLUMN_WORDS: dict[str, Sentence] = {
    "id": says("Number"),
    "name": says("Name"),
    "alias": says("Also called"),
    "sex": says("Sex"),
    "birth_date": says("Born"),
    "age": says("Age"),
    "age_date": says("Age as of"),
    "father_name": says("Father"),
    "father_alias": says("Father also called"),
    "mother_name": says("Mother"),
    "mother_alias": says("Mother also called"),
    "siblings": says("Brothers, sisters"),
    "languages": says("Languages"),
    "origin": says("Origin"),
    "birth_place": says("Born in"),
    "last_place": says("Last place"),
    "last_date": says("Last news"),
    "marks": says("Marks"),
}

SEX_WORDS: dict[str, Sentence] = {"m": says("boy"), "f": says("girl")}

# ISO 639-3; what is not here is shown as it was written.
LANGUAGE_WORDS: dict[str, Sentence] = {
    "ara": says("Arabic"),
    "ava": says("Avar"),
    "aze": says("Azerbaijani"),
    "bak": says("Bashkir"),
    "che": says("Chechen"),
    "ckb": says("Sorani Kurdish"),
    "crh": says("Crimean Tatar"),
    "dar": says("Dargwa"),
    "deu": says("German"),
    "eng": says("English"),
    "fas": says("Persian"),
    "fra": says("French"),
    "inh": says("Ingush"),
    "kaz": says("Kazakh"),
    "kbd": says("Kabardian"),
    "kir": says("Kyrgyz"),
    "kmr": says("Kurmanji Kurdish"),
    "krc": says("Karachay-Balkar"),
    "kum": says("Kumyk"),
    "lbe": says("Lak"),
    "lez": says("Lezgian"),
    "nog": says("Nogai"),
    "rus": says("Russian"),
    "tab": says("Tabasaran"),
    "tat": says("Tatar"),
    "tgk": says("Tajik"),
    "tuk": says("Turkmen"),
    "tur": says("Turkish"),
    "uig": says("Uyghur"),
    "ukr": says("Ukrainian"),
    "uzb": says("Uzbek"),
}
