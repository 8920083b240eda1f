"""The hash by which an adopted version of a schedule is known."""

import hashlib
import json
from typing import Any


def digest(content: Any) -> str:
    """SHA-256 of the content as JSON without spaces, its keys sorted, in UTF-8."""
    plain = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()
