"""How kintrace was called, so that a command told to somebody works when they type it."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

NAME = "kintrace"


def as_called() -> str:
    """Return `kintrace` where the shell finds this very one by that name, else what was typed for it."""
    typed = Path(sys.argv[0])
    found = shutil.which(NAME)
    if found is not None and typed.exists() and Path(found).samefile(typed):
        return NAME
    return sys.argv[0] if typed.name == NAME else f"{Path(sys.executable).name} -m kintrace.cli"
