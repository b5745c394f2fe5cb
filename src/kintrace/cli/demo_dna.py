"""DNA in the demonstration: two families give samples; one result is released, another waits for its second reader.

A boy whose own name nobody knows could be the one sought or his brother by the father's other wife. Names leave it
open, and the mother's and the grandmother's samples settle it. All of it is made up, and done through the actions of
the site; the profiles are drawn from tables of frequencies.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.core.files.uploadedfile import SimpleUploadedFile

from kintrace.access.models import User
from kintrace.evidence.dna.frequencies import shipped
from kintrace.evidence.pedigree import Person, Sex, pedigree_of
from kintrace.kernel import clock
from kintrace.laboratory import actions, queries
from kintrace.laboratory.models import Sample
from kintrace.registry.actions import Given, add_relative, enter_list
from kintrace.registry.models import ChildRecord, Side, TracingRequest
from kintrace.registry.queries import Record
from kintrace.worlds.chance import Chance
from kintrace.worlds.profiles import as_table, draw_profiles

SEED: Final = 5
TABLE: Final = "norSTR_westAsiaDB"
LIST: Final = "Families who gave samples"
HOW_LONG_AGO: Final = timedelta(days=60)
EVERY: Final = frozenset({"dna_compare_this_child", "dna_compare_all"})

# Who never lived, and what they say. The third is asked for by the father's other wife, who gave no sample; of the
# boy whom both may mean, the home knows neither his name nor his mother's.
REQUESTS: Final = (
    {
        "name": ["Мадаев Муса Тимурович"],
        "sex": ["m"],
        "birth_date": ["2013-03"],
        "father_name": ["Мадаев Тимур"],
        "father_alias": ["Абу Ибрагим"],
        "mother_name": ["Мадаева Хеда"],
        "siblings": ["Ибрагим"],
        "languages": ["che", "rus"],
        "origin": ["Гудермес"],
        "last_place": ["Мосул"],
        "last_date": ["2017-02"],
    },
    {
        "name": ["Дадашева Амина"],
        "sex": ["f"],
        "birth_date": ["2015"],
        "mother_name": ["Дадашева Лейла"],
        "languages": ["rus"],
        "last_place": ["Ракка"],
        "last_date": ["2017-06"],
    },
    {
        "name": ["Мадаев Ибрагим Тимурович"],
        "sex": ["m"],
        "birth_date": ["2012-10"],
        "father_name": ["Мадаев Тимур"],
        "father_alias": ["Абу Ибрагим"],
        "mother_name": ["Мадаева Зура"],
        "siblings": ["Муса"],
        "languages": ["che", "rus"],
        "last_place": ["Мосул"],
        "last_date": ["2017-02"],
    },
)
CHILDREN: Final = (
    {
        "sex": ["m"],
        "age": ["4-5"],
        "age_date": ["2017-09-12"],
        "father_name": ["تيمور"],
        "father_alias": ["أبو إبراهيم"],
        "languages": ["che"],
        "last_place": ["الموصل"],
        "last_date": ["2017-09-12"],
    },
    {
        "name": ["مريم"],
        "sex": ["f"],
        "age": ["2"],
        "age_date": ["2017-09-12"],
        "languages": ["rus"],
        "last_place": ["الرقة"],
        "last_date": ["2017-09-12"],
    },
)
THERE: Final = 3  # children of these families: the two who are sought, and the half-brother
# Relatives of each child sought, and of whom of them the laboratory has a sample.
RELATIVES: Final = (
    {"mother": True, "grandmother_pat": True, "co_wife_of_mother": False, "uncle_pat": False},
    {"mother": True, "grandmother_mat": False, "uncle_pat": False},
)
PERSONS: Final = (
    Person("grandmother_pat", sex=Sex.FEMALE),
    Person("grandfather", sex=Sex.MALE),
    Person("father", "grandfather", "grandmother_pat", Sex.MALE),
    Person("mother", sex=Sex.FEMALE),
    Person("other wife", sex=Sex.FEMALE),
    Person("half brother", "father", "other wife", Sex.MALE),
    Person("sought", "father", "mother", Sex.FEMALE),
)
IN_TRUTH: Final = ("half brother", "sought")


def fill(officer: User, *, analyst: User, reader: User) -> str:
    """Let two families give samples; return the address of the review that DNA settles, once it is matched."""
    requests, children = _entered(officer, Side.REQUESTS), _entered(officer, Side.CHILDREN)
    pairs = []
    for number, (request, child) in enumerate(zip(requests[: len(children)], children, strict=True)):
        for kind in RELATIVES[number]:
            add_relative(officer, request, kind)
        _typed(analyst, request, child, number=number)
        pairs.append(queries.Pair(_as_request(request), 1, _as_child(child)))
    settled, waiting = pairs
    finding = actions.propose(analyst, settled, database=TABLE)
    actions.release(reader, finding.code)
    actions.propose(analyst, waiting, database=TABLE)
    for pair in pairs:
        actions.advise(analyst, pair.request, 1)
    actions.carry_out(actions.ask_for_screening(analyst).pk)
    return f"/requests/{settled.request.code}/{settled.child.code}/"


def _entered(officer: User, side: str) -> list[Record]:
    said = REQUESTS if side == Side.REQUESTS else CHILDREN
    rows = [(f"DNA {number}", values) for number, values in enumerate(said, start=1)]
    enter_list(officer, side, list_name=LIST, rows=rows, received_on=clock.today(), given=Given("own_office", "agreed"))
    model: type[TracingRequest | ChildRecord] = TracingRequest if side == Side.REQUESTS else ChildRecord
    return list(model._default_manager.order_by("-pk")[: len(rows)][::-1])  # noqa: SLF001  # Django's public name


def _typed(analyst: User, request: Record, child: Record, *, number: int) -> None:
    """Take the samples of one family and enter their profiles, as a file of the laboratory brings them."""
    tables = shipped()[TABLE]
    drawn = draw_profiles(pedigree_of(PERSONS), tables, chance=Chance(SEED + number))
    given = [kind for kind, gave in RELATIVES[number].items() if gave]
    samples = {_taken(analyst, request, kind).code: drawn[kind] for kind in given}
    samples[_taken(analyst, child, "self").code] = drawn[IN_TRUTH[number]]
    file = SimpleUploadedFile("run.csv", as_table(samples, markers=tables).encode())
    received = actions.receive(analyst, file)
    actions.enter(analyst, str(received.pk), kit="GlobalFiler", laboratory="Demo laboratory")


def _taken(analyst: User, record: Record, kind: str) -> Sample:
    relative = next(one for one in queries.relatives(record) if one.kind == kind)
    is_child, day = kind == "self", clock.today() - HOW_LONG_AGO
    kept_until = day + timedelta(days=730)
    agreed = actions.Agreed("guardian" if is_child else "donor", "written", day, EVERY, kept_until)
    sample = actions.register_sample(analyst, record, relative, taken_on=day, minor=is_child, agreed=agreed)
    actions.move_on(analyst, sample, "sent", on=day + timedelta(days=2))
    actions.move_on(analyst, sample, "received", on=day + timedelta(days=9))
    return sample


def _as_request(record: Record) -> TracingRequest:
    return TracingRequest.objects.get(pk=record.pk)


def _as_child(record: Record) -> ChildRecord:
    return ChildRecord.objects.get(pk=record.pk)
