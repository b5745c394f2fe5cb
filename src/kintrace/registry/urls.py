"""Addresses of the children's register. Requests stand with their candidates, under tracing."""

from __future__ import annotations

from django.urls import path

from kintrace.registry import views

app_name = "registry"
urlpatterns = [
    path("children/", views.children, name="children"),
    path("children/<str:code>/", views.child, name="child"),
]
