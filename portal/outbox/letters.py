"""What a message says: the words of one letter, and who composes which kind."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from portal.models import LETTER, OutboxMessage


@dataclass(frozen=True)
class Letter:
    """The words for one recipient. `attachments` are (name, content, MIME type), a text's type with parameters
    where it has some; `language` is the text's, if it is not the account's."""

    subject: str
    text: str
    html: str = ""
    attachments: Sequence[tuple[str, str | bytes, str]] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    language: str = ""


class Withdrawn(Exception):  # noqa: N818 nothing went wrong: there is no more reason to send
    """Raised while composing: the message is not to go out any more. The reason is kept, and read by staff."""


Compose = Callable[[OutboxMessage, datetime], Letter]

_kinds: dict[str, Compose] = {}


def register_kind(kind: str, compose: Compose) -> None:
    """Called while the apps load. `compose(message, now)` runs at each try, outside any transaction.

    It reads afresh whether the date, the recipient's rights, answer and wishes still call for the message, and raises
    `Withdrawn` when they do not.
    """
    if kind == LETTER or _kinds.get(kind, compose) is not compose:
        raise ValueError(f"There are two ways to compose {kind!r}.")
    _kinds[kind] = compose


def kinds() -> list[str]:
    """Every kind that can be announced."""
    return sorted(_kinds)


def letter_of(message: OutboxMessage, now: datetime) -> Letter:
    """The words to send now."""
    if message.is_letter:
        return Letter(
            subject=message.subject,
            text=message.text,
            html=message.html,
            headers=message.headers,
            language=message.language,
        )
    if message.account is None or not message.account.is_active:
        raise Withdrawn("The account is closed.")
    return _kinds[message.kind](message, now)
