"""What a message says: the words of one letter, and who composes which kind."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from portal.models import LETTER, OutboxMessage
from portal.outbox.reasons import Reason, Why


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

    def __init__(self, why: Reason) -> None:
        super().__init__(str(why))
        self.why = why


Compose = Callable[[OutboxMessage, datetime], Letter]
Foresee = Callable[[Sequence[OutboxMessage], datetime], None]

_kinds: dict[str, Compose] = {}
_to_addresses: set[str] = set()
_foreseen: dict[str, Foresee] = {}


def register_kind(kind: str, compose: Compose, foresee: Foresee | None = None) -> None:
    """Called while the apps load. `compose(message, now)` runs at each try, outside any transaction.

    It reads afresh whether the date, the recipient's rights, answer and wishes still call for the message, and raises
    `Withdrawn` when they do not. `foresee(messages, now)` hears of messages that are likely to be composed next: it
    may read for all of them at once what `compose` then has to find unchanged.
    """
    if kind == LETTER or _kinds.get(kind, compose) is not compose:
        raise ValueError(f"There are two ways to compose {kind!r}.")
    _kinds[kind] = compose
    if foresee:
        _foreseen[kind] = foresee


def register_for_addresses(kind: str, compose: Compose) -> None:
    """The same for a kind whose recipients are addresses, with no account behind them."""
    register_kind(kind, compose)
    _to_addresses.add(kind)


def kinds(*, without_account: bool = False) -> list[str]:
    """Every kind that can be announced to accounts, or to addresses without one."""
    return sorted(kind for kind in _kinds if (kind in _to_addresses) == without_account)


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
    closed = message.account is None or not message.account.is_active
    if closed and message.kind not in _to_addresses:
        raise Withdrawn(Why.ACCOUNT_CLOSED)
    return _kinds[message.kind](message, now)


def foresee(messages: Sequence[OutboxMessage], now: datetime) -> None:
    """Tell those who compose what comes next."""
    for kind, tell in _foreseen.items():
        if mine := [message for message in messages if message.kind == kind]:
            tell(mine, now)
