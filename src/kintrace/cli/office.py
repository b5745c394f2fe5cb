"""Where this office's record lies, as far as one can tell without starting Django."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from kintrace.kernel.errors import WrongUse


@dataclass(frozen=True, slots=True)
class Office:
    """The folder of the record, and its two SQLite files or the address of a PostgreSQL database."""

    home: Path
    record: Path
    address: str = ""

    @classmethod
    def named(cls) -> Self:
        """Read KINTRACE_HOME and KINTRACE_DATABASE as the settings do, and make nothing."""
        home = Path(os.environ.get("KINTRACE_HOME") or "~/.local/share/kintrace").expanduser().absolute()
        database = os.environ.get("KINTRACE_DATABASE", "")
        if "://" in database:
            return cls(home, home / "kintrace.sqlite3", database)
        return cls(home, Path(database).expanduser().absolute() if database else home / "kintrace.sqlite3")

    def require_record(self) -> None:
        """Raise WrongUse where nothing was ever kept; who asks Django instead would make empty files there."""
        if not self.address and (not self.record.exists() or not self.record.stat().st_size):
            raise WrongUse(
                f"There is no record at {self.record} yet. `kintrace manage migrate` makes one; or set KINTRACE_HOME "
                "to the folder of the office."
            )

    @property
    def keys(self) -> Path:
        """The SQLite file of the keys."""
        return self.record.parent / "keys.sqlite3"

    @property
    def laboratory(self) -> Path:
        """The SQLite file of the laboratory."""
        return self.record.parent / "laboratory.sqlite3"

    @property
    def vendor(self) -> str:
        """Which kind of database it is, in Django's word."""
        return "postgresql" if self.address else "sqlite"
