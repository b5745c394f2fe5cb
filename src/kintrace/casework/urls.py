"""Addresses of the work on one case. They hold codes, never a name."""

from __future__ import annotations

from django.urls import path

from kintrace.casework.views import calls, cases, keys

app_name = "casework"
urlpatterns = [
    path("cases/", cases.mine, name="cases"),
    path("cases/<str:code>/", cases.case, name="case"),
    path("cases/<str:code>/take-up/", cases.take_up, name="take_up"),
    path("cases/<str:code>/people/", cases.add, name="add_member"),
    path("cases/<str:code>/people/<str:public_id>/remove/", cases.remove, name="remove_member"),
    path("cases/<str:code>/seal/", cases.seal, name="seal"),
    path("cases/<str:code>/sealed/<uuid:key>/", cases.open_sealed, name="open_sealed"),
    path("cases/<str:code>/card/", cases.keep_card, name="keep_card"),
    path("cases/<str:code>/call/", cases.call_due, name="call_due"),
    path("cases/<str:code>/disclose/", cases.disclose, name="disclose"),
    path("cases/<str:code>/shares/", keys.open_with_shares, name="open_with_shares"),
    path("on-call/", calls.on_call, name="on_call"),
    path("on-call/desk/", calls.open_desk, name="open_desk"),
    path("on-call/people/", calls.put_on_call, name="put_on_call"),
    path("on-call/people/<str:public_id>/remove/", calls.take_off_call, name="take_off_call"),
    path("on-call/cards/<uuid:key>/", calls.release, name="release"),
    path("on-call/disclosures/<uuid:key>/", calls.pass_on, name="pass_on"),
    path("disclosures/<uuid:key>/", calls.read, name="read_disclosed"),
    path("recovery-keys/", keys.recovery_keys, name="recovery_keys"),
    path("recovery-keys/<str:office>/", keys.make_key, name="make_recovery_key"),
    path("recovery-keys/<str:office>/propose/", keys.propose, name="propose_recovery"),
]
