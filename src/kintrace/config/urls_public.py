"""Every address of the public door, in each language."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = i18n_patterns(path("", include("kintrace.intake.portal.urls")))
handler404 = "kintrace.intake.portal.views.not_found"
handler500 = "kintrace.web.failing.failed"
