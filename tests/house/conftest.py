"""What a stranger's machine looks like to a process that a test starts."""

import pytest

from tests.pages import strangers_surroundings


@pytest.fixture
def strangers_environment(tmp_path):
    """Return variables that know nothing of this checkout or its tests; `kintrace` is on the path."""
    return strangers_surroundings(tmp_path)
