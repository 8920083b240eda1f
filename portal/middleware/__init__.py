"""What happens to every request, one concern a module, in the order of settings.MIDDLEWARE."""

from portal.middleware.api import ApiMiddleware
from portal.middleware.headers import HeadersMiddleware
from portal.middleware.language import LanguageMiddleware
from portal.middleware.limits import RateLimitMiddleware
from portal.middleware.pages import OwnPagesMiddleware, SharedPagesMiddleware
from portal.middleware.reader import ReaderMiddleware
from portal.middleware.request_id import RequestIdMiddleware
from portal.middleware.second_factor import SecondFactorMiddleware
from portal.middleware.sessions import AccountMiddleware, EndedMiddleware, SessionMiddleware

__all__ = [
    "AccountMiddleware",
    "ApiMiddleware",
    "EndedMiddleware",
    "HeadersMiddleware",
    "LanguageMiddleware",
    "OwnPagesMiddleware",
    "RateLimitMiddleware",
    "ReaderMiddleware",
    "RequestIdMiddleware",
    "SecondFactorMiddleware",
    "SessionMiddleware",
    "SharedPagesMiddleware",
]
