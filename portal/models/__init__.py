"""The kernel's tables: accounts, the audit trail, the outbox, and what the installation knows of itself."""

from portal.models.account import User
from portal.models.audit import AppendOnlyError, AuditEvent, AuditSeal
from portal.models.feeds import FeedToken
from portal.models.keys import ApiKey
from portal.models.outbox import LETTER, MailPace, OutboxAttempt, OutboxHold, OutboxMessage
from portal.models.recovery import RecoveryCode
from portal.models.search import SearchChange, SearchRow
from portal.models.session import Session
from portal.models.system import SystemState
from portal.models.version import ContentVersion

__all__ = [
    "LETTER",
    "ApiKey",
    "AppendOnlyError",
    "AuditEvent",
    "AuditSeal",
    "ContentVersion",
    "FeedToken",
    "MailPace",
    "OutboxAttempt",
    "OutboxHold",
    "OutboxMessage",
    "RecoveryCode",
    "SearchChange",
    "SearchRow",
    "Session",
    "SystemState",
    "User",
]
