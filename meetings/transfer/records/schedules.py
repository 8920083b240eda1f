"""Schedules: notes, entries, citations, deadlines, adopted versions and proposed changes."""

from collections.abc import Mapping
from typing import Any

from meetings.enums import DeadlineAnchor
from meetings.models import Citation, Deadline, DraftChange, Entry, Schedule, ScheduleNote, ScheduleVersion
from meetings.transfer.frozen import digest
from meetings.transfer.spec import Children, Ref, Refs, Spec, Value, parts


def _agrees(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """Nothing to fill: a frozen content is what its hash says, or is no official act."""
    expected = digest(values["content"])
    if values["sha256"] != expected:
        raise ValueError(f"expected the SHA-256 of its content, {expected}")
    return {}


SCHEDULES = (
    Spec(
        "schedule",
        Schedule,
        parts(
            "title",
            "span_wording",
            "form",
            "state",
            "state_on",
            "state_precision",
            Ref("decided_at", "meeting", late=True),
            "revision",
            "corrigendum",
            Children("notes", "schedule_note"),
            Children("entries", "entry"),
            Children("versions", "schedule_version"),
            Children("draft_changes", "draft_change"),
        ),
        owner="term",
        order=(),
    ),
    Spec("schedule_note", ScheduleNote, parts("text", "on_title"), owner="schedule"),
)

ENTRIES = (
    Spec(
        "entry",
        Entry,
        parts(
            "key",
            "kind",
            "start",
            "end",
            "precision",
            "wording",
            "year_inferred",
            "weekday_printed",
            "status",
            "status_note",
            "certainty",
            "text",
            "actor",
            "changed_in",
            "corrected_in",
            "withdrawn_in",
            Ref("trace_of", "entry", late=True),
            "listed",
            "audience",
            Value("sequence", aside=True),
            Children("citations", "citation"),
            Children("meeting", "meeting", many=False),
            Children("deadline", "deadline", many=False),
        ),
        identity=("key",),
        owner="schedule",
        separator="#",
        order=("start", "position"),
    ),
    Spec(
        "citation",
        Citation,
        parts(Ref("instrument", "instrument"), Ref("mandate", "mandate"), "symbol", "lead", "with_title", "languages"),
        identity=("instrument",),
        owner="entry",
    ),
    Spec(
        "deadline",
        Deadline,
        parts(
            "kind",
            "at",
            "zone",
            "anchor",
            Ref("anchor_entry", "entry", without={"anchor": DeadlineAnchor.DATE.value}),
            Ref("anchor_session", "session"),
            Ref("anchor_term", "term", late=True, without={"anchor": DeadlineAnchor.DATE.value}),
            "edge",
            "direction",
            "offset",
            "unit",
            "count",
            "roll",
            "fixed",
            "wording",
            "addressees",
            "owing_standings",
            Refs("owing_delegations", "delegation"),
            Refs("owing_posts", "post"),
            Ref("document", "document"),
            Ref("ruled_by", "deadline_rule", aside=True),
            Children("answers", "answer", aside=True),
            Children("extensions", "extension", aside=True),
        ),
        owner="entry",
        order=(),
    ),
)

ADOPTION = (
    Spec(
        "schedule_version",
        ScheduleVersion,
        parts("revision", "corrigendum", "adopted_on", Ref("adopted_at", "meeting"), "content", "sha256", "frozen_at"),
        identity=("revision", "corrigendum"),
        owner="schedule",
        order=("revision", "corrigendum"),
        fill=_agrees,
    ),
    Spec(
        "draft_change",
        DraftChange,
        parts("entry_key", "kind", "content", "reason", "proposed_at"),
        identity=("entry_key",),
        owner="schedule",
        order=("proposed_at", "entry_key"),
    ),
)
