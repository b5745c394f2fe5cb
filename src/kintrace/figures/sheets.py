"""A release as it goes to the public door: a page in each language, an open table, and what its columns mean.

The table carries the tags of the Humanitarian Exchange Language below its header, so that other agencies' tools
read it.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from typing import Any, Final

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kintrace.estimate.answer import NOBODY_REPORTED
from kintrace.figures.cells import CELLS, ESTIMATED, LEAST, Cells
from kintrace.figures.drawing import ranged
from kintrace.registry.codes import Word
from kintrace.registry.ladder import LADDER
from kintrace.web.posting import Sheet

PAGE: Final = "figures"
CSV: Final = "text/csv"
# Words and definitions of the cells that are no rung of the ladder.
WORDS: Final[dict[str, tuple[Word, Word]]] = {
    "found": (
        gettext_lazy("found, from matched to with their family"),
        gettext_lazy("Registered children on any step from matched to with their family, as one number."),
    ),
    "known": (
        gettext_lazy("different children known, at least"),
        gettext_lazy("Different children on any list; two entries of one child count once. Rounded down."),
    ),
    "likely": (
        gettext_lazy("children in all, likely"),
        gettext_lazy("Estimated from how the lists overlap. Children who could never reach a list are not in it."),
    ),
    "cannot_exclude": (
        gettext_lazy("children in all, cannot be excluded"),
        gettext_lazy("So many cannot be excluded by the same estimate."),
    ),
}
COLUMNS: Final[dict[str, tuple[str, Word]]] = {
    "quarter": ("#date+quarter", gettext_lazy("Quarter in which it was published.")),
    "as_of": ("#date+asof", gettext_lazy("Day of the count. A number that has moved by less than ten keeps its day.")),
    "figure": ("#indicator+code", gettext_lazy("Code of the figure; it never changes its meaning.")),
    "low": (
        "#affected+children+min",
        gettext_lazy("The number, or the lower end of a range. Counts are rounded to five, estimates to ten."),
    ),
    "high": ("#affected+children+max", gettext_lazy("The number again, or the upper end of a range.")),
    "shown": (
        "#meta+shown",
        gettext_lazy("yes; or no: under ten children, or hidden so that no number under ten can be worked out."),
    ),
}


def of(quarter: str, cells: Cells) -> list[Sheet]:
    """Return everything that is put up for one release."""
    return [
        *(_page(quarter, cells, language) for language, _name in settings.LANGUAGES),
        Sheet(f"{PAGE}.csv", "", CSV, open_table(quarter, cells)),
        Sheet(f"{PAGE}-dictionary.csv", "", CSV, dictionary()),
    ]


def open_table(quarter: str, cells: Cells) -> str:
    """Return the cells as CSV: header, tags, rows."""
    rows = [
        [
            quarter,
            cells[code].as_of.isoformat(),
            code,
            *(("", "") if (shown := cells[code].shown) is None else map(str, shown)),
            "no" if cells[code].shown is None else "yes",
        ]
        for code in (*CELLS, *ESTIMATED)
        if code in cells
    ]
    return _table([list(COLUMNS), [tag for tag, _ in COLUMNS.values()], *rows])


def dictionary() -> str:
    """Return what every column and every figure means, in English, as CSV."""
    with translation.override("en"):
        columns = [["column", name, tag, str(meaning)] for name, (tag, meaning) in COLUMNS.items()]
        figures = [["figure", code, str(word), str(meaning)] for code, word, meaning in _meanings()]
        return _table([["kind", "code", "tag_or_words", "meaning"], *columns, *figures])


def cell_in_words(cell: str) -> str | None:
    """Say what a cell means that two persons sign, such as `likely 250-640`; None for one that nothing is known of."""
    code, _space, shown = cell.partition(" ")
    word = next((word for known, word, _meaning in _meanings() if known == code), None)
    if word is None:
        return None
    return f"{word}: {_('not shown') if shown == '*' else ranged(*map(int, (shown.split('-') * 2)[:2]))}"


def _meanings() -> Iterator[tuple[str, Word, Word]]:
    for code in (*CELLS, *ESTIMATED):
        word, meaning = WORDS[code] if code in WORDS else (LADDER[code].word, LADDER[code].definition)
        yield code, word, meaning


def _table(rows: Sequence[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def _page(quarter: str, cells: Cells, language: str) -> Sheet:
    with translation.override(language):
        text = json.dumps(_content(quarter, cells), ensure_ascii=False)
    return Sheet(PAGE, language, "application/json", text)


def _content(quarter: str, cells: Cells) -> dict[str, Any]:
    """Return the page as plain words; the public door only lays them out."""
    rows = []
    for code, word, meaning in _meanings():
        if code in cells:
            shown = cells[code].shown
            rows.append(
                {
                    "word": str(word),
                    "meaning": str(meaning),
                    "number": None if shown is None else ranged(*shown),
                    "as_of": cells[code].as_of.isoformat(),
                }
            )
    return {
        "quarter": quarter,
        "rows": rows,
        "notes": [
            _("Every number is rounded. One under %(least)s is not shown, nor one from which it could be worked out.")
            % {"least": LEAST},
            NOBODY_REPORTED.text(_),
        ],
    }
