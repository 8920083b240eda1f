"""When somebody who guessed too often, or asked for too many mails, may come back: allauth counts, but does not say."""

import math
import time

from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.http import HttpRequest

APP = "allauth.account"
A_MINUTE = 60.0
PAGES = {
    "account_login": "login",
    "account_reset_password": "reset_password",
    "account_reset_password_from_key": "reset_password_from_key",
    "account_signup": "signup",
}
"""What allauth counts on which page."""


def seconds_to_wait(request: HttpRequest, action: str, key: str | None = None) -> float:
    """Until each limit of `action` has room again; `key` is what allauth counts by beside the visitor's address."""
    waits = [
        _left(ratelimit.get_cache_key(request, app=APP, action=action, rate=rate, key=key), rate)
        for rate in ratelimit.get_rates(app=APP, action=action)
        if rate.per == "ip" or (rate.per == "key" and key is not None)
    ]
    return max(waits, default=0.0) or A_MINUTE


def seconds_after_refusal(request: HttpRequest) -> float:
    """The same for a page of allauth's that was refused."""
    action = PAGES.get(request.resolver_match.url_name or "", "") if request.resolver_match else ""
    email = request.POST.get("email", "").strip().lower()
    return seconds_to_wait(request, action, email or None)


def _left(cache_key: str, rate: ratelimit.Rate) -> float:
    """Seconds until the oldest of the attempts that fill the limit is forgotten; 0.0 where there is room."""
    now = time.time()
    counted = [at for at in cache.get(cache_key, []) if at > now - rate.duration]
    if len(counted) < rate.amount:
        return 0.0
    return float(math.ceil(sorted(counted)[-rate.amount] + rate.duration - now))
