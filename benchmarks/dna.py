"""How fast is kinship by DNA: `python benchmarks/dna.py`.

Each line: CPU time on one core for a whole question (two hypotheses, all markers), for the first question of its shape
and when one was asked before; the figures of other programs are from the same kind of machine.
"""

from __future__ import annotations

import os

os.environ |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")

import time
from collections.abc import Callable

import numpy as np
from rich.console import Console
from rich.table import Table

from kintrace.evidence.dna.frequencies import shipped
from kintrace.evidence.dna.genotype import Profile
from kintrace.evidence.dna.graph import graph_of
from kintrace.evidence.dna.likelihood import evidence_of, likelihoods
from kintrace.evidence.dna.locus import Locus, locus_of
from kintrace.evidence.dna.mutation import Model, Mutation
from kintrace.evidence.dna.screening import SeekingFamily, screen
from kintrace.evidence.pedigree import Pedigree, Person, Sex, pedigree_of

DATABASE = "norSTR_midAsiaDB"  # 24 STR markers
MODELS = {
    "none": Mutation(),
    "equal": Mutation(Model.EQUAL, 0.002),
    "proportional": Mutation(Model.PROPORTIONAL, 0.002),
    "stepwise": Mutation(Model.STEPWISE, 0.002, 1e-6, 0.1),
}
FAMILIES, CHILDREN, REPEATS = 600, 1000, 15
SIX = "A/m B/f F/m:A+B U/m:A+B V/f:A+B M/f N/f C/m:F+M S/f:F+M H/m:F+N K/f:F+N"
LOOP = "A/m B/f P/m:A+B Q/m:A+B R/f T/f F/m:P+R M/f:Q+T C/m:F+M"
SIBS = "F/m M/f C/m:F+M S/f:F+M"
# name: pedigree, who was tested, model, at most this many ms, what another program takes
QUESTIONS = {
    "six relatives, 11 persons": (SIX, "A B U V S H C", "equal", 5, "forrel 47"),
    "child of cousins, 9 persons, loop": (LOOP, "A B C", "equal", 10, "forrel 200"),
    "full siblings": (SIBS, "S C", "stepwise", 5, "Familias 122"),
    "father, mother, child": ("F/m M/f C/m:F+M", "F M C", "equal", 0, "forrel 7.5"),
    "two grandparents": ("A/m B/f F/m:A+B M/f C/m:F+M", "A B C", "stepwise", 0, "forrel 11.5"),
    "four tested, 7 persons": ("F/m L/f M/f N/f C/m:F+M S/f:F+L H/f:F+N", "L S H C", "equal", 0, "forrel 52"),
}


def main() -> None:
    _question("F/m C/m:F+M M/f", "F C", "none", 0)  # numpy's own first calls are not what is asked
    table = Table("question", "scale", "model", "first ms", "again ms", "asked", "others")
    for name, (text, tested, model, most, others) in QUESTIONS.items():
        table.add_row(
            name, f"{len(tested.split())} tested, 24 markers", model, *_question(text, tested, model, most), others
        )
    for model in MODELS:
        table.add_row(*_screening(model))
    Console().print(table)


def _question(text: str, tested: str, model: str, most: int) -> tuple[str, str, str]:
    chance, loci = np.random.default_rng(1), _loci(model)
    related = _pedigree(text)
    profiles = _drawn(related, loci, chance)
    seen = {person: profiles[person] for person in tested.split()}
    strangers = pedigree_of([*(one for one in related.persons if one.id != "C"), Person("C", sex=Sex.MALE)])
    graph_of.cache_clear()

    def ask() -> None:
        evidence = evidence_of(seen, loci)
        for pedigree in (related, strangers):
            likelihoods(pedigree, evidence)

    first = _milliseconds(ask)
    again = min(_milliseconds(ask) for _ in range(REPEATS))
    return f"{first:.1f}", f"{again:.1f}", f"≤ {most}" if most else ""


def _screening(model: str) -> tuple[str, ...]:
    chance, loci = np.random.default_rng(2), _loci(model)
    shape = _pedigree("F/m M/f N/f C/m:F+M S/f:F+N")
    families = {
        str(number): SeekingFamily(
            shape, {who: one for who, one in _drawn(shape, loci, chance).items() if who in "MS"}, "C"
        )
        for number in range(FAMILIES)
    }
    children = {str(number): _drawn(shape, loci, chance)["M"] for number in range(CHILDREN)}
    took = min(_milliseconds(lambda: screen(families, children, loci)) for _ in range(3))
    pairs = f"{FAMILIES * CHILDREN / took * 1000:,.0f} LR/s"
    asked = "≥ 1,000,000 LR/s" if model == "none" else "≤ 2000"
    scale = f"{CHILDREN} children × {FAMILIES} families, 24 markers"
    return "screening: mother and half sibling", scale, model, "", f"{took:.0f} ({pairs})", asked, "forrel 1.5 h"


def _milliseconds(ask: Callable[[], object]) -> float:
    begun = time.process_time()
    ask()
    return (time.process_time() - begun) * 1000


def _loci(model: str) -> list[Locus]:
    mutation = MODELS[model]
    return [locus_of(name, table, female=mutation, male=mutation) for name, table in shipped()[DATABASE].items()]


def _pedigree(text: str) -> Pedigree:
    """Read `child/m:father+mother` and founders."""
    persons = []
    for word in text.split():
        name, _, parents = word.partition(":")
        father, _, mother = parents.partition("+")
        sex = Sex.MALE if name.endswith("m") else Sex.FEMALE
        persons.append(Person(name.split("/")[0], father or None, mother or None, sex))
    return pedigree_of(persons)


def _drawn(pedigree: Pedigree, loci: list[Locus], chance: np.random.Generator) -> dict[str, Profile]:
    """Draw a profile for everybody, passed down without mutation."""
    found: dict[str, dict[str, tuple[str, str]]] = {person.id: {} for person in pedigree.persons}
    for locus in loci:
        for person in pedigree.persons:
            if person.father is None or person.mother is None:
                one, other = chance.choice(locus.alleles, 2, p=locus.frequencies / locus.frequencies.sum())
            else:
                one, other = (found[parent][locus.name][chance.integers(2)] for parent in person.parents)
            found[person.id][locus.name] = (str(one), str(other))
    return dict(found)


main()
