"""How the portal uses allauth: nobody signs up by themselves, and its mails go through the outbox."""

from typing import Any
from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override

from portal import outbox
from portal.errors import too_many_requests
from portal.guesses import seconds_to_wait
from portal.models import User

AFTER_SIGN_IN = "after_sign_in"
"""The session's key for the page to go to."""


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up is closed: an invitation makes the account by itself."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def clean_email(self, email: str) -> str:
        """Addresses are kept in lower case."""
        return str(super().clean_email(email)).lower()

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Back to the invitation that asked to sign in; its secret address stands in no query, so in no log."""
        return request.session.pop(AFTER_SIGN_IN, None) or str(super().get_login_redirect_url(request))

    def get_login_stages(self) -> list[str]:
        """After the password, the second factor of whoever has one."""
        return [*super().get_login_stages(), "portal.second_factor.stage.SecondFactorStage"]

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Too many guesses get 429 and the time to come back, not one more form."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as error:
            key = self._get_login_attempts_cache_key(request, **credentials)
            wait = seconds_to_wait(request, "login_failed", key)
            raise ImmediateHttpResponse(too_many_requests(request, wait)) from error

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """What happened to the account, to its holder, whose name and language the message needs."""
        super().send_notification_mail(template_prefix, user, {"user": user, **(context or {})}, email)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Render the message now, in the account's language else the page's, and queue it."""
        user = context.get("user")
        language = getattr(user, "language", "") or (get_language() or "en")[:2]
        everything = {
            **context,
            "email": email,
            "reader": user or email,
            "language": language,
            "site": settings.SITE_URL,
            "reset": settings.SITE_URL + reverse("account_reset_password"),
        }
        with override(language):
            outbox.enqueue(
                recipient=email,
                language=language,
                subject=render_to_string(f"{template_prefix}_subject.txt", everything),
                text=render_to_string(f"{template_prefix}_message.txt", everything),
                html=render_to_string(f"{template_prefix}_message.html", everything),
                dedupe_key=f"account:{uuid4()}",
                now=timezone.now(),
            )
