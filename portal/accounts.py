"""How the portal uses allauth: nobody signs up without an invitation, and its mails go through the outbox."""

from typing import Any
from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal import outbox

INVITED_ADDRESS = "invited_address"
"""The session's key that an accepted invitation sets: the address that it went to."""


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up is closed unless the session holds an accepted invitation, and then open for its address alone."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Only for who came through an invitation."""
        return bool(request.session.get(INVITED_ADDRESS))

    def clean_email(self, email: str) -> str:
        """While signing up, the address is the invited one."""
        email = super().clean_email(email).lower()
        invited = self.request.session.get(INVITED_ADDRESS) if self.request else None
        if invited and email != invited.lower():
            raise ValidationError(_("Use the address that the invitation was sent to."))
        return email

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Render the message now, in the reader's language, and queue it."""
        everything = {"email": email, "request": self.request, **context}
        outbox.enqueue(
            recipient=email,
            language=(get_language() or "en")[:2],
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
