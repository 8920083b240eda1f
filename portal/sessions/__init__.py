"""Sessions: where they are kept, when they end, and who ends them. Django's engine for them is this package."""

from portal.sessions.store import SEEN_EVERY, SessionStore, idle_of

__all__ = ["SEEN_EVERY", "SessionStore", "idle_of"]
