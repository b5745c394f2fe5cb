"""How many children there are: multiple systems estimation from overlapping lists, with honest intervals."""

from kintrace.estimate.answer import Estimate, Headline, Method, Status
from kintrace.estimate.estimating import estimate, estimate_from_frequencies
from kintrace.estimate.linkage import Records
from kintrace.estimate.linked import Linked, estimate_records
from kintrace.estimate.tables import FrequencyTable, ListTable, UnusableTable

__all__ = [
    "Estimate",
    "FrequencyTable",
    "Headline",
    "Linked",
    "ListTable",
    "Method",
    "Records",
    "Status",
    "UnusableTable",
    "estimate",
    "estimate_from_frequencies",
    "estimate_records",
]
