"""When somebody was born, as people write it, and how much two such statements agree."""

from kintrace.evidence.dates.age import looks_observed, read_age
from kintrace.evidence.dates.birth import Basis, Birth
from kintrace.evidence.dates.cohort import Cohort
from kintrace.evidence.dates.compare import birth_in_words, births_because, compare_births
from kintrace.evidence.dates.day import read_birth_day, read_day
from kintrace.evidence.dates.density import Relation
from kintrace.evidence.dates.statements import birth_of_age, births_of
from kintrace.evidence.dates.table import BirthTable, weigh_births

__all__ = [
    "Basis",
    "Birth",
    "BirthTable",
    "Cohort",
    "Relation",
    "birth_in_words",
    "birth_of_age",
    "births_because",
    "births_of",
    "compare_births",
    "looks_observed",
    "read_age",
    "read_birth_day",
    "read_day",
    "weigh_births",
]
