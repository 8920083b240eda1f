"""Every address of the portal."""

from django.urls import include, path

from portal import health
from portal.api import api

handler400 = "portal.errors.bad_request"
handler403 = "portal.errors.permission_denied"
handler404 = "portal.errors.page_not_found"
handler500 = "portal.errors.server_error"

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("api/v1/", api.urls),
    path("", include("meetings.urls")),
    path("accounts/", include("allauth.account.urls")),
]
