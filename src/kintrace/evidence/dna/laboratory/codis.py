"""CODIS import files (CMF): XML of the schema `urn:CODISImportFile-schema`.

Read without entities, documents from elsewhere or a document type: a file that declares one is refused.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

from kintrace.evidence.dna.laboratory.sample import Calls
from kintrace.kernel.errors import UnusableData

DEEPEST = 20
FACTS = {"KIT": "kit", "SOURCELAB": "laboratory"}


def read_codis(content: bytes) -> list[Calls]:
    """Read the specimens of a file; raises UnusableData where it is no such file."""
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.StartElementHandler = reader.begin
    parser.CharacterDataHandler = reader.hear
    parser.EndElementHandler = reader.end
    try:
        parser.Parse(content, True)  # noqa: FBT003 - expat takes "this is all" by position
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise UnusableData(f"not readable as XML ({error}). Export it again.") from error
    if not reader.is_codis:
        raise UnusableData("XML, but not a CODIS import file.")
    for calls in reader.samples.values():
        calls.facts |= reader.facts
    return list(reader.samples.values())


def _refuse(*_: object) -> None:
    raise UnusableData("it declares a document type, which no CODIS file needs. Ask for a plain export.")


@dataclass(slots=True)
class _Reader:
    """Listens to the parser."""

    samples: dict[str, Calls] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)
    is_codis: bool = False
    _path: list[str] = field(default_factory=list)
    _heard: str = ""
    _specimen: str = ""
    _locus: str = ""
    _alleles: list[str] = field(default_factory=list)

    def begin(self, name: str, _: object) -> None:
        bare = name.rpartition(" ")[2]
        if not self._path:
            self.is_codis = bare == "CODISImportFile"
        if len(self._path) >= DEEPEST:
            raise UnusableData("its elements are nested deeper than in any CODIS file.")
        if bare == "LOCUS":
            self._locus, self._alleles = "", []
        elif bare == "SPECIMEN":
            self._specimen = ""
        self._path.append(bare)
        self._heard = ""

    def hear(self, text: str) -> None:
        self._heard += text

    def end(self, name: str) -> None:
        bare, heard = name.rpartition(" ")[2], self._heard.strip()
        self._path.pop()
        self._heard = ""
        if bare == "SPECIMENID":
            self._specimen = heard
            self.samples.setdefault(heard, Calls(heard, blank_means_same=True))
        elif bare == "LOCUSNAME":
            self._locus = heard
        elif bare == "ALLELEVALUE":
            self._alleles.append(heard)
        elif bare == "LOCUS" and self._specimen and self._locus:
            self.samples[self._specimen].call(self._locus, self._alleles)
        elif bare in FACTS and len(self._path) == 1:
            self.facts[FACTS[bare]] = heard
