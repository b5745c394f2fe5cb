"""Whatever stands in a document, a complaint comes back, never a crash."""

import copy
import random

import pytest

from kintrace.evidence.dna.case import answer_case
from kintrace.evidence.dna.document import Part
from kintrace.evidence.dna.problem import answer_problem
from kintrace.evidence.dna.seeking import read_consents, read_seeking
from kintrace.kernel.errors import UnusableData
from tests.evidence.dna.test_cases import _case
from tests.evidence.dna.test_joint import _problem

JUNK = [
    None,
    0,
    -1,
    1.5,
    1e308,
    "",
    "-",
    "0",
    "C",
    "M",
    "9.3",
    True,
    [],
    {},
    [[]],
    ["a"],
    {"L": ["a", "b"]},
    "\ud800",
    10**400,
]
WHOLE = {
    "mutation": {"model": "stepwise", "female": {"rate": 0.01}, "male": {"rate": 0.01, "rate2": 0.001, "range": 0.1}},
    "freq_override": {"L": {"8": 0.5, "9": 0.5}},
    "genotypes": {"F": {"L": ["8", "9"]}, "C": {"L": ["8", "-"]}},
    "theta": 0.01,
    "dropout": {"samples": ["C"], "rate": 0.1},
    "silent_freq": 0.01,
    "chrom": "autosomal",
}


def _places(value, way=()):
    yield way
    for key in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield from _places(value[key], (*way, key))


def _spoilt(document, chance):
    document = copy.deepcopy(document)
    for _ in range(chance.choice([1, 1, 2])):
        *way, last = chance.choice([way for way in _places(document) if way])
        target = document
        for key in way:
            target = target[key]
        target[last] = copy.deepcopy(chance.choice(JUNK))
    return document


@pytest.mark.parametrize("seed", range(4))
def test_a_spoilt_case_is_answered(seed):
    chance = random.Random(seed)
    for _ in range(120):
        answer = answer_case(Part(_spoilt(_case(**WHOLE), chance), "row 1"), None)
        assert answer["error"] or answer["log10_lr_total"] is not None


@pytest.mark.parametrize("seed", range(3))
def test_a_spoilt_problem_is_answered(seed):
    chance = random.Random(seed)
    for _ in range(60):
        answer = answer_problem(Part(_spoilt(_problem(), chance), "row 1"))
        assert answer["error"] or answer["conclusions"] is not None


def test_spoilt_families_and_consents_are_refused_or_read():
    chance = random.Random(1)
    problem = _problem()
    whole = {
        "frequencies": {"L0": problem["loci"]["L0"]["freq"]},
        "families": {"A": problem["am"]["A"] | {"missing": "M1"}},
        "mutation": WHOLE["mutation"],
    }
    for _ in range(200):
        try:
            seeking = read_seeking(Part(_spoilt(whole, chance), "families.json"))
        except UnusableData as error:
            told = str(error)
        else:
            told = str(seeking.families)
        assert told
    with pytest.raises(UnusableData, match="needs the columns"):
        read_consents([])
