"""The language of the page: `?lang=`, else the cookie, else the account's, else what the browser accepts."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from portal.cookies import kept

CODES = frozenset(code for code, _name in settings.LANGUAGES)


class LanguageMiddleware:
    """`?lang=es` answers in Spanish at once, without a redirect, and a cookie keeps the choice for a year."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Activate the language while the page is made; say in the headers what the answer depends on."""
        chosen = _known(request.GET.get("lang"))
        language = chosen or _remembered(request) or translation.get_language_from_request(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        response.setdefault("Content-Language", translation.get_language() or language)
        if chosen and response.get("Content-Type", "").startswith("text/html"):
            _remember(response, chosen)  # a calendar or a paper in one language is no choice for the pages
        return response


def language_of_stranger(request: HttpRequest) -> str:
    """What a reader without an account gets."""
    chosen = _known(request.GET.get("lang")) or _known(kept(request, settings.LANGUAGE_COOKIE_NAME))
    return chosen or translation.get_language_from_request(request)


def _known(code: str | None) -> str | None:
    return code if code in CODES else None


def _remembered(request: HttpRequest) -> str | None:
    if code := _known(kept(request, settings.LANGUAGE_COOKIE_NAME)):
        return code
    return _known(getattr(request.user, "language", None))


def _remember(response: HttpResponse, language: str) -> None:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
