"""`kintrace names`: are two written names one name, of a person or of a place?"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Annotated

import typer

from kintrace.cli.counted import counted
from kintrace.cli.names_show import lines
from kintrace.cli.outcome import check_csv, check_writable, write_table
from kintrace.evidence.names import compare_names
from kintrace.evidence.names.telling import likelihood, told
from kintrace.evidence.places import compare_place_names
from kintrace.evidence.weight import Weight
from kintrace.kernel.errors import UnusableData, WrongUse
from kintrace.kernel.says import Translate
from kintrace.linelist.formulas import as_text

ASKED = ("name1", "name2")
ANSWERED = ("weight", "probability", "because")
DELIMITERS = ",;\t"
LEAST = 0.001


def command(
    first: Annotated[str | None, typer.Argument(help="A name, in whatever script.")] = None,
    second: Annotated[str | None, typer.Argument(help="Another.")] = None,
    *,
    pairs: Annotated[Path | None, typer.Option(help="A CSV with the columns name1 and name2.")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="The CSV to write for --pairs.")] = None,
    lang: Annotated[str, typer.Option(help="Language of the reasons: en, ru or ar.")] = "en",
) -> None:
    """Say whether two names are one, in whatever scripts they are written.

    The weight is the base-10 logarithm of a likelihood ratio: +2 means a hundred times likelier if
    they are one name than if they are two. The probability takes both for equally likely beforehand.
    """
    from kintrace.web.language import translator  # noqa: PLC0415 so that --help needs no catalogue

    translate = translator(lang)
    if pairs is not None and output is not None and first is None:
        return _answer_file(pairs, output, translate)
    if first is None or second is None or pairs is not None or output is not None:
        raise WrongUse("Give two names, or a file: kintrace names --pairs IN.csv -o OUT.csv")
    return _answer_two(first, second, translate)


def _answer_two(first: str, second: str, translate: Translate) -> None:
    place = compare_place_names(first, second)
    weight = compare_names(first, second) if place is None else place
    because = told(weight).text(translate, isolate=True)
    typer.echo(f"{weight.log10_lr:+.2f}  {because}  ({_percent(_probability(weight))})")
    if place is not None:
        typer.echo(likelihood(weight.log10_lr).text(translate))
        typer.echo(translate("Both are known to the gazetteer, and weighed as names of places."))
        return
    for line in lines(first, second, translate=translate):
        typer.echo(line)


def compare(first: str, second: str) -> Weight:
    """Weigh two spellings as names of a place if the gazetteer knows them, else as names of a person."""
    place = compare_place_names(first, second)
    return compare_names(first, second) if place is None else place


def _percent(probability: float) -> str:
    """Write a probability; nothing is ever certain."""
    if not LEAST <= probability <= 1 - LEAST:
        return "< 0.1 %" if probability < LEAST else "> 99.9 %"
    return f"{100 * probability:.1f} %"


def _probability(weight: Weight) -> float:
    return float(1 / (1 + 10.0**-weight.log10_lr))


def _answer_file(pairs: Path, output: Path, translate: Translate) -> None:
    check_csv(output)
    check_writable(output, given=(pairs,))
    header, *rows = _read(pairs)
    places = [header.index(column) for column in ASKED]
    write_table(output, [*header, *ANSWERED], (_answered(row, places, translate) for row in rows))
    typer.echo(f"{output}: {counted(len(rows), 'pair')} answered.", err=True)


def _answered(row: list[str], places: list[int], translate: Translate) -> list[str]:
    weight = compare(*(row[place] for place in places))
    given = [as_text(cell) for cell in row]
    return [*given, f"{weight.log10_lr:.4f}", f"{_probability(weight):.6f}", as_text(told(weight).text(translate))]


def _read(path: Path) -> list[list[str]]:
    """Return the header and the rows below it, each as wide as the header."""
    rows: list[list[str]] = []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            first = file.readline()
            file.seek(0)
            for cells in csv.reader(file, delimiter=max(DELIMITERS, key=first.count)):
                if rows and cells:  # two empty names are a pair too: whoever reads the answer counts its rows
                    rows.append(_as_wide_as(rows[0], cells, file=path.name))
                elif any(cells):
                    rows.append(_header(cells, path.name))
    except OSError as error:
        raise UnusableData(f"{path} cannot be read: {error.strerror}. Check its name and its folder.") from error
    except UnicodeDecodeError as error:
        raise UnusableData(f"{path.name} is not written in UTF-8. Save it as “CSV UTF-8” and try again.") from error
    except csv.Error as error:
        told = f"{path.name}, row {len(rows) + 1}: not readable as a table ({error}). Save it again as CSV."
        raise UnusableData(told) from error
    return rows or [_header([], path.name)]


def _header(cells: list[str], file: str) -> list[str]:
    """Raise UnusableData unless both names have a column each and none is called as an answer is."""
    header = [cell.strip() for cell in cells]
    missing = " and ".join(column for column in ASKED if column not in header)
    if missing:
        raise UnusableData(f"{file} has no column {missing}: its first row must name the columns name1 and name2.")
    doubled = next((column for column in header if header.count(column) > 1 and column in ASKED), None)
    if doubled is not None:
        raise UnusableData(f"{file} has two columns called {doubled}. Rename or remove one of them.")
    taken = next((column for column in ANSWERED if column in header), None)
    if taken is not None:
        raise UnusableData(f"{file} has a column {taken} already, where the answer would stand. Rename or remove it.")
    return header


def _as_wide_as(header: list[str], cells: list[str], *, file: str) -> list[str]:
    if any(cells[len(header) :]):
        told = f"{file}: a row holds more cells than there are columns: {', '.join(cells)[:80]}. Put names that hold a"
        raise UnusableData(f"{told} comma in quotation marks.")
    return [*cells, *[""] * len(header)][: len(header)]
