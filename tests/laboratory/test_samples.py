"""A sample belongs to whoever gave it: they agree, nobody for them, and when they take it back it is gone."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django_tasks_db.models import DBTaskResult

from kintrace.access import repeating
from kintrace.access.models import Event, codes
from kintrace.kernel import clock
from kintrace.laboratory import actions, queries, tasks
from kintrace.laboratory.errors import HeldAlready, NotNext, NotTheirs
from kintrace.laboratory.models import Sample, Step
from kintrace.laboratory.queries.agreed import for_all_children, for_this_child
from kintrace.vault.models import ProfileKey
from tests.laboratory.conftest import DAY, agreed

IN_THE_DATABASE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}


def relative(record, kind):
    return next(one for one in queries.relatives(record) if one.kind == kind)


def test_a_sample_is_known_by_codes_alone(family, take):
    sample = take(family, "mother")
    kept = Sample.objects.values().get(pk=sample.pk)
    assert (kept["case"], kept["part"], kept["number"]) == (family.case, "relative", 1)
    assert "Умар" not in str(kept)


def test_a_code_that_is_taken_is_drawn_again(family, take, monkeypatch):
    first = take(family, "mother")
    drawn = iter([first.code, "S-2222A-X"])
    monkeypatch.setattr(codes, "new_code", lambda *_: next(drawn))
    assert take(family, "grandmother_pat").code == "S-2222A-X"


def test_14_one_relative_does_not_agree_for_another(dina, family):
    for by in ("guardian", "authority"):
        with pytest.raises(NotTheirs, match="Nobody agrees for another"):
            actions.register_sample(
                dina, family, relative(family, "mother"), taken_on=DAY, minor=False, agreed=agreed(by=by)
            )


def test_13_a_child_needs_somebody_who_may_agree_for_it(dina, child):
    with pytest.raises(NotTheirs, match="guardian"):
        actions.register_sample(
            dina, child, relative(child, "self"), taken_on=DAY, minor=False, agreed=agreed(by="donor")
        )


def test_14_what_the_mother_agreed_to_says_nothing_of_the_grandmother(family, take):
    mother, grandmother = take(family, "mother"), take(family, "grandmother_pat", yes=())
    assert for_this_child([mother, grandmother]) == {mother.pk}


def test_agreeing_to_one_child_is_not_agreeing_to_all(family, take):
    sample = take(family, "mother", yes={"dna_compare_this_child"})
    assert (for_this_child([sample]), for_all_children([sample])) == ({sample.pk}, frozenset())


def test_the_last_answer_counts(dina, family, take):
    sample = take(family, "mother", yes=())
    actions.answer_anew(dina, sample, agreed())
    assert for_all_children([sample]) == {sample.pk}


def test_what_was_agreed_until_a_day_is_over_the_day_after(family, take):
    sample = take(family, "mother", keep_until=clock.today() - timedelta(days=1))
    assert for_this_child([sample]) == frozenset()


def test_44_what_was_kept_as_long_as_agreed_is_destroyed(dina, family, take):
    take(family, "mother", keep_until=clock.today() - timedelta(days=1))
    kept = take(family, "grandmother_pat", keep_until=clock.today())
    assert actions.destroy_overdue(dina) == 1
    assert list(Sample.objects.exclude(state=Step.DESTROYED)) == [kept]


def test_44_it_is_destroyed_by_itself_and_looked_for_again_within_the_hour(family, take, settings):
    take(family, "mother", keep_until=clock.today() - timedelta(days=1))
    settings.TASKS = IN_THE_DATABASE
    tasks.destroy_overdue_samples.call()
    assert not Sample.objects.exclude(state=Step.DESTROYED).exists()
    waiting = DBTaskResult.objects.get(task_path=tasks.destroy_overdue_samples.module_path)
    assert timedelta() < waiting.run_after - clock.now() <= timedelta(hours=1)


def test_44_it_comes_back_although_it_failed_and_is_begun_once(db, settings, monkeypatch):
    settings.TASKS = IN_THE_DATABASE
    monkeypatch.setattr(actions, "destroy_overdue", lambda _by: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        tasks.destroy_overdue_samples.call()
    repeating.begin(tasks.destroy_overdue_samples)
    assert DBTaskResult.objects.filter(task_path=tasks.destroy_overdue_samples.module_path).count() == 1


def test_a_sample_takes_its_steps_in_order_and_each_is_kept(dina, family, take):
    sample = take(family, "mother")
    actions.move_on(dina, sample, "sent", on=DAY)
    actions.move_on(dina, sample, "received", on=DAY)
    for step in ("taken", "sent", "profiled"):
        with pytest.raises(NotNext):
            actions.move_on(dina, sample, step, on=DAY)
    assert [(step.step, who) for step, who in queries.custody(dina, sample)] == [
        ("taken", "Dina"),
        ("sent", "Dina"),
        ("received", "Dina"),
    ]


def test_11_taking_it_back_destroys_the_sample_and_its_key(dina, family, take):
    sample = take(family, "mother")
    actions.withdraw(dina, sample)
    sample.refresh_from_db()
    assert (sample.state, bytes(sample.profile)) == (Step.DESTROYED, b"")
    assert not ProfileKey.objects.filter(row=sample.pk).exists()
    assert for_this_child([sample]) == frozenset()


def test_one_person_has_one_living_sample(dina, family, take):
    first = take(family, "mother")
    with pytest.raises(HeldAlready):
        take(family, "mother")
    actions.withdraw(dina, first)
    assert take(family, "mother").is_living


def test_a_case_that_is_erased_takes_its_samples_along(family, take):
    take(family, "mother")
    actions.destroy_of_case(case=family.case, side="requests", pk=family.pk)
    assert set(Sample.objects.values_list("state", flat=True)) == {Step.DESTROYED}
    assert not ProfileKey.objects.exists()


def test_every_step_is_on_the_trail_by_code(dina, family, take):
    sample = take(family, "mother")
    actions.move_on(dina, sample, "sent", on=DAY)
    actions.withdraw(dina, sample)
    verbs = Event.objects.filter(subject__contains=sample.code).order_by("seq").values_list("verb", flat=True)
    assert list(verbs) == ["sample.registered", "sample.sent", "sample.consent-withdrawn", "sample.destroyed"]


@pytest.mark.parametrize("who", ["aslan", "zarema", "fatima", "leyla", "ruslan", "malika"])
def test_nobody_but_an_analyst_works_with_samples(request, who, family, take):
    sample = take(family, "mother")
    other = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        queries.samples(other)
    with pytest.raises(PermissionDenied):
        actions.withdraw(other, sample)
    for ask in (lambda: queries.sample_named(other, sample.code), lambda: queries.case_named(other, family.code)):
        with pytest.raises(Http404):
            ask()
