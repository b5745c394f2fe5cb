"""A finding is read by somebody else before anybody outside learns of it, and surprises are for the counsellor."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from kintrace.access.models import Event
from kintrace.laboratory import actions, queries
from kintrace.laboratory.actions import findings as comparing
from kintrace.laboratory.actions import samples as destroying
from kintrace.laboratory.errors import ChangedMeanwhile, Decided, NothingToCompare, ReadByAnother
from kintrace.laboratory.models import Finding, Sample
from kintrace.laboratory.queries import findings
from kintrace.registry.actions import take_back_relation
from kintrace.registry.models import Relation
from kintrace.tracing.dna import take_back_dna, told
from kintrace.tracing.models import DnaResult
from kintrace.vault.models import ProfileKey
from tests.laboratory.conftest import TABLE

THIS = {"dna_compare_this_child"}


@pytest.fixture
def proposed(dina, whole_family):
    def proposing(is_child="sought", **more):
        return actions.propose(dina, whole_family(is_child, **more), database=TABLE)

    return proposing


def ratios(viewer, finding):
    return {str(label): ratio for label, ratio in findings.shown(viewer, finding.code).ratios}


def test_the_child_who_is_sought_is_told_from_strangers_and_siblings(dina, proposed):
    found = ratios(dina, proposed())
    assert found["sought child"] > 6
    assert found["sought child"] > found["half sibling (same father)"] + 2


def test_another_wifes_child_is_a_brother_and_not_the_child_sought(dina, proposed):
    found = ratios(dina, proposed("half brother", who=("mother", "father")))
    assert found["half sibling (same father)"] > 6
    assert found["sought child"] < 0


def test_14_whoever_did_not_agree_is_not_compared(dina, proposed):
    with pytest.raises(NothingToCompare, match="has not agreed"):
        proposed(yes=())
    with pytest.raises(NothingToCompare):
        actions.propose(dina, findings.Pair(*_unsampled(dina)), database=TABLE)


def _unsampled(viewer):
    from kintrace.registry.models import ChildRecord, TracingRequest  # noqa: PLC0415  # Django is there by now

    return TracingRequest.objects.get(), 1, ChildRecord.objects.get()


def test_nobody_reads_their_own_finding(dina, proposed):
    finding = proposed()
    for decide in (actions.release, actions.withhold):
        with pytest.raises(ReadByAnother):
            decide(dina, finding.code)
    assert not DnaResult.objects.exists()


def test_what_two_have_read_is_one_weight_for_the_officers(aslan, oksana, proposed):
    finding = proposed()
    actions.release(oksana, finding.code)
    ((pair, said),) = told(aslan).items()
    assert pair == (findings.pair_of(finding).request.code, findings.pair_of(finding).child.code)
    assert said.this > 6
    assert "relative" not in str(said.because)
    assert DnaResult.objects.get().report == finding.code


def test_reading_twice_changes_nothing(oksana, proposed):
    finding = proposed()
    actions.release(oksana, finding.code)
    with pytest.raises(Decided):
        actions.withhold(oksana, finding.code)
    assert DnaResult.objects.count() == 1


def test_what_is_withheld_leaves_no_row_outside_the_laboratory(aslan, oksana, proposed):
    actions.withhold(oksana, proposed().code)
    assert not DnaResult.objects.exists()
    assert told(aslan) == {}


def test_a_later_finding_takes_the_place_of_an_earlier_one(dina, oksana, proposed):
    first = proposed()
    actions.release(oksana, first.code)
    second = actions.propose(dina, findings.pair_of(first), database="norSTR_europeDB")
    actions.release(oksana, second.code)
    assert DnaResult.objects.get().report == second.code
    assert Finding.objects.get(pk=first.pk).state == Finding.State.REPLACED


def test_11_a_result_goes_with_the_sample_it_rests_on(dina, oksana, proposed):
    finding = proposed()
    actions.release(oksana, finding.code)
    actions.withdraw(dina, finding.samples.first())
    assert not DnaResult.objects.exists()
    with pytest.raises(Http404):
        findings.shown(dina, finding.code)
    assert Event.objects.filter(verb="dna.taken-back", subject=finding.code).exists()


def test_a_family_that_is_related_otherwise_is_compared_anew(aslan, dina, oksana, family, proposed):
    finding = proposed()
    actions.release(oksana, finding.code)
    edge = Relation.objects.get(kind="grandmother_pat")
    take_back_relation(aslan, family, edge.pk, instead="grandmother_mat")
    finding.refresh_from_db()
    assert (finding.state, DnaResult.objects.exists()) == (Finding.State.REPLACED, False)
    assert {one.kind for one in queries.relatives(family) if one.sample} == {"mother", "grandmother_mat"}
    assert Event.objects.filter(verb="finding.set-aside", by=aslan).exists()


def otherwise(by, family):
    take_back_relation(by, family, Relation.objects.get(kind="grandmother_pat").pk, instead="grandmother_mat")


@pytest.fixture
def released_in_between(oksana):
    """Take a result back as ever, after somebody tried to release it just then; `tried` tells which."""

    def taken_back(by, code):
        with pytest.raises(Decided):
            actions.release(oksana, code)
        taken_back.tried.append(code)
        take_back_dna(by, code)

    taken_back.tried = []
    return taken_back


def test_nobody_releases_a_finding_while_it_is_set_aside(aslan, family, proposed, monkeypatch, released_in_between):
    finding = proposed()
    monkeypatch.setattr(comparing, "take_back_dna", released_in_between)
    otherwise(aslan, family)
    assert (released_in_between.tried, DnaResult.objects.exists()) == ([finding.code], False)


def test_nobody_releases_a_finding_while_its_sample_is_destroyed(dina, proposed, monkeypatch, released_in_between):
    finding = proposed()
    monkeypatch.setattr(destroying, "take_back_dna", released_in_between)
    actions.withdraw(dina, finding.samples.first())
    assert (released_in_between.tried, DnaResult.objects.exists()) == ([finding.code], False)


def test_a_finding_saved_before_the_change_could_be_seen_is_set_aside_with_it(
    aslan, dina, family, whole_family, django_capture_on_commit_callbacks
):
    pair = whole_family()
    with django_capture_on_commit_callbacks() as afterwards:
        otherwise(aslan, family)
        finding = actions.propose(dina, pair, database=TABLE)
    for callback in afterwards:
        callback()
    finding.refresh_from_db()
    assert finding.state == Finding.State.REPLACED


@pytest.mark.parametrize("change", ["relation", "sample"])
def test_what_was_weighed_before_a_change_is_not_saved_after_it(aslan, dina, whole_family, monkeypatch, change):
    pair = whole_family()
    weigh, keys = comparing.weigh_family, ProfileKey.objects.count()

    def changed_in_between(*args, **more):
        if change == "relation":
            otherwise(aslan, pair.request)
        else:
            actions.withdraw(dina, Sample.objects.filter(case=pair.request.case).first())
        return weigh(*args, **more)

    monkeypatch.setattr(comparing, "weigh_family", changed_in_between)
    with pytest.raises(ChangedMeanwhile, match="once more"):
        actions.propose(dina, pair, database=TABLE)
    assert not Finding.objects.exists()
    assert ProfileKey.objects.count() == keys - (change == "sample")


def test_32_kinship_that_nobody_asked_about_is_for_the_counsellor_alone(dina, oksana, malika, proposed):
    finding = proposed("of another man", who=("mother", "father"))
    assert finding.for_counsellor
    with pytest.raises(Http404):
        findings.shown(oksana, finding.code)
    with pytest.raises(Http404):
        actions.release(oksana, finding.code)
    assert findings.shown(dina, finding.code).unexpected == ()
    (said,) = findings.shown(malika, finding.code).unexpected
    assert "not through the father" in str(said)
    actions.withhold(malika, finding.code)
    assert not DnaResult.objects.exists()


def test_32_a_father_who_is_none_is_noticed_among_relatives(malika, dina, family, child, take, typed):
    samples = {take(family, "father"): "stranger", take(family, "grandmother_pat"): "grandmother_pat"}
    typed(samples | {take(child): "sought"})
    finding = actions.propose(dina, findings.Pair(family, 1, child), database=TABLE)
    assert any("is not the parent" in str(one) for one in findings.shown(malika, finding.code).unexpected)


def test_a_counsellor_reads_what_is_no_surprise_in_a_small_office_only(malika, settings, proposed):
    finding = proposed()
    with pytest.raises(Http404):
        findings.shown(malika, finding.code)
    settings.POLICY = "small"
    actions.release(malika, finding.code)
    assert DnaResult.objects.exists()


@pytest.mark.parametrize("who", ["aslan", "zarema", "fatima", "leyla", "ruslan"])
def test_no_officer_opens_a_finding(request, who, proposed):
    finding, other = proposed(), request.getfixturevalue(who)
    with pytest.raises(Http404):
        findings.shown(other, finding.code)
    with pytest.raises(PermissionDenied):
        actions.release(other, finding.code)


def test_19_every_opening_is_on_the_trail_with_its_purpose(dina, proposed):
    finding = proposed()
    findings.shown(dina, finding.code)
    pair = findings.pair_of(finding)
    opened = Event.objects.filter(verb="profile.opened", subject=pair.subject)
    assert opened.values_list("purpose", flat=True).get() == "matching"
    assert Event.objects.filter(verb="finding.opened", subject=finding.code, purpose="verification").exists()


def test_queries_of_samples_name_nobody(dina, family, whole_family):
    whole_family()
    rows = queries.sample_rows(dina, queries.samples(dina))
    assert {row.case_code for row in rows} >= {family.code}
    assert {row.kind for row in rows} == {"mother", "grandmother_pat", "self"}
