"""Files of Familias 3 (`.fam`): persons with their genotypes, pedigrees to be compared, and a database, a value a line.

Alleles stand as places in the database, which comes last, so nobody's genotype is known before the whole file is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kintrace.evidence.dna.genotype import Genotype, Profile
from kintrace.evidence.dna.laboratory.sample import Calls
from kintrace.evidence.dna.locus import NO_MUTATION
from kintrace.evidence.dna.mutation import Model, Mutation
from kintrace.evidence.pedigree import Pedigree, Person, Sex, pedigree_of
from kintrace.kernel.errors import UnusableData

BEGINS = b'"Output from Familias'
MODELS = {
    0: Model.EQUAL,
    1: Model.PROPORTIONAL,
    2: Model.STEPWISE,
    4: Model.STEPWISE,
}  # 3 is stepwise made stationary
EXTENDED = 4  # stepwise with a rate of its own for partial repeats
DROPOUT = "Consider dropouts"
DVI = "[DVI]"  # begins the part with victims and reference families
DIRECT = "Direct"  # in place of a parent: the same genome

_THETA = re.compile(r"Theta/Kinship/Fst: *([0-9.eE+-]+)")
_DROPOUT_RATE = re.compile(r"Dropout probability = *([0-9.eE+-]+)")


@dataclass(frozen=True, slots=True)
class FamiliasLocus:
    """A marker of the database; a model that is None is one that kintrace does not compute."""

    name: str
    table: Mapping[str, float]
    female: Mutation | None
    male: Mutation | None
    silent: bool
    dropout: float


@dataclass(frozen=True, slots=True)
class FamiliasFile:
    """What a file holds: profiles by person, pedigrees by name, and the database they are weighed with."""

    sexes: Mapping[str, Sex]
    profiles: Mapping[str, Profile]
    pedigrees: Mapping[str, Pedigree]
    loci: tuple[FamiliasLocus, ...]
    dropout: frozenset[str]  # persons in whom an allele may have been missed
    theta: float
    database: str


def read_fam(text: str) -> FamiliasFile:
    """Read the text of a file; raises UnusableData, naming the line."""
    lines = _Lines(text.splitlines())
    _refuse_dvi(lines)
    lines.skip(3)  # who wrote it, a warning not to edit, the version
    if not lines.peek():
        lines.skip(1)
    people = _people(lines)
    pedigrees = _pedigrees(lines, people)
    whether = lines.text()
    if whether.startswith("#TRUE#"):
        raise lines.wrong("it holds results as well. Save it in Familias without them")
    theta = _THETA.search(whether)
    loci, database = _database(lines)
    return FamiliasFile(
        {name: person.sex for name, person in people.items()},
        {name: _profile(person, loci, name) for name, person in people.items() if person.places},
        pedigrees,
        loci,
        frozenset(name for name, person in people.items() if person.dropout),
        lines.as_number(theta[1], "theta") if theta else 0.0,
        database,
    )


def _refuse_dvi(lines: _Lines) -> None:
    """Refuse a file whose victims and families would be passed over in silence: they stand in a part of their own."""
    part = next((number for number, line in enumerate(lines.lines) if line.strip().strip('"') == DVI), None)
    if part is not None:
        lines.at = part + 1
        raise lines.wrong(
            "it has a DVI part, and the victims and families in it are not read here. Save it in Familias without that "
            "part, or write the problem as JSON for `kintrace dvi`"
        )


def calls_of(file: FamiliasFile) -> list[Calls]:
    """Return the persons with genotypes as samples of a laboratory."""
    found = []
    for name, profile in file.profiles.items():
        calls = Calls(name, blank_means_same=False)
        calls.facts["sex"] = "M" if file.sexes[name] is Sex.MALE else "F"
        for marker, alleles in profile.items():
            calls.call(marker, alleles)
        found.append(calls)
    return found


@dataclass(slots=True)
class _Lines:
    """Goes down the file; a value that is not what the place wants is told with its line."""

    lines: list[str]
    at: int = 0

    def wrong(self, what: str) -> UnusableData:
        return UnusableData(f"line {self.at}: {what}.")

    def peek(self) -> str:
        return self.lines[self.at].strip().strip('"') if self.at < len(self.lines) else ""

    def text(self) -> str:
        if self.at >= len(self.lines):
            self.at = len(self.lines)
            raise self.wrong("the file ends here, in the middle. Save it again from Familias")
        found = self.peek()
        self.at += 1
        return found

    def skip(self, count: int) -> None:
        for _ in range(count):
            self.text()

    def integer(self, what: str) -> int:
        found = self.text()
        if not re.fullmatch(r"\d{1,6}", found, re.ASCII):
            raise self.wrong(f"should be {what}, not {found[:40]!r}")
        return int(found)

    def number(self, what: str) -> float:
        return self.as_number(self.text(), what)

    def as_number(self, written: str, what: str) -> float:
        try:
            found = float(written.replace(",", "."))
        except ValueError:
            found = -1.0
        if not 0 <= found <= 1:
            raise self.wrong(f"should be {what} from 0 to 1, not {written[:40]!r}")
        return found


@dataclass(slots=True)
class _Somebody:
    sex: Sex
    dropout: bool = False
    places: list[tuple[int, int, int]] = field(default_factory=list)  # two alleles and the marker, by place


def _people(lines: _Lines) -> dict[str, _Somebody]:
    found: dict[str, _Somebody] = {}
    for _ in range(lines.integer("the number of persons")):
        name = lines.text()
        if name in found or not name:
            raise lines.wrong(f"{name or 'somebody without a name'} stands twice or has no name")
        lines.skip(1)
        dropout = DROPOUT in lines.text()
        lines.skip(1)
        person = _Somebody(Sex.MALE if lines.text() == "#TRUE#" else Sex.FEMALE, dropout)
        for _ in range(lines.integer(f"the number of markers of {name}")):
            first, second, marker = (lines.integer(f"a genotype of {name}") for _ in range(3))
            person.places.append((first, second, marker))
        found[name] = person
    return found


def _pedigrees(lines: _Lines, people: Mapping[str, _Somebody]) -> dict[str, Pedigree]:
    if lines.text() != "Known relations":
        raise lines.wrong("should be “Known relations”: there are fewer or more persons than the file says")
    everybody = [*people, *_extras(lines, "")]
    sexes = {name: person.sex for name, person in people.items()}
    known = list(_relations(lines, everybody))
    found: dict[str, Pedigree] = {}
    for _ in range(lines.integer("the number of pedigrees")):
        lines.skip(1)
        name = lines.text()
        if name in found:
            raise lines.wrong(f"pedigree {name} stands twice")
        persons = [*everybody, *_extras(lines, f" of {name}")]
        said = [*known, *_relations(lines, persons)]
        found[name] = _pedigree(persons, sexes, said, name)
    return found


def _extras(lines: _Lines, of: str) -> list[str]:
    """Return names for women and men whom the file only counts."""
    women, men = lines.integer("a number of women"), lines.integer("a number of men")
    if women + men > len(lines.lines):
        raise lines.wrong("more persons without a name than the file has lines")
    return [f"woman {n + 1}{of}" for n in range(women)] + [f"man {n + 1}{of}" for n in range(men)]


def _relations(lines: _Lines, persons: list[str]) -> Iterator[tuple[str, str, bool]]:
    """Yield parent and child, or (True) two who are one genome."""
    for _ in range(lines.integer("the number of relations")):
        written = lines.text()
        place = re.match(r"\d{1,6}", written, re.ASCII)
        if place is None:
            raise lines.wrong(f"should be the place of a person, not {written[:40]!r}")
        child = lines.integer("the place of a child")
        if max(int(place[0]), child) >= len(persons):
            raise lines.wrong(f"there are {len(persons)} persons, so none has the place {max(int(place[0]), child)}")
        yield persons[int(place[0])], persons[child], DIRECT in written


def _pedigree(persons: list[str], sexes: Mapping[str, Sex], said: list[tuple[str, str, bool]], name: str) -> Pedigree:
    sex = {one: sexes.get(one, Sex.FEMALE if one.startswith("woman ") else Sex.MALE) for one in persons}
    above: dict[tuple[str, Sex], str] = {}
    for parent, child, same in said:
        if not same and above.setdefault((child, sex[parent]), parent) != parent:
            both = f"{above[child, sex[parent]]} and {parent}"
            raise UnusableData(
                f"pedigree {name}: {both} are both given as {_role(sex[parent])} of {child}. Correct one."
            )
    made = [Person(one, above.get((one, Sex.MALE)), above.get((one, Sex.FEMALE)), sex[one]) for one in persons]
    try:
        return pedigree_of(made, twins=[(one, other) for one, other, same in said if same])
    except UnusableData as error:
        raise UnusableData(f"pedigree {name}: {error}") from error


def _role(sex: Sex) -> str:
    return "father" if sex is Sex.MALE else "mother"


def _database(lines: _Lines) -> tuple[tuple[FamiliasLocus, ...], str]:
    count = lines.integer("the number of markers")
    name = lines.text() if lines.text() == "#TRUE#" else ""
    found = tuple(_locus(lines) for _ in range(count))
    doubled = next((one.name for one in found if sum(other.name == one.name for other in found) > 1), None)
    if doubled is not None:
        raise lines.wrong(f"marker {doubled} stands twice in the database")
    return found, name


def _locus(lines: _Lines) -> FamiliasLocus:
    name = lines.text()
    rates = [lines.number(f"a mutation rate of {name}") for _ in range(2)]
    models = [lines.integer(f"a model of mutation of {name}") for _ in range(2)]
    lines.skip(1)  # how many alleles with a silent one; those that are seen are counted below
    reach = [lines.number(f"a range of mutation of {name}") for _ in range(2)]
    partial = [lines.number(f"a mutation rate of {name}") for _ in range(2)]
    silent = lines.text() == "#TRUE#"
    lines.skip(1)
    counted, _, about = lines.text().partition("\t")
    if not re.fullmatch(r"\d{1,6}", counted.strip(), re.ASCII):
        raise lines.wrong(f"should be the number of alleles of {name}, not {counted[:40]!r}")
    table: dict[str, float] = {}
    for _ in range(int(counted)):
        allele = lines.text()
        if allele in table:
            raise lines.wrong(f"{name} has allele {allele} twice")
        table[allele] = lines.number(f"the frequency of {allele} at {name}")
    missed = _DROPOUT_RATE.search(about)
    female, male = map(_mutation, models, rates, partial, reach)
    dropout = lines.as_number(missed[1], f"a probability of dropout at {name}") if missed else 0.0
    return FamiliasLocus(name, table, female, male, silent, dropout)


def _mutation(model: int, rate: float, partial: float, reach: float) -> Mutation | None:
    if model not in MODELS:
        return None
    stepwise = MODELS[model] is Model.STEPWISE
    if not rate and not (partial and model == EXTENDED):
        return NO_MUTATION
    return Mutation(MODELS[model], rate, partial if model == EXTENDED else 0.0, reach if stepwise and reach else 0.1)


def _profile(person: _Somebody, loci: tuple[FamiliasLocus, ...], name: str) -> Profile:
    found: dict[str, Genotype] = {}
    for first, second, marker in person.places:
        if marker >= len(loci):
            raise UnusableData(f"{name} has a genotype at marker {marker + 1}, and the database has {len(loci)}.")
        locus = loci[marker]
        alleles = list(locus.table)
        if max(first, second) >= len(alleles):
            raise UnusableData(f"{name} has an allele at {locus.name} that the database of the file lacks.")
        if locus.name in found:
            raise UnusableData(f"{name} has two genotypes at {locus.name}. Correct it in Familias.")
        found[locus.name] = alleles[first], alleles[second]
    return found
