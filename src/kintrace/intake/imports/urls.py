"""Addresses of lists on their way in."""

from __future__ import annotations

from django.urls import path

from kintrace.intake.imports import views

app_name = "imports"
urlpatterns = [
    path("", views.upload, name="upload"),
    path("<str:key>/", views.preview, name="preview"),
    path("<str:key>/confirm/", views.confirm, name="confirm"),
    path("<str:key>/cancel/", views.cancel, name="cancel"),
]
