"""Every address of the portal."""

from django.urls import include, path

from portal import health, metrics
from portal.api import api
from portal.views import (
    about,
    calendar,
    calendars,
    change_feeds,
    changes,
    delegations,
    documents,
    follows,
    groups,
    home,
    instruments,
    invitations,
    keys,
    mandates,
    members,
    offline,
    plans,
    preferences,
    search,
    terms,
)

handler400 = "portal.errors.bad_request"
handler403 = "portal.errors.permission_denied"
handler404 = "portal.errors.page_not_found"
handler429 = "portal.errors.rate_limited"
handler500 = "portal.errors.server_error"

# Pages of groups and documents show what meetings know of them, so their views stand above all three apps.
of_groups = [
    path("groups/", groups.groups, name="list"),
    path("groups/<slug:slug>/", groups.body, name="body"),
    path("groups/<slug:slug>/changes/", changes.body_changes, name="changes"),
    path("groups/<slug:slug>/changes.atom", change_feeds.of_body, name="changes_feed"),
    path("groups/<slug:slug>/follow/", follows.follow_body, name="follow"),
    path("groups/<slug:slug>/<slug:label>/", terms.overview, name="term"),
    path("groups/<slug:slug>/<slug:label>/plan/", plans.plan, name="plan"),
    path("groups/<slug:slug>/<slug:label>/mandates/", mandates.mandates, name="mandates"),
    path("groups/<slug:slug>/<slug:label>/documents/", documents.documents, name="documents"),
    path("groups/<slug:slug>/<slug:label>/members/", members.members, name="members"),
    path("instruments/<slug:key>/", instruments.instrument, name="instrument"),
]
of_documents = [
    path("documents/<slug:key>/", documents.document, name="document"),
]

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", metrics.metrics, name="metrics"),
    path("", home.home, name="home"),
    path("service-worker.js", offline.worker, name="service-worker"),
    path("offline/", offline.offline, name="offline"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("search/", search.search, name="search"),
    path("about/", about.about, name="about"),
    path("calendars/", calendars.calendars, name="calendars"),
    path("calendars/make/", calendars.make, name="calendars-make"),
    path("calendars/<int:pk>/replace/", calendars.replace, name="calendars-replace"),
    path("calendars/<int:pk>/withdraw/", calendars.withdraw, name="calendars-withdraw"),
    path("changes/", changes.changes, name="changes"),
    path("changes/seen/", changes.seen, name="changes-seen"),
    path("changes/feed/", changes.make_feed, name="changes-make-feed"),
    path("changes/feed/<str:token>.atom", change_feeds.private, name="changes-private"),
    path("my-delegation/", delegations.my_delegation, name="my-delegation"),
    path("my-delegation/<str:name>", delegations.export, name="my-delegation-export"),
    path("preferences/", preferences.preferences, name="preferences"),
    path("preferences/keys/make/", keys.make, name="keys-make"),
    path("preferences/keys/<int:pk>/withdraw/", keys.withdraw, name="keys-withdraw"),
    path("preferences/hours/", preferences.hours, name="preferences-hours"),
    path("desk/", include("portal.desk_urls")),
    path("invitations/<str:token>/", invitations.invitation, name="invitation"),
    path("api/", about.api, name="api"),
    path("api/v1/", api.urls),
    path("", include((of_groups, "groups"))),
    path("", include((of_documents, "documents"))),
    path("", include("meetings.urls")),
    path("accounts/", include("portal.account_urls")),
]
