"""Headers of every answer: a strict content policy, and no copy of a signed-in page in any cache."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "manifest-src 'self'",
    ]
)
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


class HeadersMiddleware:
    """Outermost but for the id, so that errors carry the policy too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add what the view has not set itself."""
        response = self.get_response(request)
        response.setdefault("Content-Security-Policy", POLICY)
        response.setdefault("Permissions-Policy", PERMISSIONS)
        if not response.has_header("Cache-Control") and _is_personal(request, response):
            response["Cache-Control"] = "private, no-store"
        return response


def _is_personal(request: HttpRequest, response: HttpResponse) -> bool:
    """Signed in, or an answer that sets a cookie. `_cached_user` is there only when somebody asked who it is."""
    user = getattr(request, "_cached_user", None)
    return bool(response.cookies) or (user is not None and user.is_authenticated)
