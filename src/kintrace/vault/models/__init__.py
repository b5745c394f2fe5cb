"""Keys and sealed things: one noun a file."""

from kintrace.vault.models.capsules import Capsule, CapsuleKey, CapsuleKind
from kintrace.vault.models.cards import ContactCard, Desk, DeskKey
from kintrace.vault.models.keys import CaseKey, MasterKey
from kintrace.vault.models.laboratory import LaboratoryKey, ProfileKey
from kintrace.vault.models.mark import Mark
from kintrace.vault.models.members import Keyring, RecoveryKey

__all__ = [
    "Capsule",
    "CapsuleKey",
    "CapsuleKind",
    "CaseKey",
    "ContactCard",
    "Desk",
    "DeskKey",
    "Keyring",
    "LaboratoryKey",
    "Mark",
    "MasterKey",
    "ProfileKey",
    "RecoveryKey",
]
