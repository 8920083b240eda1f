"""Addresses of silence procedures."""

from django.urls import path

from meetings.views import silences

urlpatterns = [
    path("documents/<slug:key>/silence/", silences.new, name="silence_new"),
    path("silences/<int:pk>/", silences.silence, name="silence"),
    path("silences/<int:pk>/start/", silences.start, name="silence_start"),
    path("silences/<int:pk>/object/", silences.object_to, name="silence_object"),
    path("silences/<int:pk>/end/", silences.end, name="silence_end"),
    path("silences/<int:pk>/result/", silences.result, name="silence_result"),
]
