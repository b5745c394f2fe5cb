"""Addresses of sharing: the page of exports, and what is noted with one case."""

from __future__ import annotations

from django.urls import path

from kintrace.exchange import views

app_name = "exchange"
urlpatterns = [
    path("", views.exports, name="exports"),
    path("file/", views.take, name="take"),
    path("propose/", views.propose, name="propose"),
    path("recipients/", views.add_recipient, name="add_recipient"),
    path("signed/<str:code>/", views.carry_out, name="carry_out"),
    path("cases/<str:code>/answers/", views.answer, name="answer"),
    path("cases/<str:code>/answers/<slug:slug>/take-back/", views.take_back, name="take_back"),
    path("cases/<str:code>/copies/", views.ask_copy, name="ask_copy"),
    path("cases/<str:code>/copies/<int:number>/", views.make_copy, name="make_copy"),
]
