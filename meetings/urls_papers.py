"""Addresses of the papers made from a term's record; included among those of the meetings app."""

from django.urls import path

from meetings.views.papers import paper

urlpatterns = [
    path("groups/<slug:slug>/<slug:label>/papers/<slug:kind>.pdf", paper, name="paper"),
]
