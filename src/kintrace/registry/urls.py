"""Addresses of the record: the children's register, new cases, and one case. Candidates stand under tracing."""

from __future__ import annotations

from django.urls import path

from kintrace.registry import views

app_name = "registry"
urlpatterns = [
    path("children/", views.children, name="children"),
    path("children/<str:code>/", views.child, name="child"),
    path("new/contact/", views.new_contact, name="new_contact"),
    path("new/request/", views.new_request, name="new_request"),
    path("new/child/", views.new_child, name="new_child"),
    path("due-for-erasure/", views.due_for_erasure, name="due_for_erasure"),
    path("record/<str:code>/", views.work, name="work"),
    path("record/<str:code>/say/", views.say, name="say"),
    path("record/<str:code>/sightings/", views.sight, name="sight"),
    path("record/<str:code>/relatives/", views.relate, name="relate"),
    path("record/<str:code>/sightings/take-back/", views.unsight, name="unsight"),
    path("record/<str:code>/relatives/take-back/", views.unrelate, name="unrelate"),
    path("record/<str:code>/retract/", views.retract, name="retract"),
    path("record/<str:code>/move/", views.move, name="move"),
    path("record/<str:code>/facts/", views.fact, name="fact"),
    path("record/<str:code>/facts/<int:fact>/review/", views.review_fact, name="review_fact"),
    path("record/<str:code>/consents/", views.consents, name="consents"),
    path("record/<str:code>/consents/<str:scope>/withdraw/", views.withdraw_consent, name="withdraw_consent"),
    path("record/<str:code>/duplicates/", views.duplicate, name="duplicate"),
    path("record/<str:code>/duplicates/<int:judgement>/withdraw/", views.withdraw_duplicate, name="withdraw_duplicate"),
    path("record/<str:code>/erase/", views.erase, name="erase"),
]
