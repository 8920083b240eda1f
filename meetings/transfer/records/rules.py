"""Rules by which deadlines are counted, and when people are reminded of them."""

from meetings.models import DeadlineRule, ReminderPlan
from meetings.transfer.spec import Ref, Spec, parts

RULES = (
    Spec(
        "deadline_rule",
        DeadlineRule,
        parts(
            Ref("organization", "organization"),
            Ref("body", "body"),
            "key",
            "name",
            "kind",
            "offset",
            "unit",
            "direction",
            "edge",
            "count",
            "roll",
            "at",
            "zone",
            "addressees",
            "source",
            "began",
            "ended",
        ),
        identity=("organization", "body", "key", "began"),
        order=("key",),
    ),
    Spec(
        "reminder_plan",
        ReminderPlan,
        parts(Ref("organization", "organization"), Ref("body", "body"), "days_before", "days_after", "hour"),
        identity=("organization", "body"),
        order=("organization", "body"),
    ),
)
