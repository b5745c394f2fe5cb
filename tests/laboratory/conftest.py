"""Two analysts, a counsellor, and a family: a mother, her mother and the father's mother ask for a child."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kintrace.evidence.dna.frequencies import shipped
from kintrace.evidence.pedigree import Person, Sex, pedigree_of
from kintrace.laboratory import actions, queries
from kintrace.laboratory.queries.families import Pair
from kintrace.registry.actions import Telling, add_relative, open_case
from kintrace.worlds.chance import Chance
from kintrace.worlds.profiles import as_table, draw_profiles
from tests.cast import staff

TABLE = "norSTR_westAsiaDB"
MARKERS = [marker for marker in shipped()[TABLE] if marker != "SE33"]
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


@pytest.fixture
def drawn():
    """Draw a family who never lived: the child sought, its half-brother by another wife, and a stranger."""
    persons = [
        Person("father", sex=Sex.MALE, father="grandfather", mother="grandmother_pat"),
        Person("grandfather", sex=Sex.MALE),
        Person("grandmother_pat", sex=Sex.FEMALE),
        Person("mother", sex=Sex.FEMALE),
        Person("other wife", sex=Sex.FEMALE),
        Person("sought", "father", "mother", Sex.MALE),
        Person("half brother", "father", "other wife", Sex.MALE),
        Person("other man", sex=Sex.MALE),
        Person("of another man", "other man", "mother", Sex.MALE),
        Person("stranger", sex=Sex.MALE),
    ]
    return draw_profiles(pedigree_of(persons), shipped()[TABLE], chance=Chance(7))


@pytest.fixture
def typed(dina, drawn):
    """Bring samples to a profile by a file of the laboratory: {sample: person drawn}."""

    def typing(whose):
        for sample in whose:
            actions.move_on(dina, sample, "received", on=DAY)
        table = as_table({one.code: drawn[person] for one, person in whose.items()}, markers=MARKERS)
        file = actions.receive(dina, SimpleUploadedFile("run.csv", table.encode()))
        actions.enter(dina, str(file.pk), kit="GlobalFiler", laboratory="Lab 1")
        for sample in whose:
            sample.refresh_from_db()
        return file

    return typing


@pytest.fixture
def whole_family(family, child, take, typed):
    """Give the mother, the father's mother and a child a profile; `is_child` says whose the child's is."""

    def giving(is_child="sought", *, who=("mother", "grandmother_pat"), yes=EVERY, child_yes=EVERY):
        whose = {take(family, kind, yes=yes): kind for kind in who} | {take(child, yes=child_yes): is_child}
        typed(whose)
        return Pair(family, 1, child)

    return giving
