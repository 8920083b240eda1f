"""Addresses for the tests of what happens to every request: each page says what the middleware has made of it."""

import threading

from django.contrib import messages
from django.db import connection
from django.http import HttpResponse, JsonResponse
from django.urls import path
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from groups.models import Body
from portal.models import User
from portal.requests import PortalRequest
from portal.urls import handler400, handler403, handler404, handler500
from portal.urls import urlpatterns as portal_urls
from tests import make

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


def writes(request: PortalRequest) -> HttpResponse:
    """A page that notes that it was read."""
    Body.objects.filter(pk=0).update(acronym="X")
    return HttpResponse("written")


def accounts(request: PortalRequest) -> HttpResponse:
    """A page about accounts, whose changes are not counted."""
    return HttpResponse(str(User.objects.count()))


def cookie(request: PortalRequest) -> HttpResponse:
    """A page that looks at a cookie of its own."""
    return HttpResponse(request.COOKIES.get("seen", ""))


def sets_cookie(request: PortalRequest) -> HttpResponse:
    """A page that sets one."""
    answer = HttpResponse("set")
    answer.set_cookie("seen", "7")
    return answer


def message(request: PortalRequest) -> HttpResponse:
    """A page that leaves a message for the next one."""
    messages.success(request, "Left for the next page")
    return HttpResponse("left")


def meanwhile(request: PortalRequest) -> HttpResponse:
    """A page while which somebody else commits, on PostgreSQL."""

    def write() -> None:
        make.body()
        connection.close()

    read = Body.objects.count()
    other = threading.Thread(target=write)
    other.start()
    other.join()
    return HttpResponse(str(read))


urlpatterns = [
    path("tests/reader", reader),
    path("tests/page", page),
    path("tests/failure", failure),
    path("tests/writes", writes),
    path("tests/accounts", accounts),
    path("tests/cookie", cookie),
    path("tests/sets-cookie", sets_cookie),
    path("tests/no-store", never_cache(page)),
    path("tests/message", message),
    path("tests/meanwhile", meanwhile),
    *portal_urls,
]
