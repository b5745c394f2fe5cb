"""Reading the laboratory: samples by code, profiles once it is recorded, and what may be compared."""

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

__all__ = [
    "CasePage",
    "Relative",
    "SampleRow",
    "case_named",
    "case_page",
    "counts",
    "custody",
    "relatives",
    "sample_named",
    "sample_rows",
    "samples",
]
