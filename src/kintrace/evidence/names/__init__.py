"""The evidence of names: what is whose in a written name, and how far two names agree."""

from kintrace.evidence.names.compare import compare_names
from kintrace.evidence.names.structure import NameParts, read_name

__all__ = ["NameParts", "compare_names", "read_name"]
