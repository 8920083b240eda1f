"""Rules by which deadlines are counted, and when people are reminded of them."""

from meetings.models import DeadlineRule, ReminderPlan, Service
from meetings.transfer.spec import Ref, Refs, Spec, parts

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
            "purpose",
            "offset",
            "unit",
            "direction",
            "edge",
            "count",
            "roll",
            "at",
            "zone",
            "addressees",
            "owing_standings",
            "owing_roles",
            Refs("owing_delegations", "delegation"),
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
    Spec(
        "service",
        Service,
        parts(
            Ref("organization", "organization"),
            Ref("body", "body"),
            "key",
            "kind",
            "name",
            "email",
            "language",
            Refs("rooms", "room"),
            "languages",
            "began",
            "ended",
        ),
        identity=("organization", "body", "key"),
        order=("organization", "body", "key"),
    ),
)
