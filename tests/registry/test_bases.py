"""Where a list comes from and on what ground we have it: asked, kept sealed, and shown with every case of the list."""

from datetime import date

import pytest

from kintrace.kernel.errors import UnusableData
from kintrace.registry.actions import Given, enter_list
from kintrace.registry.models import ChildRecord, ListBasis, TracingRequest
from kintrace.registry.opening import Opening
from kintrace.registry.queries import list_basis

DAY = date(2017, 10, 2)
AGREEMENT = Given("partner", "agreement", "Helpers of Exampleland, 1 September 2017")


@pytest.fixture
def entered(fatima):
    def entering(given, *, name="camp"):
        enter_list(fatima, "children", list_name=name, rows=[("k1", {"name": ["Amina"]})], received_on=DAY, given=given)
        return ChildRecord.objects.order_by("-pk").first()

    return entering


def shown(viewer, record):
    return list_basis(record, opening=Opening(viewer, "child.opened", subject=record.code))


def test_d48_what_was_said_of_a_list_is_read_with_its_cases(fatima, entered):
    basis = shown(fatima, entered(AGREEMENT))
    assert (basis.came_from, basis.basis) == ("a partner organisation", "a written agreement with those who gave it")
    assert (basis.given_by, basis.known) == (AGREEMENT.given_by, True)


def test_d48_who_gave_it_is_sealed(entered):
    entered(AGREEMENT)
    assert b"Exampleland" not in bytes(ListBasis.objects.get().given_by)


def test_d48_a_later_answer_counts_and_the_earlier_one_stays(fatima, entered):
    entered(Given("partner", "unknown"))
    record = entered(AGREEMENT)  # the same list, with nothing new in it
    assert shown(fatima, record).known
    assert ListBasis.objects.count() == 2


def test_d48_an_unknown_word_is_refused_and_nothing_entered(entered):
    with pytest.raises(UnusableData, match="LIST_BASIS"):
        entered(Given("partner", "because"))
    assert not ChildRecord.objects.exists()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (AGREEMENT, "Helpers of Exampleland"),
        (Given("authority", "unknown"), "Please ask before anything of it is shared"),
        (None, "nobody was asked where it comes from"),
    ],
)
def test_d48_it_stands_on_the_page_of_a_child(client, fatima, entered, given, words):
    record = entered(given)
    client.force_login(fatima)
    assert words in client.get(f"/children/{record.code}/").text


def test_d48_and_on_the_page_of_a_request(client, aslan):
    rows = [("q1", {"name": ["Амина"]})]
    enter_list(aslan, "requests", list_name="letters", rows=rows, received_on=DAY, given=AGREEMENT)
    client.force_login(aslan)
    assert "Helpers of Exampleland" in client.get(f"/requests/{TracingRequest.objects.get().code}/").text
