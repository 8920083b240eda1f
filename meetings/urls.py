"""Addresses of schedules and meetings."""

from django.urls import path

from meetings.urls_editor import urlpatterns as editor
from meetings.urls_feeds import urlpatterns as feeds
from meetings.urls_notices import urlpatterns as notices
from meetings.urls_papers import urlpatterns as papers
from meetings.urls_silences import urlpatterns as silences
from meetings.views.imports import import_schedule
from meetings.views.meeting import meeting
from meetings.views.rooms import room, rooms
from meetings.views.schedule import schedule
from meetings.views.services import services
from meetings.views.versions import version

app_name = "meetings"

urlpatterns = [
    path("groups/<slug:slug>/<slug:label>/schedule/", schedule, name="schedule"),
    path("groups/<slug:slug>/<slug:label>/schedule/import/", import_schedule, name="import"),
    path("groups/<slug:slug>/<slug:label>/schedule/versions/<slug:number>/", version, name="version"),
    path("meetings/<int:pk>/", meeting, name="meeting"),
    path("meetings/<int:pk>/services/", services, name="services"),
    path("rooms/", rooms, name="rooms"),
    path("rooms/<slug:organization>/<slug:key>/", room, name="room"),
    *editor,
    *notices,
    *feeds,
    *papers,
    *silences,
]
