"""The words for two rows of one list: neither of them seeks, and neither was found by the other."""

from __future__ import annotations

from typing import Final

from kintrace.kernel.says import Sentence, says

_OTHER_SEX: Final = says("one row says a girl, the other a boy")

# What is worded for a request and a register, and how it is said of two rows of one list.
_SAID_OF_TWO: Final = (
    (says("the request seeks a girl, the list says a boy"), _OTHER_SEX),
    (says("the request seeks a boy, the list says a girl"), _OTHER_SEX),
    (
        says("sought: {sought}; found: {found}. The two go together"),
        says("one row: {sought}; the other: {found}. The two go together"),
    ),
    (
        says("sought: {sought}; found: {found}. Possible, but this tells little"),
        says("one row: {sought}; the other: {found}. Possible, but this tells little"),
    ),
    (
        says("sought: {sought}; found: {found}. The two hardly go together"),
        says("one row: {sought}; the other: {found}. The two hardly go together"),
    ),
    (
        says("sought: {sought}; found: {found}. More than a year lies between them"),
        says("one row: {sought}; the other: {found}. More than a year lies between them"),
    ),
    (
        says("sought: {sought}; found: {found}. About {years} years lie between them"),
        says("one row: {sought}; the other: {found}. About {years} years lie between them"),
    ),
    (
        says("last heard of in {sought}, registered in {found}, about {km} km away"),
        says("one row says {sought}, the other {found}, about {km} km away"),
    ),
    (says("the family and the child both speak {languages}"), says("both rows name {languages}")),
    (
        says("the family speaks {sought}, the child was heard to speak {found}"),
        says("one row names {sought}, the other {found}"),
    ),
    (says("“{found}” names nobody the request knows of"), says("“{found}” names nobody the other row knows of")),
    (
        says("{found} is the name of a brother or sister in the request: {named}"),
        says("{found} is the name of a brother or sister in the other row: {named}"),
    ),
    (
        says("the child sought, {sought}, may be this child's brother or sister {found}"),
        says("the child of one row, {sought}, may be the brother or sister {found} of the other"),
    ),
    (
        says("{said} (as {id}, registered with this child, says)"),
        says("{said} (as {id}, a row of the same family, says)"),
    ),
)
IN_ONE_LIST: Final = {of_two_sides.template: of_rows.template for of_two_sides, of_rows in _SAID_OF_TWO}


def of_two_rows(sentence: Sentence) -> Sentence:
    """Say of two rows of one list what is worded for a request and a register."""
    slots = {name: of_two_rows(slot) if isinstance(slot, Sentence) else slot for name, slot in sentence.slots.items()}
    return Sentence(IN_ONE_LIST.get(sentence.template, sentence.template), slots)
