"""The pages of the laboratory, from a sample to one sentence on the review page; and what nobody outside can tell."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kintrace.kernel import clock
from kintrace.laboratory import actions
from kintrace.laboratory.forms import StepForm
from kintrace.laboratory.models import NEXT, Finding, Sample, Screening
from kintrace.registry.actions import add_relative
from kintrace.tracing.models import Answer, Candidate, DnaResult, Run
from kintrace.worlds.profiles import as_table
from tests.laboratory.conftest import MARKERS, TABLE


def test_no_step_of_a_sample_is_chosen_beforehand():
    for state in NEXT:
        assert StepForm(state).fields["step"].choices[0] == ("", "—")
    said = {"step": "", "on": clock.today().isoformat()}
    assert not StepForm("taken", said).is_valid()


@pytest.fixture
def as_(db):
    def coming(user):
        browser = Client()
        browser.force_login(user)
        return browser

    return coming


def test_a_code_is_taken_as_people_say_it_and_what_is_none_leads_nowhere(as_, dina, family):
    said = family.code.replace("-", " ").lower()
    assert as_(dina).get("/laboratory/", {"case": said}).url == f"/laboratory/cases/{family.code}/"
    for wrong in ("../..", family.code[:-1], "\n"):
        page = as_(dina).get("/laboratory/", {"case": wrong})
        assert (page.status_code, "errorlist" in page.text) == (200, True)


@pytest.fixture
def reviewed(aslan):
    """Let the newest matching propose a pair, and return the address of its review."""

    def proposing(request, child):
        at = clock.now()
        run = Run.objects.create(state=Run.State.FINISHED, started_by=aslan, started_at=at, finished_at=at)
        guess = {"run": run, "request": request}
        Answer.objects.create(**guess, best_child=child, absent=0.1, leads=Answer.Leads.THIS_CHILD)
        Candidate.objects.create(**guess, child=child, rank=1, weight=1.0, probability=0.4, sibling_probability=0.4)
        return f"/requests/{request.code}/{child.code}/"

    return proposing


def plain(answer):
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.text)


def test_a_sample_is_written_down_and_its_code_is_told(as_, dina, family):
    at_dinas = as_(dina)
    page = at_dinas.get(f"/laboratory/cases/{family.code}/")
    assert page.status_code == 200
    assert "<svg" in page.text
    said = {"person": "relative-1", "taken_on": "2017-09-01", "given_by": "donor", "how": "written"}
    said |= {"given_on": "2017-09-01", "all_children": "on"}
    answer = at_dinas.post(f"/laboratory/cases/{family.code}/samples/", said, follow=True)
    sample = Sample.objects.get()
    assert f"Write this code on the tube, and nothing else: {sample.code}" in answer.text
    assert "It may be compared with all." in answer.text


def test_an_answer_of_somebody_else_is_refused_in_words(as_, dina, family):
    said = {"person": "relative-1", "taken_on": "2017-09-01", "given_by": "guardian", "how": "written"}
    answer = as_(dina).post(f"/laboratory/cases/{family.code}/samples/", said | {"given_on": "2017-09-01"}, follow=True)
    assert "Nobody agrees for another" in answer.text
    assert not Sample.objects.exists()


def test_a_day_that_has_not_come_is_refused(as_, dina, family):
    later = f"{clock.today() + timedelta(days=2)}"
    said = {"person": "relative-1", "taken_on": later, "given_by": "donor", "how": "written", "given_on": later}
    assert as_(dina).post(f"/laboratory/cases/{family.code}/samples/", said).status_code == 422


def test_a_sample_is_moved_on_answered_anew_and_taken_back_by_its_page(as_, dina, family, take):
    sample, at_dinas = take(family, "mother"), as_(dina)
    place = f"/laboratory/samples/{sample.code}/"
    at_dinas.post(f"{place}step/", {"step": "sent", "on": "2017-09-02"})
    at_dinas.post(f"{place}answers/", {"given_by": "donor", "how": "spoken", "given_on": "2017-09-03"})
    assert "It may be compared with nobody." in at_dinas.get(place).text
    at_dinas.post(f"{place}withdraw/")
    assert "destroyed" in at_dinas.get(place).text


def test_a_file_is_looked_at_and_entered(as_, dina, family, take, drawn):
    sample, at_dinas = take(family, "mother"), as_(dina)
    actions.move_on(dina, sample, "received", on=clock.today())
    table = as_table({sample.code: drawn["mother"], "REF-1": drawn["father"]}, markers=MARKERS)
    file = SimpleUploadedFile("run.csv", table.encode())
    page = at_dinas.post("/laboratory/files/", {"file": file}, follow=True)
    assert "No sample of ours bears this code" in page.text
    key = page.redirect_chain[-1][0]
    answer = at_dinas.post(f"{key}enter/", {"kit": "GlobalFiler", "laboratory": ""}, follow=True)
    assert "Profiles entered: 1." in answer.text


def test_from_the_comparison_to_the_officers_one_sentence(as_, dina, oksana, aslan, whole_family, reviewed):
    pair = whole_family()
    place = reviewed(pair.request, pair.child)
    said = {"child": pair.child.code, "database": TABLE}
    shown = as_(dina).post(f"/laboratory/cases/{pair.request.code}/1/compare/", said, follow=True)
    assert "It waits for a second reader." in shown.text
    assert "Release it" not in shown.text
    finding = Finding.objects.get()
    at_oksanas = as_(oksana)
    assert "You are the second reader" in at_oksanas.get(f"/laboratory/findings/{finding.code}/").text
    at_oksanas.post(f"/laboratory/findings/{finding.code}/release/")
    review = as_(aslan).get(place)
    assert finding.code in review.text
    assert "DNA compared with the family; markers:" in review.text


def test_d6_a_result_that_is_withheld_looks_like_none_byte_for_byte(
    as_, dina, oksana, aslan, zarema, whole_family, reviewed
):
    pair = whole_family()
    place = reviewed(pair.request, pair.child)
    browsers = [as_(aslan), as_(zarema)]
    pages = (place, f"/requests/{pair.request.code}/", f"/children/{pair.child.code}/", "/requests/", "/")

    def seen():
        return [plain(browser.get(page)) for browser in browsers for page in pages]

    before = seen()
    finding = actions.propose(dina, pair, database=TABLE)
    waiting = seen()
    actions.withhold(oksana, finding.code)
    assert before == waiting == seen()
    assert not DnaResult.objects.exists()


def test_32_no_page_but_the_counsellors_shows_unexpected_kinship(as_, dina, malika, aslan, whole_family, reviewed):
    pair = whole_family("of another man", who=("mother", "father"))
    place = reviewed(pair.request, pair.child)
    finding = actions.propose(dina, pair, database=TABLE)
    told = "not through the father"
    assert told in as_(malika).get(f"/laboratory/findings/{finding.code}/").text
    for browser, page in ((as_(dina), f"/laboratory/findings/{finding.code}/"), (as_(aslan), place)):
        assert told not in browser.get(page).text
    actions.release(malika, finding.code)
    assert told not in as_(aslan).get(place).text


def test_31_no_page_shows_a_profile(as_, dina, aslan, whole_family, reviewed, drawn):
    pair = whole_family()
    place = reviewed(pair.request, pair.child)
    sample, at_dinas = Sample.objects.first(), as_(dina)
    pages = ("/laboratory/", f"/laboratory/samples/{sample.code}/", f"/laboratory/cases/{pair.request.code}/")
    said = [plain(at_dinas.get(page)) for page in pages] + [plain(as_(aslan).get(place))]
    long = [marker for marker in MARKERS if len(marker) > 3]  # a code or a token may hold three letters by chance
    assert len(long) > 20
    assert not any(marker in text for text in said for marker in long)


@pytest.mark.parametrize(("kind", "begins"), [("html", b"<!doctype html>"), ("pdf", b"%PDF")])
def test_the_analyst_takes_a_report_along_that_names_nobody(as_, dina, oksana, whole_family, kind, begins):
    finding = actions.propose(dina, whole_family(), database=TABLE)
    place = f"/laboratory/findings/{finding.code}/report.{kind}"
    assert as_(dina).get(place).status_code == 302
    actions.release(oksana, finding.code)
    answer = as_(dina).get(place)
    assert answer.status_code == 200
    assert answer.content.lower().startswith(begins.lower())
    assert "attachment" in answer["Content-Disposition"]
    assert "Умар".encode() not in answer.content


def test_a_screening_shows_its_leads_by_code(as_, dina, family, child, whole_family):
    whole_family()
    at_dinas = as_(dina)
    at_dinas.post("/laboratory/screenings/start/")
    screening = Screening.objects.get()
    actions.carry_out(screening.pk)
    page = at_dinas.get(f"/laboratory/screenings/{screening.pk}/").text
    assert f'href="/laboratory/cases/{family.code}/"' in page
    assert child.code in page


def test_whom_to_ask_next_is_shown_to_the_analyst_and_the_supervisor(as_, dina, zarema, aslan, whole_family, reviewed):
    pair = whole_family()
    place = reviewed(pair.request, pair.child)
    actions.advise(dina, pair.request, 1)
    told = "Whom to ask for a sample next"
    assert told in as_(dina).get(f"/laboratory/cases/{pair.request.code}/").text
    assert told in as_(zarema).get(place).text
    assert told not in as_(aslan).get(place).text


def test_an_officer_adds_a_relative_on_the_review_page(as_, aslan, family, child, reviewed):
    place, at_aslans = reviewed(family, child), as_(aslan)
    said = {"kind": "uncle_pat", "number": "1", "back": child.code}
    answer = at_aslans.post(f"/laboratory/cases/{family.code}/relatives/", said, follow=True)
    assert answer.redirect_chain[-1][0] == place
    assert "uncle, father" in answer.text


def test_what_is_not_there_and_what_is_not_theirs_look_alike(as_, oksana, malika, dina, whole_family):
    finding = actions.propose(dina, whole_family("of another man", who=("mother", "father")), database=TABLE)
    at_oksanas = as_(oksana)
    there, nowhere = (at_oksanas.get(f"/laboratory/findings/{code}/") for code in (finding.code, "D-22222-2"))
    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert plain(there) == plain(nowhere).replace("D-22222-2", finding.code)


def test_the_first_page_leads_a_second_reader_to_what_waits(dina, oksana, malika, aslan, whole_family, as_):
    actions.propose(dina, whole_family(), database=TABLE)
    waits = re.compile(r"<b>[^<]*<span[^>]*>(\d+)</span></b><a href=\"/laboratory/findings/\">")
    counted = {one.username: waits.findall(as_(one).get("/").text) for one in (dina, oksana, malika, aslan)}
    assert counted == {"dina": ["0"], "oksana": ["1"], "malika": ["0"], "aslan": []}


def test_the_page_of_a_finding_tells_its_state_as_a_sentence(dina, oksana, whole_family, as_):
    finding = actions.propose(dina, whole_family(), database=TABLE)
    assert "Waits for a second reader." in as_(oksana).get(f"/laboratory/findings/{finding.code}/").text


def test_a_wife_without_children_is_drawn(aslan, dina, family, as_):
    before = as_(dina).get(f"/laboratory/cases/{family.code}/").text
    add_relative(aslan, family, "co_wife_of_mother")
    after = as_(dina).get(f"/laboratory/cases/{family.code}/").text
    assert (before.count("<circle"), after.count("<circle")) == (before.count("<circle"), before.count("<circle") + 1)
