"""Where an account stands with what changes, in one query: what it follows, how far it looked, how far bodies are."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.models import Case, F, IntegerField, Q, Value, When

from groups.models import ChangeCount, Follow, Seen

_FOLLOWS, _SEEN, _COUNT = range(3)


@dataclass(frozen=True, slots=True)
class Place:
    """By the ids of bodies: whether the choice to follow is muted, the last change looked at, the last change made.

    Two that are equal leave the same changes unseen, as long as the records and the clock stand still.
    """

    muted: dict[int, int] = field(default_factory=dict)
    seen: dict[int, int] = field(default_factory=dict)
    last: dict[int, int] = field(default_factory=dict)

    def is_behind(self, served: Collection[int]) -> bool:
        """Whether any change of a body that is followed, since it is served in or chosen, is beyond the mark."""
        followed = {*served, *self.muted} - {body for body, is_muted in self.muted.items() if is_muted}
        return any(self.last.get(body, 0) > self.seen.get(body, 0) for body in followed)


def place_of(account: int, served: Collection[int]) -> Place:
    """Where the account stands; `served` are the bodies that it follows without having chosen to."""
    choices = Follow.objects.filter(account_id=account)
    muted = Case(When(muted=True, then=1), default=0, output_field=IntegerField())
    counts = ChangeCount.objects.filter(Q(body__in=list(served)) | Q(body__in=choices.order_by().values("body")))
    kinds = (
        choices.order_by().values_list(Value(_FOLLOWS), "body_id", muted),
        Seen.objects.filter(account_id=account).order_by().values_list(Value(_SEEN), "body_id", "number"),
        counts.values_list(Value(_COUNT), F("body_id"), "last"),
    )
    place = Place()
    by_kind = (place.muted, place.seen, place.last)
    for kind, body, number in kinds[0].union(*kinds[1:], all=True):
        by_kind[kind][body] = number
    return place
