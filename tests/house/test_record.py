"""The page on the record says what the code lists and state machines say."""

import importlib.util
from pathlib import Path

import pytest

from kintrace.access.permissions import policy
from kintrace.registry import codes, grounds
from kintrace.registry.states import MACHINES

ROOT = Path(__file__).parents[2]


def test_the_page_of_the_record_has_not_drifted():
    spec = importlib.util.spec_from_file_location("record", ROOT / "resources" / "record" / "compile.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.PAGE.read_text(encoding="utf-8") == module.page()


@pytest.mark.parametrize("side", MACHINES)
def test_a_state_names_permissions_grounds_and_consents_that_exist(side):
    for state in MACHINES[side].values():
        assert state.who in policy()
        assert set(state.needs) <= set(grounds.GROUND)
        assert set(state.consents) <= set(codes.CONS)
