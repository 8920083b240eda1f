"""A bare Django: no middleware, no database, no template; an address says how many bytes of page it gives."""

from __future__ import annotations

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

if not settings.configured:
    settings.configure(ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, MIDDLEWARE=[], SECRET_KEY="of no use here")


def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


def page(request: HttpRequest, size: int) -> HttpResponse:
    """As many bytes as the page it is compared with."""
    return HttpResponse("x" * size, headers={"Content-Length": str(size)})


urlpatterns = [path("healthz", healthz), path("<int:size>", page)]
application = get_wsgi_application()
