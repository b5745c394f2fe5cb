"""Addresses of the public door; none says what it is for."""

from __future__ import annotations

from django.urls import path

from kintrace.intake.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.front, name="front"),
    path("received/", views.received, name="received"),
    path("leave/", views.leave, name="leave"),
    path("figures/", views.figures, name="figures"),
    path("open/<str:name>", views.open_data, name="open_data"),
]
