"""How exact and how fast is kinship by DNA: `python benchmarks/dna.py`.

Speed: CPU time on one core for a whole question (two hypotheses, all markers), for the first question of its shape
and when one was asked before; the figures of other programs are from the same kind of machine. Exactness: against the
cases and joint problems in the folder that `KINTRACE_BENCH` names, if it is set; and files of laboratories, damaged.
"""

from __future__ import annotations

import os

os.environ |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")

import json
import math
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from kintrace.evidence.dna.case import answer_case, parts_of
from kintrace.evidence.dna.document import Part
from kintrace.evidence.dna.frequencies import shipped
from kintrace.evidence.dna.genotype import Profile
from kintrace.evidence.dna.graph import graph_of
from kintrace.evidence.dna.hypotheses import Relation, hypotheses
from kintrace.evidence.dna.laboratory import read_laboratory
from kintrace.evidence.dna.likelihood import evidence_of, likelihoods
from kintrace.evidence.dna.locus import Locus, locus_of
from kintrace.evidence.dna.mutation import Model, Mutation
from kintrace.evidence.dna.problem import answer_problem
from kintrace.evidence.dna.screening import SeekingFamily, screen
from kintrace.evidence.dna.telling import _alike
from kintrace.evidence.pedigree import Pedigree, Person, Sex, pedigree_of
from kintrace.kernel.errors import UnusableData

DATABASE = "norSTR_midAsiaDB"  # 24 STR markers
MODELS = {
    "none": Mutation(),
    "equal": Mutation(Model.EQUAL, 0.002),
    "proportional": Mutation(Model.PROPORTIONAL, 0.002),
    "stepwise": Mutation(Model.STEPWISE, 0.002, 1e-6, 0.1),
}
FAMILIES, CHILDREN, REPEATS, DAMAGED = 600, 1000, 15, 4000
BENCH = Path(os.environ.get("KINTRACE_BENCH", "no folder"))
LABORATORY = {
    "GeneMapper": "Sample Name\tMarker\tAllele 1\tAllele 2\nC\tTHO1\t9.3\t\nC\tFGA\t22\tOL\n",
    "CODIS": "<CODISImportFile xmlns='urn:CODISImportFile-schema'><SPECIMEN><SPECIMENID>C</SPECIMENID><LOCUS>"
    "<LOCUSNAME>TH01</LOCUSNAME><ALLELE><ALLELEVALUE>9.3</ALLELEVALUE></ALLELE></LOCUS></SPECIMEN></CODISImportFile>",
    "Familias": (
        '"Output from Familias, version 3.3.1"|"DO NOT EDIT!"|3.3.1|""|1|"C"|#FALSE#|-1|#FALSE#|#TRUE#|1|0|1|0|'
        '"Known relations"|0|0|0|0|#FALSE# (#Databases: 1 ;Theta/Kinship/Fst: 0 )|1|#TRUE#|"x"|"TH01"|0.001|0.002|'
        '4|4|2|0.1|0.1|1e-006|1e-006|#FALSE#|0|2\t(Dropout probability = 0 )|"9"|0.5|"9.3"|0.5|'
    ).replace("|", "\n"),
    "wide CSV": "sample,sex,kit,FGA_1,FGA_2,TH01\nC,M,G,22,23,6/9.3\n",
}
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
    exact = Table("exactness", "scale", "found", "asked")
    for row in (*_cases(), *_problems(), *_damaged()):
        exact.add_row(*row)
    table = Table("question", "scale", "model", "first ms", "again ms", "asked", "others")
    for name, (text, tested, model, most, others) in QUESTIONS.items():
        table.add_row(
            name, f"{len(tested.split())} tested, 24 markers", model, *_question(text, tested, model, most), others
        )
    for model in MODELS:
        table.add_row(*_screening(model))
    table.add_row(*_hypotheses())
    for one in (exact, table):
        Console(width=170).print(one)


