"""Addresses of the laboratory. They hold codes and ids, never a name."""

from __future__ import annotations

from django.urls import path

from kintrace.laboratory.views import files, findings, samples, screening, twins

app_name = "laboratory"
urlpatterns = [
    path("", samples.samples, name="samples"),
    path("cases/<str:code>/", samples.case, name="case"),
    path("cases/<str:code>/samples/", samples.register, name="register"),
    path("cases/<str:code>/relatives/", samples.add_relative, name="add_relative"),
    path("cases/<str:code>/<int:number>/compare/", findings.compare, name="compare"),
    path("cases/<str:code>/<int:number>/advise/", screening.advise, name="advise"),
    path("samples/<str:code>/", samples.sample, name="sample"),
    path("samples/<str:code>/step/", samples.step, name="step"),
    path("samples/<str:code>/answers/", samples.answer, name="answer"),
    path("samples/<str:code>/withdraw/", samples.withdraw, name="withdraw"),
    path("files/", files.upload, name="upload"),
    path("files/<uuid:key>/", files.preview, name="file"),
    path("files/<uuid:key>/enter/", files.enter, name="enter"),
    path("files/<uuid:key>/cancel/", files.cancel, name="cancel"),
    path("twins/", twins.say, name="say_twins"),
    path("twins/<int:number>/confirm/", twins.confirm, name="confirm_twins"),
    path("twins/<int:number>/refuse/", twins.refuse, name="refuse_twins"),
    path("findings/", findings.findings, name="findings"),
    path("findings/<str:code>/", findings.finding, name="finding"),
    path("findings/<str:code>/release/", findings.release, name="release"),
    path("findings/<str:code>/withhold/", findings.withhold, name="withhold"),
    path("findings/<str:code>/report.<str:kind>", findings.report, name="report"),
    path("screenings/", screening.screenings, name="screenings"),
    path("screenings/start/", screening.start, name="screen"),
    path("screenings/<uuid:key>/", screening.screening, name="screening"),
]
