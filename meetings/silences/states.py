"""The states of a silence procedure as data, what an objection may be, and how strictly a rule is kept."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SilenceState(TextChoices):
    """“Unbroken” begins with the instant itself: who asks a silence for its state gives the hour, see `state_at`."""

    ANNOUNCED = "announced", _("announced, not started")
    RUNNING = "running", _("running")
    BROKEN = "broken", _("broken: not adopted")
    UNBROKEN = "unbroken", _("adopted, to be announced")
    DECLARED = "declared", _("adopted, announced")
    ISSUED = "issued", _("adopted and issued")
    WITHDRAWN = "withdrawn", _("ended by the Chair")


SILENCE_TRANSITIONS = {
    SilenceState.ANNOUNCED: {SilenceState.RUNNING, SilenceState.WITHDRAWN},
    SilenceState.RUNNING: {SilenceState.BROKEN, SilenceState.UNBROKEN, SilenceState.WITHDRAWN},
    SilenceState.BROKEN: set(),
    SilenceState.UNBROKEN: {SilenceState.DECLARED},
    SilenceState.DECLARED: {SilenceState.ISSUED},
    SilenceState.ISSUED: set(),
    SilenceState.WITHDRAWN: set(),
}

OPEN = (SilenceState.ANNOUNCED, SilenceState.RUNNING)
FAILED = (SilenceState.BROKEN, SilenceState.WITHDRAWN)
"""After these the text may be put to silence again."""
ADOPTED = (SilenceState.UNBROKEN, SilenceState.DECLARED, SilenceState.ISSUED)
HOLDING = (SilenceState.RUNNING, SilenceState.UNBROKEN)
"""Members are silent on the text as it is, or have been, and no meeting has announced it."""
MADE_KNOWN = (SilenceState.DECLARED, SilenceState.ISSUED)
"""A meeting has announced it."""


class ObjectionKind(TextChoices):
    OBJECTION = "objection", _("objection")
    AMENDMENT = "amendment", _("amendment")


class Strictness(TextChoices):
    """What becomes of a silence that is shorter than the rule of its body says."""

    REFUSE = "refuse", _("a shorter one is refused")
    WARN = "warn", _("a shorter one is warned of")
