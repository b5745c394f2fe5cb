"""What a stranger's machine looks like to a process that a test starts."""

import os
import sys
from pathlib import Path

import pytest


@pytest.fixture
def strangers_environment(tmp_path):
    """Return variables that know nothing of this checkout or its tests; `kintrace` is on the path."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("KINTRACE_", "DJANGO_", "PYTHON"))
    }
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    return {**kept, "PATH": path, "HOME": str(tmp_path), "KINTRACE_HOME": str(tmp_path / "home")}
