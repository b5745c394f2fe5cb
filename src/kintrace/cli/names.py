"""`kintrace names`: are two written names one name, of a person or of a place?"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from kintrace.cli.outcome import as_text, write_table
from kintrace.evidence.names import compare_names
from kintrace.evidence.places import compare_place_names
from kintrace.evidence.weight import Weight
from kintrace.kernel.errors import UnusableData, WrongUse
from kintrace.kernel.says import Translate

ASKED = ("name1", "name2")
ANSWERED = ("weight", "probability", "because")


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
    weight = compare(first, second)
    typer.echo(f"{weight.log10_lr:+.2f}  {weight.because.text(translate)}  ({100 * _probability(weight):.1f} %)")
    return None


def compare(first: str, second: str) -> Weight:
    """Weigh two spellings as names of a place if the gazetteer knows them, else as names of a person."""
    place = compare_place_names(first, second)
    return compare_names(first, second) if place is None else place


def _probability(weight: Weight) -> float:
    return float(1 / (1 + 10.0**-weight.log10_lr))


def _answer_file(pairs: Path, output: Path, translate: Translate) -> None:
    rows = _read(pairs)
    columns = [*rows[0], *ANSWERED] if rows else [*ASKED, *ANSWERED]
    write_table(output, columns, _answers(rows, translate))
    typer.echo(f"{output}: {len(rows)} pairs answered.", err=True)


def _answers(rows: list[dict[str, str]], translate: Translate) -> Iterator[list[str]]:
    for row in rows:
        weight = compare(row["name1"], row["name2"])
        because = as_text(weight.because.text(translate))
        given = [as_text(cell) for cell in row.values()]
        yield [*given, f"{weight.log10_lr:.4f}", f"{_probability(weight):.6f}", because]


def _read(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, restval="", restkey=None)
            missing = [column for column in ASKED if column not in (reader.fieldnames or ())]
            if missing:
                told = f"{path.name} has no column {' and no column '.join(missing)}; it needs name1 and name2."
                raise UnusableData(told)
            return [{name: row.get(name) or "" for name in reader.fieldnames or ()} for row in reader]
    except OSError as error:
        raise UnusableData(f"{path} cannot be read: {error.strerror}.") from error
    except (UnicodeDecodeError, csv.Error) as error:
        told = f"{path.name} is not a CSV in UTF-8: {error}. Save it as CSV UTF-8 and try again."
        raise UnusableData(told) from error
