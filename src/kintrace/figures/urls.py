"""Addresses of the figures."""

from __future__ import annotations

from django.urls import path

from kintrace.figures import views

app_name = "figures"
urlpatterns = [
    path("", views.ladder, name="ladder"),
    path("population/", views.propose_population, name="propose_population"),
    path("publish/", views.propose_release, name="propose_release"),
]
