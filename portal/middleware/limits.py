"""Limits for strangers: one patient reader may take thousands of pages, a flood gets 429 with Retry-After."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from portal.buckets import Bucket, take
from portal.errors import too_many_requests
from portal.requests import client_address

PAGES = Bucket("pages", burst=3000, per_second=20.0)
EXEMPT = ("/healthz", "/readyz", "/static/", "/api/v1/")
"""The API has limits of its own."""


class RateLimitMiddleware:
    """Counts pages of readers without an account. Views with dearer work ask a stricter bucket themselves."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or say when to come back."""
        if request.path.startswith(EXEMPT) or request.user.is_authenticated:
            return self.get_response(request)
        if wait := take(PAGES, client_address(request)):
            return too_many_requests(request, wait)
        return self.get_response(request)
