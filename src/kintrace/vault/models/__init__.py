"""Keys and sealed things: one noun a file."""

from kintrace.vault.models.keys import CaseKey, MasterKey
from kintrace.vault.models.mark import Mark

__all__ = ["CaseKey", "Mark", "MasterKey"]
