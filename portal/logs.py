"""Logs as one JSON object a line, each with the id of the request it belongs to."""

import json
import logging
from contextvars import ContextVar

request_id: ContextVar[str] = ContextVar("request_id", default="")


class JsonFormatter(logging.Formatter):
    """Escapes control characters by being JSON, so no visitor can forge a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Time, level, logger, message, request and traceback."""
        entry = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if found := request_id.get():
            entry["request"] = found
        if record.exc_info:
            entry["traceback"] = self.formatException(record.exc_info)
        return json.dumps(entry, ensure_ascii=False)


class FailuresFilter(logging.Filter):
    """Keeps failures of pages; that the portal is not ready yet, which /readyz says with 503, is none."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether to keep it."""
        return getattr(record, "status_code", 500) != 503
