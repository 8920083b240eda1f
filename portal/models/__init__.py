"""The kernel's tables: accounts, the audit trail, the outbox, and what the installation knows of itself."""

from portal.models.account import User
from portal.models.audit import AppendOnlyError, AuditEvent
from portal.models.feeds import FeedToken
from portal.models.keys import ApiKey
from portal.models.outbox import LETTER, MailPace, OutboxAttempt, OutboxMessage
from portal.models.search import SearchChange, SearchRow
from portal.models.system import SystemState
from portal.models.version import ContentVersion

__all__ = [
    "LETTER",
    "ApiKey",
    "AppendOnlyError",
    "AuditEvent",
    "ContentVersion",
    "FeedToken",
    "MailPace",
    "OutboxAttempt",
    "OutboxMessage",
    "SearchChange",
    "SearchRow",
    "SystemState",
    "User",
]
