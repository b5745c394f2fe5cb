"""A consent can be answered for: who gave it, how, in which language, with whose help, and to which text."""

from kintrace.kernel import clock
from kintrace.registry.actions import Asked, record_consents
from kintrace.registry.models import Consent, TracingRequest


def test_d12_a_consent_says_all_that_is_needed_to_answer_for_it(aslan, world):
    request = TracingRequest.objects.get(code=world["q1"])
    asked = Asked(given_by="aunt_mat", how="thumb", language="che", text_version="2026-01", interpreted=True)
    record_consents(aslan, request, {"share_icrc_rfl": True, "share_police": False}, asked=asked)
    kept = {one.scope: one for one in Consent.objects.filter(case=request.case)}
    assert {scope: one.granted for scope, one in kept.items()} == {"share_icrc_rfl": True, "share_police": False}
    one = kept["share_icrc_rfl"]
    assert (one.given_by, one.how, one.language, one.interpreted) == ("aunt_mat", "thumb", "che", True)
    assert (one.text_version, one.given_on, one.entered_by) == ("2026-01", clock.today(), aslan)
