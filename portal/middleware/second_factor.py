"""Whoever changes what others read sets up a second factor first: until then every page leads to that one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from portal.second_factor import PROVED, is_asked_of

OPEN = ("/accounts/", "/offline/", "/service-worker.js", "/healthz", "/readyz", "/metrics", "/static/")


class SecondFactorMiddleware:
    """Innermost, so that no page is made and none is kept. A key of the API stands for no session, and passes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or say what is missing."""
        user: Any = request.user
        if not user.is_authenticated or request.session.get(PROVED) == user.pk:
            return self.get_response(request)
        if request.path_info.startswith(OPEN) or not is_asked_of(request.actor):  # type: ignore[attr-defined]
            return self.get_response(request)
        if request.path_info.startswith("/api/v1/") or "HX-Request" in request.headers:
            return HttpResponse(status=403)
        return redirect("account_second_factor")
