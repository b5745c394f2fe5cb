"""A few families in one line each, and one marker whose numbers can be worked out by hand."""

import math

from kintrace.evidence.dna.likelihood import AUTOSOMAL, Conditions, evidence_of, likelihoods
from kintrace.evidence.dna.locus import locus_of
from kintrace.evidence.dna.mutation import Model, Mutation
from kintrace.evidence.pedigree import Person, Sex, pedigree_of

TABLE = {"a": 0.1, "b": 0.2, "c": 0.3, "d": 0.4}
X = Conditions(x=True)


def family(text, **more):
    """Read `child:father+mother` and founders, each followed by m or f: `F/m M/f C/m:F+M`."""
    persons = []
    for word in text.split():
        name, _, parents = word.partition(":")
        name, _, sex = name.partition("/")
        father, _, mother = parents.partition("+")
        persons.append(Person(name, father or None, mother or None, {"m": Sex.MALE, "f": Sex.FEMALE}[sex]))
    return pedigree_of(persons, **more)


def chance(pedigree, seen, *, conditions=AUTOSOMAL, dropout=None, **locus):
    """Return the probability of `{"C": "ab"}` at the marker of `TABLE`."""
    profiles = {person: {"L": tuple(pair)} for person, pair in seen.items()}
    evidence = evidence_of(profiles, [locus_of("L", TABLE, **locus)], dropout=dropout)
    return float(likelihoods(pedigree, evidence, conditions=conditions)[0])


def ratio(one, other, seen, **more):
    below = chance(other, seen, **more)
    return chance(one, seen, **more) / below if below else math.inf


def equal(female, male):
    return {"female": Mutation(Model.EQUAL, female), "male": Mutation(Model.EQUAL, male)}


TRIO = family("F/m M/f C/m:F+M")
OTHER_FATHER = family("F/m X/m M/f C/m:X+M")
MOTHER = family("F/m M/f C/m:F+M")
SIBS = family("F/m M/f C/m:F+M S/f:F+M")
HALF_SIBS = family("F/m M/f N/f C/m:F+M S/f:F+N")
COUSINS = family("A/m B/f P/m:A+B Q/f:A+B R/f T/m C/m:P+R S/f:T+Q")
GRANDMOTHER = family("A/m S/f P/m:A+S R/f C/m:P+R")
AVUNCULAR = family("A/m B/f P/m:A+B S/f:A+B R/f C/m:P+R")
STRANGERS = family("C/m S/f")
