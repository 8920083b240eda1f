"""Addresses for the tests of what happens to every request: each page says what the middleware has made of it."""

from django.http import HttpResponse, JsonResponse
from django.urls import path
from django.utils.translation import get_language

from portal.requests import PortalRequest
from portal.urls import handler400, handler403, handler404, handler500
from portal.urls import urlpatterns as portal_urls

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def reader(request: PortalRequest) -> JsonResponse:
    """Who reads, in which language and hours."""
    return JsonResponse({"language": get_language(), "zone": request.zone, "user_id": request.actor.user_id})


def page(request: PortalRequest) -> HttpResponse:
    """A small page of HTML."""
    return HttpResponse("<!doctype html><title>A page</title>")


def failure(request: PortalRequest) -> HttpResponse:
    """A page with a mistake in it."""
    raise ZeroDivisionError


urlpatterns = [
    path("tests/reader", reader),
    path("tests/page", page),
    path("tests/failure", failure),
    *portal_urls,
]
