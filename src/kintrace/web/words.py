"""The words for kinds of evidence and for columns of a line list; English here, translated when shown."""

from __future__ import annotations

from kintrace.kernel.says import Sentence, says

KIND_WORDS: dict[str, Sentence] = {
    "names": says("Name"),
    "births": says("Birth"),
    "places": says("Places"),
    "relations": says("Family"),
    "languages": says("Languages"),
    "marks": says("Marks"),
    "dna": says("DNA"),
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

VERDICT_WORDS: dict[str, Sentence] = {
    "same": says("same child"),
    "different": says("different child"),
    "unsure": says("unsure"),
}

# What becomes of a value or a row of a list that cannot be read; `kintrace.linelist` uses these words.
SEVERITY_WORDS: dict[str, Sentence] = {
    "noted": says("noted"),
    "value left out": says("value left out"),
    "row set aside": says("row set aside"),
}
