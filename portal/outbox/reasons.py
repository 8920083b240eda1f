"""Why a message waits, was held, called off or given up: a code with its facts, said in the reader's language.

People's own words are kept beside the codes, as they wrote them; so is what an older version of the program recorded
and no code says.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.models import OutboxMessage

Reason = TextChoices | str
"""A code, or somebody's own words."""


class Why(TextChoices):
    """What the outbox itself decides, or an operator about it."""

    HELD_BY_OPERATOR = "held_by_operator", _("Held back by an operator.")
    HELD_WITH_MATTER = "held_with_matter", _("Held back with its matter.")
    RESTORED = "restored", _("Restored from a backup: nothing leaves before somebody has looked.")
    DATABASE_MOVED = "database_moved", _("The portal has moved to another database.")
    RELEASED = "released", _("Released by an operator.")
    GIVEN_UP_HELD = "given_up_held", _("Called off by an operator while held.")
    RETRIED = "retried", _("Tried again by an operator.")
    CONFIRMED = "confirmed", _("Confirmed by an operator.")
    PLANNED_AGAIN = "planned_again", _("Planned again. Before: %(before)s")
    ACCOUNT_CLOSED = "account_closed", _("The account is closed.")
    TOO_LATE = "too_late", _("Its time was over before it could go out.")
    SENDER_LOST = "sender_lost", _("The sender did not come back; the message may have gone out.")
    LINE_BROKE = "line_broke", _("The line broke each time before the server confirmed: it may have gone out.")
    LINE_BROKEN = "line_broken", _("The line broke before the server confirmed; it is tried again.")
    NOT_COMPOSED = "not_composed", _("It could not be written; whoever runs the portal sees why.")
    NOT_A_MAIL = "not_a_mail", _("It could not be made a mail, or its address cannot be spelled here.")
    NO_SUCH_ADDRESS = "no_such_address", _("The mail server does not take mail for this address (%(code)s).")
    REFUSED = "refused", _("The mail server refused the message (%(code)s).")
    PUT_OFF = "put_off", _("The mail server puts it off (%(code)s).")
    PUT_OFF_TOO_OFTEN = "put_off_too_often", _("The mail server put it off too often (%(code)s).")
    UNREACHED = "unreached", _("The mail server cannot be reached.")
    CERTIFICATE = "certificate", _("The certificate of the mail server is not to be trusted.")
    NO_TLS = "no_tls", _("No encrypted line to the mail server comes about.")
    NOT_OFFERED = (
        "not_offered",
        _("The mail server does not offer the encryption or the signing in that EMAIL_URL asks for."),
    )
    PASSWORD = "password", _("The mail server refuses our name or password (%(code)s).")
    SENDER_REFUSED = "sender_refused", _("The mail server takes no mail from our address (%(code)s).")
    SERVER_CLOSED = "server_closed", _("The mail server takes nothing from us now (%(code)s).")


OF_THE_SERVER = (
    Why.UNREACHED,
    Why.CERTIFICATE,
    Why.NO_TLS,
    Why.NOT_OFFERED,
    Why.PASSWORD,
    Why.SENDER_REFUSED,
    Why.SERVER_CLOSED,
)
"""No fault of the message: whoever runs the portal mends it, and all that waits then goes out."""

_known: dict[str, Promise | str] = {}


def register_reasons(codes: type[TextChoices]) -> None:
    """Called while the apps load: codes of those who announce, with what they mean."""
    for code in codes:
        if _known.setdefault(code.value, code.label) is not code.label:
            raise ValueError(f"There are two meanings of {code.value!r}.")


def kept(reason: Reason, **facts: Any) -> dict[str, Any]:
    """The columns of a message that say it."""
    if isinstance(reason, TextChoices):
        return {"why": reason.value, "facts": facts, "reason": ""}
    return {"why": "", "facts": {}, "reason": reason[:300]}


NONE = kept("")
"""Of a message that needs no reason."""


def reason_of(message: OutboxMessage) -> str:
    """Why it stands as it does, in the language of the page; empty where nothing was recorded."""
    return words_of({"why": message.why, "facts": message.facts, "reason": message.reason})


def words_of(recorded: Mapping[str, Any]) -> str:
    """The same of columns as `kept` makes them."""
    code, facts = recorded.get("why", ""), dict(recorded.get("facts") or {})
    if not code:
        return str(recorded.get("reason", ""))
    if isinstance(facts.get("before"), Mapping):
        facts["before"] = words_of(facts["before"])
    return str(_known.get(code, code)) % {"code": "–", "before": "–", **facts}


def said_of(code: str) -> str:
    """What a code means, where it is one; else the words themselves."""
    return words_of({"why": code}) if code in _known else code


register_reasons(Why)
