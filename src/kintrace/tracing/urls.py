"""Addresses of tracing. They hold codes and numbers, never a name."""

from __future__ import annotations

from django.urls import path

from kintrace.tracing import views

app_name = "tracing"
urlpatterns = [
    path("", views.today, name="today"),
    path("requests/", views.requests, name="requests"),
    path("requests/<str:code>/", views.tracing_request, name="request"),
    path("requests/<str:code>/<str:child>/", views.pair, name="pair"),
    path("requests/<str:code>/<str:child>/judge/", views.judge, name="judge"),
    path("requests/<str:code>/<str:child>/judgements/<int:judgement>/withdraw/", views.withdraw, name="withdraw"),
    path("claims/", views.claims, name="claims"),
    path("matching/", views.runs, name="runs"),
    path("matching/start/", views.start, name="start"),
    path("matching/<int:number>/", views.run, name="run"),
    path("figures/count/", views.count, name="count"),
]
