"""Words that every app shares."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    """Who may read something, from the widest circle to the narrowest; each circle holds those that follow it."""

    PUBLIC = "public", _("Public")
    MEMBERS = "members", _("Members")
    OFFICERS = "officers", _("Officers")
    STAFF = "staff", _("Secretariat")

    @property
    def rank(self) -> int:
        """0 for the public, rising as the circle gets narrower."""
        return list(Audience).index(self)

    def up_to(self) -> list["Audience"]:
        """What somebody in this circle may read: its own and every wider one."""
        return list(Audience)[: self.rank + 1]


class Precision(models.TextChoices):
    """How exactly a date is known; the first day of the span stands for it."""

    DAY = "day", _("Day")
    MONTH = "month", _("Month")
    QUARTER = "quarter", _("Quarter")
    HALF = "half", _("Half-year")
    YEAR = "year", _("Year")


class OutboxState(models.TextChoices):
    """Where a message stands on its way out: `OUTBOX_STEPS` holds where it may go from there."""

    PENDING = "pending", _("Waiting")
    CLAIMED = "claimed", _("Being sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")
    EXPIRED = "expired", _("Too late")
    UNCONFIRMED = "unconfirmed", _("Perhaps sent")
    HELD = "held", _("Held back")


OUTBOX_STEPS: dict[OutboxState, tuple[OutboxState, ...]] = {
    OutboxState.PENDING: (OutboxState.CLAIMED, OutboxState.CANCELLED, OutboxState.EXPIRED, OutboxState.HELD),
    OutboxState.CLAIMED: (
        OutboxState.SENT,
        OutboxState.PENDING,
        OutboxState.FAILED,
        OutboxState.CANCELLED,
        OutboxState.EXPIRED,
        OutboxState.UNCONFIRMED,
        OutboxState.HELD,
    ),
    OutboxState.HELD: (OutboxState.PENDING, OutboxState.CANCELLED),
    OutboxState.CANCELLED: (OutboxState.PENDING,),
    OutboxState.FAILED: (OutboxState.PENDING,),
    OutboxState.UNCONFIRMED: (OutboxState.PENDING, OutboxState.SENT),
    OutboxState.SENT: (),
    OutboxState.EXPIRED: (),
}


class FeedScope(models.TextChoices):
    """Which meetings and deadlines a private calendar holds; or the feed of what changed."""

    MINE = "mine", _("My groups")
    DELEGATION = "delegation", _("A delegation")
    GROUP = "group", _("One group")
    ALL = "all", _("All groups")
    CHANGES = "changes", _("Changes in my groups")


class KeyScope(models.TextChoices):
    """What a key of the API opens: never more than its account may read at that moment."""

    PUBLIC = "public", _("What everybody may read")
    MINE = "mine", _("What I may read")
