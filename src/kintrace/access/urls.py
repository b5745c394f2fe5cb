"""Addresses of signing in, staff and offices, signatures, broken glass and the trail."""

from __future__ import annotations

from django.urls import path

from kintrace.access.views import glass, own_factor, own_password, pages, signatures, signing_in, staff

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
    path("password/", own_password.own_password, name="own_password"),
    path("language/", pages.language, name="language"),
    path("alerts/<int:number>/read/", pages.read_alert, name="read_alert"),
    path("staff/", staff.staff, name="staff"),
    path("staff/<str:public_id>/second-factor/", staff.reset_factor, name="reset_factor"),
    path("staff/<str:public_id>/close/", staff.close, name="close_account"),
    path("staff/<str:public_id>/roles/", staff.roles, name="roles"),
    path("staff/<str:public_id>/password/", own_password.reset_password, name="reset_password"),
    path("staff/<str:public_id>/seal-anew/", own_password.seal_anew, name="seal_anew"),
    path("offices/<str:code>/freeze/", staff.freeze, name="freeze"),
    path("offices/<str:code>/thaw/", staff.thaw, name="thaw"),
    path("signatures/", signatures.signatures, name="signatures"),
    path("signatures/<str:code>/", signatures.proposal, name="proposal"),
    path("signatures/<str:code>/sign/", signatures.sign, name="sign"),
    path("signatures/<str:code>/refuse/", signatures.refuse, name="refuse"),
    path("signatures/<str:code>/carry-out/", signatures.carry_out, name="carry_out"),
    path("cases/<uuid:case>/break-glass/", glass.break_glass, name="break_glass"),
    path("reviews/", glass.to_review, name="to_review"),
    path("reviews/<uuid:key>/", glass.review, name="review"),
    path("trail/", pages.trail, name="trail"),
]
