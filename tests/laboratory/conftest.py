"""Two analysts, a counsellor, and a family: a mother, her mother and the father's mother ask for a child."""

from datetime import date
from uuid import uuid4

import pytest

from kintrace.laboratory import actions, queries
from kintrace.registry.actions import Telling, add_relative, open_case
from tests.cast import staff

DAY = date(2017, 9, 1)
EVERY = frozenset({"dna_compare_this_child", "dna_compare_all"})


@pytest.fixture
def dina(db):
    return staff("dina", "dna_analyst", name="Dina", office="Grozny")


@pytest.fixture
def oksana(db):
    return staff("oksana", "dna_analyst", name="Oksana", office="Grozny")


@pytest.fixture
def malika(db):
    return staff("malika", "counsellor", name="Malika", office="Grozny")


@pytest.fixture
def family(aslan):
    """Return a request whose sought child has a mother, a father and a father's mother."""
    telling = Telling(kind="letter", source_class="family", received_on=DAY)
    request = open_case(aslan, "requests", token=uuid4(), children=[{"name": ["Умар"], "sex": ["m"]}], telling=telling)
    for kind in ("mother", "father", "grandmother_pat"):
        add_relative(aslan, request, kind)
    return request


@pytest.fixture
def child(aslan):
    telling = Telling(kind="list", source_class="institution_list", received_on=DAY)
    return open_case(aslan, "children", token=uuid4(), children=[{"name": ["عمر"], "sex": ["m"]}], telling=telling)


def agreed(yes=EVERY, *, by="donor", keep_until=None):
    return actions.Agreed(given_by=by, how="written", given_on=DAY, yes=frozenset(yes), keep_until=keep_until)


@pytest.fixture
def take(dina):
    """Take a sample of the relative of a kind, or of the child itself, and return it."""

    def taking(record, kind="self", *, yes=EVERY, keep_until=None):
        relative = next(one for one in queries.relatives(record) if one.kind == kind)
        by = "guardian" if kind == "self" else "donor"
        said = agreed(yes, by=by, keep_until=keep_until)
        return actions.register_sample(dina, record, relative, taken_on=DAY, minor=kind == "self", agreed=said)

    return taking
