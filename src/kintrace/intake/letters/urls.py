"""Addresses of the desk that reads letters."""

from __future__ import annotations

from django.urls import path

from kintrace.intake.letters import views

app_name = "letters"
urlpatterns = [
    path("", views.letters, name="letters"),
    path("desk/", views.desk, name="desk"),
    path("desk/key/", views.open_desk, name="open_desk"),
    path("desk/anew/", views.open_anew, name="open_anew"),
    path("desk/readers/", views.admit, name="admit"),
    path("desk/notice/", views.put_up, name="put_up"),
    path("<str:code>/", views.letter, name="letter"),
    path("<str:code>/case/", views.enter, name="enter"),
]
