"""Addresses of signing in and out, the language, and the trail."""

from __future__ import annotations

from django.urls import path

from kintrace.access import views

app_name = "access"
urlpatterns = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("language/", views.language, name="language"),
    path("trail/", views.trail, name="trail"),
]
