"""Logs as one JSON object a line, each with the id of the request it belongs to."""

import ipaddress
import json
import logging
import re
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

SECRET = re.compile(r"(/calendars/|/invitations/|/changes/feed/)[\w-]{20,}|([?&](?:token|key)=)[^&\s\"']+")
"""Addresses that open something for whoever has them: no matter for a log."""
BREAKS = {sign: f"\\u{sign:04x}" for sign in (0x7F, 0x85, 0x2028, 0x2029)}
"""What JSON leaves as it is, and some readers of logs take for the end of a line."""
request_id: ContextVar[str] = ContextVar("request_id", default="")
asked: ContextVar[Callable[[], dict[str, Any]] | None] = ContextVar("asked", default=None)
"""Who asks for what in the request under way; looked at only when a line is written."""


def redacted(text: str) -> str:
    """The text without what is secret in its addresses."""
    return SECRET.sub(lambda found: f"{found[1] or found[2]}…", text)


def shortened(address: str) -> str:
    """The network that a visitor's address is in: enough to see what belongs together, too little to name a person."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    return str(ipaddress.ip_network((found, 24 if found.version == 4 else 48), strict=False))


class JsonFormatter(logging.Formatter):
    """Escapes control characters by being JSON, so no visitor can forge a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Time, level, logger, message, request with who asked for what, and traceback."""
        entry = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            "message": redacted(record.getMessage()),
        }
        if found := request_id.get():
            entry["request"] = found
        if about := asked.get():
            entry.update(about())
        entry.update(getattr(record, "facts", {}))
        if record.exc_info:
            entry["traceback"] = redacted(self.formatException(record.exc_info))
        return json.dumps(entry, ensure_ascii=False).translate(BREAKS)


class FailuresFilter(logging.Filter):
    """Keeps failures of pages; that the portal is not ready yet, which /readyz says with 503 of itself, is none."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether to keep it."""
        return getattr(record, "status_code", 500) != 503 or bool(record.exc_info)
