"""Reading the laboratory: samples by code, profiles once it is recorded, and what may be compared."""

from kintrace.laboratory.queries.families import Pair
from kintrace.laboratory.queries.files import own_file, understood
from kintrace.laboratory.queries.findings import finding_named, findings_in_sight, findings_waiting, rows, shown
from kintrace.laboratory.queries.pages import (
    advised,
    consents,
    drawn,
    language_of_page,
    numbers_of,
    pair_dna,
    screening,
    screenings,
)
from kintrace.laboratory.queries.samples import (
    CasePage,
    Relative,
    SampleRow,
    case_named,
    case_page,
    counts,
    custody,
    relatives,
    sample_named,
    sample_rows,
    samples,
)
from kintrace.laboratory.queries.twins import twins_to_read

__all__ = [
    "CasePage",
    "Pair",
    "Relative",
    "SampleRow",
    "advised",
    "case_named",
    "case_page",
    "consents",
    "counts",
    "custody",
    "drawn",
    "finding_named",
    "findings_in_sight",
    "findings_waiting",
    "language_of_page",
    "numbers_of",
    "own_file",
    "pair_dna",
    "relatives",
    "rows",
    "sample_named",
    "sample_rows",
    "samples",
    "screening",
    "screenings",
    "shown",
    "twins_to_read",
    "understood",
]
