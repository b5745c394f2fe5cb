"""Laboratory files that are tables of text: GeneMapper, Familias cases, wide CSV; and Familias frequencies."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence

from kintrace.evidence.dna.laboratory.sample import Calls
from kintrace.evidence.dna.markers import allele_named, marker_named
from kintrace.kernel.errors import UnusableData

FACTS = {"case_id": "case", "role": "role", "sex": "sex", "kit": "kit", "laboratory": "laboratory"}
PAIR = re.compile(r"(.+?)[ _.](1|2)", re.ASCII)


def rows_of(text: str, *, delimiter: str | None = None) -> list[list[str]]:
    """Split into rows of cells; raises UnusableData for what is no table."""
    lines = text.splitlines()
    first = lines[0] if lines else ""
    chosen = delimiter or max("\t,;", key=first.count)
    try:
        return [[cell.strip() for cell in row] for row in csv.reader(lines, delimiter=chosen) if any(row)]
    except csv.Error as error:
        raise UnusableData(f"not readable as a table ({error}). Save it again as text.") from error


def read_genemapper(text: str) -> list[Calls]:
    """Read a GeneMapper table: a row a sample and marker; a blank second allele is the first one again."""
    header, *rows = rows_of(text, delimiter="\t")
    titles = [title.lower() for title in header]
    name, marker = titles.index("sample name"), titles.index("marker")
    alleles = [place for place, title in enumerate(titles) if re.fullmatch(r"allele \d+", title)]
    samples: dict[str, Calls] = {}
    for row in rows:
        cells = row + [""] * (len(header) - len(row))
        if cells[name] and cells[marker]:
            calls = samples.setdefault(cells[name], Calls(cells[name], blank_means_same=True))
            calls.call(cells[marker], _trimmed([cells[place] for place in alleles]))
    return list(samples.values())


def _trimmed(alleles: Sequence[str]) -> list[str]:
    return [allele for allele in alleles if allele.strip()]


def read_wide(text: str) -> list[Calls]:
    """Read a table with a row a sample: `sample` (or `SampleID`), facts, and two columns or one a marker.

    A pair may stand in one cell as `15,16` or `15/16`. A second allele left blank is unknown.
    """
    header, *rows = rows_of(text)
    lower = [title.lower() for title in header]
    name = next(place for place, title in enumerate(lower) if title in {"sample", "sampleid"})
    columns = _columns(header, skip={name, *(place for place, title in enumerate(lower) if title in FACTS)})
    samples: dict[str, Calls] = {}
    for row in rows:
        cells = row + [""] * (len(header) - len(row))
        if not cells[name]:
            continue
        calls = samples.setdefault(cells[name], Calls(cells[name], blank_means_same=False))
        calls.facts |= {FACTS[title]: cells[place] for place, title in enumerate(lower) if title in FACTS}
        for marker, places in columns.items():
            alleles = [cells[place] for place in places]
            alleles = re.split(r"[,/]", alleles[0]) if len(alleles) == 1 else alleles
            if any(alleles):
                calls.call(marker, alleles)
    return list(samples.values())


def _columns(header: Sequence[str], *, skip: set[int]) -> dict[str, list[int]]:
    columns: dict[str, list[int]] = {}
    for place, title in enumerate(header):
        if place in skip or not title:
            continue
        pair = PAIR.fullmatch(title) if marker_named(title) is None else None
        columns.setdefault(pair[1] if pair else title, []).append(place)
    return columns


def read_familias_frequencies(text: str) -> dict[str, dict[str, float]]:
    """Read frequencies as Familias writes them: a marker's name, then a line an allele, then a blank line.

    Raises UnusableData, naming the line.
    """
    tables: dict[str, dict[str, float]] = {}
    marker = ""
    for number, line in enumerate(text.splitlines(), start=1):
        cells = line.split("\t") if "\t" in line else line.split()
        if not line.strip():
            marker = ""
        elif not marker:
            marker = marker_named(line) or line.strip()
            if marker in tables:
                raise UnusableData(f"line {number}: marker {marker} stands twice.")
            tables[marker] = {}
        else:
            allele, frequency = _frequency(cells, number)
            tables[marker][allele] = frequency
    if not tables or not all(tables.values()):
        raise UnusableData("no frequencies found: a marker's name, then its alleles with a tab before the frequency.")
    return tables


def _frequency(cells: Sequence[str], number: int) -> tuple[str, float]:
    allele = allele_named(cells[0]) if len(cells) == 2 else None  # noqa: PLR2004 - allele and frequency
    try:
        frequency = float(cells[1].replace(",", ".")) if allele else -1.0
    except ValueError:
        frequency = -1.0
    if allele is None or not 0 <= frequency <= 1:
        raise UnusableData(f"line {number}: should be an allele and its frequency from 0 to 1.")
    return allele, frequency
