"""Addresses of calendars. They end in .ics: programs that subscribe look at that before they look at the type."""

from django.urls import path

from meetings.views import feeds

urlpatterns = [
    path("calendar.ics", feeds.everything, name="feed_all"),
    path("calendars/<str:token>.ics", feeds.private, name="feed_private"),
    path("delegations/<slug:key>/calendar.ics", feeds.delegation, name="feed_delegation"),
    path("groups/<slug:slug>/calendar.ics", feeds.group, name="feed_group"),
    path("groups/<slug:slug>/<slug:label>/<slug:key>.ics", feeds.row, name="feed_row"),
]
