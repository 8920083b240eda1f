"""Silence procedures with who objected, and the rules on how long they last."""

from meetings.models import Objection, Silence, SilenceRule
from meetings.transfer.spec import Children, Ref, Spec, parts

SILENCE_RULES = (
    Spec(
        "silence_rule",
        SilenceRule,
        parts(
            Ref("organization", "organization"),
            Ref("body", "body"),
            "minimum_hours",
            "strictness",
            "source",
            "began",
            "ended",
        ),
        identity=("organization", "body", "began"),
        order=("organization", "body", "began"),
    ),
)

SILENCES = (
    Spec(
        "silence",
        Silence,
        parts(
            "key",
            Ref("revision", "revision"),
            Ref("announced_in", "meeting"),
            "expires_at",
            "zone",
            "state",
            "started_at",
            "ended_at",
            "notified_at",
            Ref("declared_in", "meeting"),
            "reason",
            Children("objections", "objection"),
        ),
        identity=("key",),
        owner="term",
        separator="#",
        order=("expires_at",),
    ),
    Spec(
        "objection",
        Objection,
        parts(Ref("delegation", "delegation"), "kind", "text", "at"),
        identity=("delegation",),
        owner="silence",
        order=("at",),
    ),
)
