"""Laboratory files in: whatever the format, samples with profiles, and what was set aside and why."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kintrace.evidence.dna.laboratory.codis import read_codis
from kintrace.evidence.dna.laboratory.familias import BEGINS, FamiliasFile, calls_of, read_fam
from kintrace.evidence.dna.laboratory.sample import Calls, LaboratoryFile, LaboratorySample, SetAside, file_of
from kintrace.evidence.dna.laboratory.tables import read_familias_frequencies, read_genemapper, read_wide, rows_of
from kintrace.kernel.errors import UnusableData

__all__ = [
    "FamiliasFile",
    "LaboratoryFile",
    "LaboratorySample",
    "SetAside",
    "read_fam_file",
    "read_familias_frequencies",
    "read_laboratory",
    "read_laboratory_file",
    "read_rows",
]

LARGEST = 50_000_000  # bytes


def read_laboratory_file(path: Path) -> LaboratoryFile:
    """Read a file of any format that is known; raises UnusableData, naming the file."""
    return _named(path, read_laboratory)


def read_fam_file(path: Path) -> FamiliasFile:
    """Read a file of Familias, pedigrees and database included; raises UnusableData, naming the file."""
    return _named(path, lambda content: read_fam(_familias_text(content)))


def read_rows(path: Path) -> list[list[str]]:
    """Read any table as rows of cells; raises UnusableData, naming the file."""
    return _named(path, lambda content: rows_of(_text(content)))


def _named[Found](path: Path, read: Callable[[bytes], Found]) -> Found:
    try:
        if path.stat().st_size > LARGEST:
            raise UnusableData(f"{path.name} is larger than any laboratory's file should be.")
        content = path.read_bytes()
    except OSError as error:
        raise UnusableData(f"{path} cannot be read: {error.strerror}. Check its name and its folder.") from error
    try:
        return read(content)
    except UnusableData as error:
        raise UnusableData(f"{path.name}: {error}") from error


def read_laboratory(content: bytes) -> LaboratoryFile:
    """Read the content of a file, telling its format by how it begins."""
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return file_of(read_codis(content))
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(BEGINS):
        return file_of(calls_of(read_fam(_familias_text(content))))
    return file_of(_read_table(_text(content)))


def _read_table(text: str) -> list[Calls]:
    if {"sample name", "marker"} <= _titles(rows_of(text, delimiter="\t")):
        return read_genemapper(text)
    if {"sample", "sampleid"} & _titles(rows_of(text)):
        return read_wide(text)
    told = "not a file that is known here: a GeneMapper table, a CODIS import file, a file of Familias, or a table with"
    raise UnusableData(f"{told} a column “sample”.")


def _titles(rows: list[list[str]]) -> set[str]:
    return {title.lower() for title in rows[0]} if rows else set()


def _familias_text(content: bytes) -> str:
    """Decode what Familias wrote; it writes in whatever the machine uses, and codes and numbers are alike in all."""
    try:
        return _text(content)
    except UnusableData:
        return content.decode("latin-1").replace("\0", "")


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig").replace("\0", "")
    except UnicodeDecodeError as error:
        raise UnusableData("not written in UTF-8. Export it again as text in UTF-8.") from error
