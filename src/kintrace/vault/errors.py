"""What the vault refuses, each with what to do next.

KintraceError
└── VaultError
    ├── NotRecorded        nothing is opened before the audit record of it was written
    ├── Erased             the key of the case is gone, and with it what it sealed
    ├── Damaged            a sealed value was changed, cut short or moved from where it belongs
    └── Locked             the keys themselves cannot be had
        ├── WrongPassphrase
        ├── NoKeys         the record is sealed, but its keys database is missing
        ├── OtherKeys      the keys database belongs to another record
        └── NotADemo       the demonstration's key outside the demonstration
"""

from __future__ import annotations

from kintrace.kernel.errors import KintraceError


class VaultError(KintraceError):
    """The vault stays shut, or what it holds cannot be opened."""


class NotRecorded(VaultError):
    """The audit record could not be written, so nothing was opened."""


class Erased(VaultError):
    """The case has no key: it was erased, or never had one."""


class Damaged(VaultError):
    """A sealed value does not open with the key that should open it."""


class Locked(VaultError):
    """The keys of the record cannot be had."""


class WrongPassphrase(Locked):
    """What was given does not unlock the keys."""


class NoKeys(Locked):
    """The record was sealed with keys that are not there."""


class OtherKeys(Locked):
    """The keys database was made for another record."""


class NotADemo(Locked):
    """The key of demonstrations was asked for where real people may be recorded."""
