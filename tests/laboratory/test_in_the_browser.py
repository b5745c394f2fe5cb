"""The pages of the laboratory on a telephone and by ear, in each direction."""

import pytest

from kintrace.laboratory import actions
from tests.browser.conftest import live_server, visitor_of  # noqa: F401  # fixtures
from tests.browser.test_every_page import STUMBLES, TOO_WIDE
from tests.laboratory.conftest import TABLE


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_page_of_the_laboratory_fits_a_telephone(visitor_of, dina, oksana, whole_family, take, language):  # noqa: F811  # a fixture
    pair = whole_family()
    finding = actions.propose(dina, pair, database=TABLE)
    sample = finding.samples.order_by("code").first()
    screening = actions.ask_for_screening(dina)
    actions.carry_out(screening.pk)
    actions.advise(dina, pair.request, 1)
    of_case = [f"/laboratory/cases/{code}/" for code in (pair.request.code, pair.child.code)]
    one = (f"/laboratory/samples/{sample.code}/", f"/laboratory/findings/{finding.code}/")
    lists = ("/laboratory/", "/laboratory/findings/", "/laboratory/screenings/")
    visitor = visitor_of(width=360)
    visitor.sign_in("oksana", language=language)
    for where in (*lists, *of_case, *one, f"/laboratory/screenings/{screening.pk}/"):
        assert visitor.page.goto(f"{visitor.home}{where}").status == 200
        assert (where, visitor.page.evaluate(STUMBLES), visitor.page.evaluate(TOO_WIDE)) == (where, [], [])


def test_the_second_reader_releases_what_somebody_else_found(visitor_of, dina, oksana, whole_family):  # noqa: F811  # a fixture
    finding = actions.propose(dina, whole_family(), database=TABLE)
    visitor = visitor_of()
    visitor.sign_in("oksana")
    visitor.go(f"/laboratory/findings/{finding.code}/")
    visitor.page.click("text=Release it")
    visitor.page.wait_for_selector("text=It was released")
    finding.refresh_from_db()
    assert finding.state == "released"
