"""How the portal uses allauth: nobody signs up by themselves, and its mails go through the outbox."""

from typing import Any
from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language, override

from portal import outbox
from portal.errors import too_many_requests

AFTER_GUESSES = 300.0
"""Seconds to wait after too many wrong passwords, as in settings.ACCOUNT_RATE_LIMITS."""

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

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Too many guesses get 429 and the time to come back, not one more form."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as error:
            raise ImmediateHttpResponse(too_many_requests(request, AFTER_GUESSES)) from error

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Render the message now, in the account's language else the page's, and queue it."""
        everything = {"email": email, "request": self.request, **context}
        language = getattr(context.get("user"), "language", "") or (get_language() or "en")[:2]
        with override(language):
            outbox.enqueue(
                recipient=email,
                language=language,
                subject=render_to_string(f"{template_prefix}_subject.txt", everything, self.request),
                text=render_to_string(f"{template_prefix}_message.txt", everything, self.request),
                html=self._html(f"{template_prefix}_message.html", everything),
                dedupe_key=f"account:{uuid4()}",
                now=timezone.now(),
            )

    def _html(self, template: str, context: dict[str, Any]) -> str:
        try:
            return render_to_string(template, context, self.request)
        except TemplateDoesNotExist:
            return ""
