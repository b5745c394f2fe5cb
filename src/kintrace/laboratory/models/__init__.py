"""What the laboratory keeps, in a database of its own; one noun a file. Cases are known by their ids alone."""

from kintrace.laboratory.models.files import ProfileFile
from kintrace.laboratory.models.findings import Advice, Finding, Screening
from kintrace.laboratory.models.samples import NEXT, SCOPES, Custody, Sample, SampleConsent, Step
from kintrace.laboratory.models.twins import Twins

__all__ = [
    "NEXT",
    "SCOPES",
    "Advice",
    "Custody",
    "Finding",
    "ProfileFile",
    "Sample",
    "SampleConsent",
    "Screening",
    "Step",
    "Twins",
]
