"""Two dossiers side by side: what each says of one kind of evidence, and what their meeting weighs.

Values stand as they were written. What one side does not say is left empty rather than guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from kintrace.evidence.dates import birth_in_words
from kintrace.evidence.languages import LANGUAGES
from kintrace.evidence.weight import Weight
from kintrace.kernel.says import Translate
from kintrace.matching.dossier import Dossier
from kintrace.matching.match import KINDS
from kintrace.web.components import kind_word, weight
from kintrace.web.words import COLUMN_WORDS, SEX_WORDS

type Said = tuple[str, Sequence[str]]  # (column, values)

# Where each column of a line list is shown: beside the weight that it goes into (`kintrace.matching.terms.TERMS`).
COLUMNS_OF_KIND: dict[str, tuple[str, ...]] = {
    "names": ("name", "alias"),
    "births": ("sex", "birth_date", "age", "age_date"),
    "places": ("origin", "birth_place", "last_place", "last_date"),
    "relations": ("father_name", "father_alias", "mother_name", "mother_alias", "siblings"),
    "languages": ("languages",),
    "marks": ("marks",),
}


# Their label would only repeat the label of the row, or what is said ("born 2013-04").
NAMED_BY_ROW = frozenset({"name", "birth_date", "languages", "marks"})


@dataclass(frozen=True, slots=True)
class Row:
    """One kind of evidence: the label, what each side says, and its weight."""

    kind: str
    sought: tuple[Said, ...]
    found: tuple[Said, ...]
    term: Weight | None

    @property
    def silent(self) -> bool:
        return not (self.sought or self.found)


def rows(sought: Dossier, found: Dossier, *, terms: Iterable[Weight], translate: Translate) -> tuple[Row, ...]:
    """Return one row for each kind of evidence that either side speaks of, in the order they are read."""
    weights = {term.kind: term for term in terms}
    left, right = (said_of(dossier, translate=translate) for dossier in (sought, found))
    every = (Row(kind, _part(left, kind), _part(right, kind), weights.get(kind)) for kind in KINDS)
    return tuple(row for row in every if not row.silent)


def said_of(dossier: Dossier, *, translate: Translate) -> dict[str, tuple[str, ...]]:
    """Return what a dossier says, in words, by line-list column."""
    return {
        "name": dossier.names,
        "alias": dossier.aliases,
        "sex": (SEX_WORDS[dossier.sex].text(translate),) if dossier.sex else (),
        "birth_date": tuple(birth_in_words(birth).text(translate, isolate=True) for birth in dossier.births),
        "father_name": dossier.father_names,
        "father_alias": dossier.father_aliases,
        "mother_name": dossier.mother_names,
        "mother_alias": dossier.mother_aliases,
        "siblings": dossier.siblings,
        "languages": tuple(_language(code, translate) for code in sorted(dossier.languages)),
        "origin": dossier.origins,
        "birth_place": dossier.birth_places,
        "last_place": dossier.last_places,
        "last_date": (str(dossier.last_news),) if dossier.last_news is not None else (),
        "marks": dossier.marks,
    }


def table(compared: Sequence[Row], *, translate: Translate) -> SafeString:
    """Draw the rows as a table that a narrow screen may stack."""
    heads = (translate("Sought"), translate("Registered"), translate("Weighs"))
    body = format_html_join("", "{}", ((_row(row, heads=heads, translate=translate),) for row in compared))
    head = format_html(
        '<thead role="rowgroup"><tr role="row"><td role="cell"></td>{}</tr></thead>',
        format_html_join("", '<th role="columnheader" scope="col">{}</th>', ((word,) for word in heads)),
    )
    caption = translate("What each side says")
    return format_html(
        '<table class="pair" role="table"><caption>{}</caption>{}<tbody role="rowgroup">{}</tbody></table>',
        *(caption, head, body),
    )


def _row(row: Row, *, heads: Sequence[str], translate: Translate) -> SafeString:
    sought, found, weighs = heads
    cells = ((sought, _cell(row.sought, translate)), (found, _cell(row.found, translate)))
    return format_html(
        '<tr role="row"><th role="rowheader" scope="row">{}</th>{}'
        '<td role="cell" class="weigh" data-label="{}">{}</td></tr>',
        kind_word(row.kind, translate=translate),
        format_html_join("", '<td role="cell" data-label="{}">{}</td>', cells),
        weighs,
        "" if row.term is None else weight(row.term.log10_lr),
    )


def _cell(said: Sequence[Said], translate: Translate) -> SafeString:
    if not said:
        return format_html('<span class="quiet">{}</span>', translate("not said"))
    shown = (
        (
            "" if column in NAMED_BY_ROW else COLUMN_WORDS[column].text(translate),
            format_html_join("", '<span class="script"><bdi>{}</bdi></span> ', ((value,) for value in values)),
        )
        for column, values in said
    )
    return format_html_join("", '<span class="said"><span class="what">{}</span> {}</span>', shown)


def _part(said: dict[str, tuple[str, ...]], kind: str) -> tuple[Said, ...]:
    return tuple((column, said[column]) for column in COLUMNS_OF_KIND[kind] if said.get(column))


def _language(code: str, translate: Translate) -> str:
    return translate(LANGUAGES[code].english) if code in LANGUAGES else code
