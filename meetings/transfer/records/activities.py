"""Tables of activities and the sections of a term's papers."""

from meetings.enums import Facts
from meetings.models import Activity, ActivityTable, PlanSection, Span
from meetings.transfer.spec import Children, Ref, Spec, parts

ACTIVITIES = (
    Spec(
        "activity_table",
        ActivityTable,
        parts(
            "key",
            "form",
            "label",
            "title",
            "source",
            "note",
            "began",
            "ended",
            Children("activities", "activity"),
        ),
        identity=("key",),
        owner="term",
        separator="#",
    ),
    Spec(
        "activity",
        Activity,
        parts(
            "key",
            "label",
            "name",
            "description",
            "condition",
            "recurrence",
            "timing_stated",
            Children("spans", "span"),
        ),
        identity=("key",),
        owner="table",
    ),
    Spec("span", Span, parts("start", "end", "precision", "basis"), owner="activity", order=("start", "position")),
    Spec(
        "section",
        PlanSection,
        parts(
            "paper",
            "key",
            "label",
            "heading",
            "prose",
            "facts",
            Ref("listing", "listing"),
            Ref("table", "activity_table"),
            Ref("other_term", "term", without={"facts": Facts.NONE.value}),
            "after",
            "annex",
            "landscape",
            Children("children", "section"),
        ),
        identity=("paper", "key"),
        owner="term",
        separator="#",
        nest="parent",
    ),
)
