"""The kernel's tables: accounts, the audit trail and the outbox."""

from portal.models.account import User
from portal.models.audit import AppendOnlyError, AuditEvent
from portal.models.outbox import OutboxMessage

__all__ = ["AppendOnlyError", "AuditEvent", "OutboxMessage", "User"]
