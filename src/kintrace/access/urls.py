"""Addresses of signing in and out, one's second factor, the language, and the trail."""

from __future__ import annotations

from django.urls import path

from kintrace.access.views import own_factor, pages, signing_in

app_name = "access"
urlpatterns = [
    path("sign-in/", signing_in.sign_in, name="sign_in"),
    path("sign-in/second/", signing_in.second, name="second"),
    path("sign-in/passkey/", signing_in.second_by_passkey, name="second_by_passkey"),
    path("sign-in/enrol/", signing_in.enrol, name="enrol"),
    path("sign-out/", signing_in.sign_out, name="sign_out"),
    path("confirm/", signing_in.confirm, name="confirm"),
    path("second-factor/", own_factor.own, name="own_factor"),
    path("second-factor/recovery-codes/", own_factor.recovery_codes, name="recovery_codes"),
    path("second-factor/app/", own_factor.another_app, name="another_app"),
    path("second-factor/passkeys/", own_factor.add_passkey, name="add_passkey"),
    path("second-factor/passkeys/<int:number>/remove/", own_factor.remove_passkey, name="remove_passkey"),
    path("language/", pages.language, name="language"),
    path("alerts/<int:number>/read/", pages.read_alert, name="read_alert"),
    path("trail/", pages.trail, name="trail"),
]
