"""What became of deadlines: who answered, and how their dates were moved."""

from meetings.models import Answer, Extension
from meetings.transfer.spec import Ref, Spec, parts

OWING = (
    Spec(
        "answer",
        Answer,
        parts(Ref("delegation", "delegation"), Ref("post", "post", inside=True), "at", "note", "by_staff"),
        identity=("delegation", "post"),
        owner="deadline",
        order=("at",),
    ),
    Spec(
        "extension",
        Extension,
        parts("old_day", "old_hour", "new_day", "new_hour", "decided_by", Ref("decided_at", "meeting"), "reason", "at"),
        owner="deadline",
        order=("at",),
    ),
)
