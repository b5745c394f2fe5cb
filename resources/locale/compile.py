"""Collects all texts of kintrace into the catalogues and compiles them; with `--check` only says what has drifted.

English is the source. Texts come from templates, from calls of gettext, and from `says`, the
sentences with which the maths explains itself. A text that was translated keeps its translation, one
that is no longer used is dropped, and the count of those still to be translated is printed. Nothing
is guessed: no translation is carried over to a text that only resembles the old one.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

SOURCE = Path(__file__).parents[2] / "src" / "kintrace"
LANGUAGES = ("ru", "ar")
# `says` makes a sentence, `translate` is the translator that drawing functions are handed.
KEYWORDS = {
    **dict.fromkeys(("says", "translate", "gettext", "gettext_lazy", "_"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
}
# Tables whose English words stand in sentences: the column of each that is shown.
TABLES = {"evidence/languages/languages.csv": "english", "evidence/languages/nisbas.csv": "english"}
# A date in the head of a catalogue would change at every run and tell nothing.
NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)


def collect() -> Catalog:
    """Return a catalogue of every text that is shown to people."""
    found = Catalog()
    for path in sorted([*SOURCE.rglob("*.py"), *SOURCE.rglob("templates/**/*.html")]):
        where = path.relative_to(SOURCE.parent).as_posix()
        for text, context in _texts(path):
            found.add(text, locations=[(where, 0)], context=context)
    for table, column in TABLES.items():
        with (SOURCE / table).open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                found.add(row[column], locations=[(f"kintrace/{table}", 0)])
    return found


def _texts(path: Path) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    code = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        code = "\n".join(line.lstrip() for line in templatize(code).splitlines())
    found = extract("python", io.BytesIO(code.encode()), keywords=KEYWORDS, options={"encoding": "utf-8"})
    for _line, text, _comments, context in found:
        if text and "".join(text).strip():
            yield text, context


def catalogue_path(language: str) -> Path:
    """Return where the catalogue of a language lies."""
    return SOURCE / "locale" / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> Catalog:
    """Return the catalogue of a language as it is, or an empty one."""
    path = catalogue_path(language)
    if not path.exists():
        return Catalog(locale=language, project="kintrace", fuzzy=False)
    with path.open("rb") as lines:
        return read_po(lines, locale=language)


def updated(language: str, template: Catalog) -> Catalog:
    """Return the catalogue of a language with exactly the texts of `template`."""
    catalogue = read(language)
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.header_comment = f"# kintrace in {catalogue.locale.english_name}; see resources/locale/compile.py."
    catalogue.project, catalogue.version = "kintrace", "1"
    catalogue.creation_date = catalogue.revision_date = NO_DATE
    catalogue.last_translator = catalogue.language_team = catalogue.msgid_bugs_address = "kintrace"
    return catalogue


def as_po(catalogue: Catalog) -> bytes:
    """Write a catalogue for people to translate."""
    lines = io.BytesIO()
    write_po(lines, catalogue, no_location=True, sort_output=True, width=120)  # moving a text is no drift
    return lines.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    """Write a catalogue for programs to read."""
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    return compiled.getvalue()


def untranslated(catalogue: Catalog) -> list[str]:
    """Return the English texts that a catalogue leaves without a translation."""
    return [str(message.id) for message in catalogue if message.id and not all(_forms(message))]


def _forms(message: Message) -> tuple[str, ...]:
    return tuple(message.string) if message.pluralizable else (message.string or "",)


def main() -> int:
    """Bring the catalogues up to date and compile them, or check that they are; return what a shell expects."""
    settings.configure()
    template, failed = collect(), False
    for language in LANGUAGES:
        path, catalogue = catalogue_path(language), updated(language, template)
        files = {path: as_po(catalogue), path.with_suffix(".mo"): as_mo(catalogue)}
        if "--check" in sys.argv:
            failed |= any(not file.exists() or file.read_bytes() != holds for file, holds in files.items())
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            for file, holds in files.items():
                file.write_bytes(holds)
        missing = untranslated(catalogue)
        failed |= bool(missing)
        print(f"{language}: {len(catalogue)} texts, {len(missing)} without a translation", *missing, sep="\n  ")
    if failed:
        print(
            "Please run resources/locale/compile.py and translate what is missing in src/kintrace/locale.",
            file=sys.stderr,
        )
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
