"""The form that opens a session, and how long one lasts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from allauth.account.forms import LoginForm
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from portal.actors import actor_of
from portal.sessions import SessionStore, idle_of


def end_in_time(request: HttpRequest) -> None:
    """The session ends at an hour that is set now: a number of seconds would begin anew whenever it is written to."""
    request.session.set_expiry(timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE))


class SignInForm(LoginForm):
    """allauth's, which sets a number of seconds when all is done."""

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        """Open the session until its hour."""
        answer: HttpResponse = super().login(request, redirect_url)
        end_in_time(request)
        return answer


@receiver(user_logged_in)
def _opened(request: HttpRequest | None, user: Any, **_more: Any) -> None:
    if request is not None:
        end_in_time(request)
        if isinstance(request.session, SessionStore):
            request.session.idle = idle_of(actor_of(user))