def _cases() -> Iterator[tuple[str, ...]]:
    document = _bench("dna_dev.json")
    if document is None:
        yield "log10 LR, each marker and in all", "set KINTRACE_BENCH", "not measured", "1e-9, 1e-8"
        return
    parts, databases = parts_of(document)
    by_marker, total = 0.0, 0.0
    for part in parts:
        expected, answer = part.value["expected"], answer_case(part, databases)
        for name, markers in expected["log10_lr_per_marker"].items():
            apart = [_apart(value, answer["log10_lr_per_marker"][name][marker]) for marker, value in markers.items()]
            by_marker = max(by_marker, *apart)
        totals = expected["log10_lr_total"].items()
        total = max(total, *(_apart(value, answer["log10_lr_total"][name]) for name, value in totals))
    yield "log10 LR, each marker", f"{len(parts)} cases", f"within {by_marker:.0e}", "1e-9"
    yield "log10 LR in all", f"{len(parts)} cases", f"within {total:.0e}", "1e-8"


def _problems() -> Iterator[tuple[str, ...]]:
    document = _bench("dvi_dev.json")
    if document is None:
        return
    apart, best, count = 0.0, 0, 0
    for problem in document["problems"]:
        rows = problem["expected"].get("joint_top")
        if not rows:
            continue
        answer = answer_problem(Part(problem, problem["id"]))
        found = {json.dumps(one["assignment"], sort_keys=True): one for one in answer["joint_top"]}
        keys = [json.dumps(row["assignment"], sort_keys=True) for row in rows]
        for key, row in zip(keys, rows, strict=True):
            apart = max(apart, abs(found[key]["posterior_flat_prior"] - row["posterior_flat_prior"]))
        best += found[keys[0]]["posterior_flat_prior"] == answer["joint_top"][0]["posterior_flat_prior"]
        count += 1
    yield "joint posteriors", f"{count} problems", f"within {apart:.0e}; best alike in {best}", "1e-6"


def _bench(name: str) -> Any:  # noqa: ANN401 - a JSON document
    path = BENCH / name
    return json.loads(path.read_text(encoding="utf8")) if path.exists() else None


def _apart(one: float | str | None, other: float | str | None) -> float:
    if one == other or (one is None and other == "-inf") or (other is None and one == "-inf"):
        return 0.0
    return math.inf if one is None or other is None else abs(float(one) - float(other))


def _damaged() -> Iterator[tuple[str, ...]]:
    """Cut, swap and fill in at random; whatever comes up but a refusal in words would end this script."""
    chance = np.random.default_rng(5)
    for name, text in LABORATORY.items():
        refused = 0
        for _ in range(DAMAGED):
            content = text.encode()
            start, end = sorted(int(place) for place in chance.integers(0, len(content) + 1, 2))
            filling = chance.bytes(int(chance.integers(0, 9)))
            try:
                read_laboratory(content[:start] + filling + content[end if end - start < 40 else start :])
            except UnusableData:
                refused += 1
        yield f"files of {name}", f"{DAMAGED:,} damaged", f"{refused:,} refused in words, 0 uncaught", "0 uncaught"


def _hypotheses() -> tuple[str, ...]:
    said = [("A", "grandmother_pat"), ("H", "half_sibling_pat"), ("W", "co_wife_of_mother"), ("M", "mother")]
    relations = [*(Relation(one, kind, "S") for one, kind in said), Relation("W", "mother", "H")]

    def ask() -> object:
        _alike.cache_clear()
        return hypotheses(relations, sought="S", child="C", typed=["A", "H", "M"]).alike

    first = _milliseconds(ask)
    again = min(_milliseconds(ask) for _ in range(REPEATS))
    return "hypotheses from what a family says", "3 tested, 8 pedigrees", "none", f"{first:.1f}", f"{again:.1f}", "", ""


def _question(text: str, tested: str, model: str, most: int) -> tuple[str, str, str]:
    chance, loci = np.random.default_rng(1), _loci(model)
    related = _pedigree(text)
    profiles = _drawn(related, loci, chance)
    seen = {person: profiles[person] for person in tested.split()}
    strangers = pedigree_of([*(one for one in related.persons if one.id != "C"), Person("C", sex=Sex.MALE)])

    def ask() -> None:
        evidence = evidence_of(seen, loci)
        for pedigree in (related, strangers):
            likelihoods(pedigree, evidence)

    first = min(_first(ask) for _ in range(REPEATS))
    again = min(_milliseconds(ask) for _ in range(REPEATS))
    return f"{first:.1f}", f"{again:.1f}", f"≤ {most}" if most else ""


def _first(ask: Callable[[], object]) -> float:
    graph_of.cache_clear()
    return _milliseconds(ask)


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
