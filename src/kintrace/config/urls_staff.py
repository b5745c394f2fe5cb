"""Every address of the staff site."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("kintrace.tracing.urls")),
    path("", include("kintrace.access.urls")),
    path("", include("kintrace.registry.urls")),
    path("", include("kintrace.casework.urls")),
    path("sharing/", include("kintrace.exchange.urls")),
    path("figures/", include("kintrace.figures.urls")),
    path("laboratory/", include("kintrace.laboratory.urls")),
    path("letters/", include("kintrace.intake.letters.urls")),
    path("lists/", include("kintrace.intake.imports.urls")),
]
handler400 = "kintrace.access.views.bad_request"
handler403 = "kintrace.access.views.refused"
handler404 = "kintrace.access.views.not_found"
handler500 = "kintrace.web.failing.failed"
