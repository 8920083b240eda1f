"""A work plan is told to the officers of the bodies that the group reports to, once, as far as they may know of it."""

from __future__ import annotations

import pytest

from groups.models import Parentage
from meetings.models import Announcement
from meetings.queries.notices import recipients_of
from portal.enums import Audience
from tests import make
from tests.cast import NOW, gather

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("audience", "kind", "event", "told"),
    [
        (Audience.PUBLIC, "plan", "adopted", True),
        (Audience.PUBLIC, "plan", "amended", True),
        (Audience.PUBLIC, "changed", "changed", False),
        (Audience.MEMBERS, "plan", "adopted", False),
    ],
)
def test_officers_above_are_told_of_a_work_plan(audience: Audience, kind: str, event: str, told: bool) -> None:
    cast = gather()
    cast.body.audience = audience
    cast.body.save()
    above = make.user("above@example.org")
    parent = make.body(organization=cast.house)
    Parentage.objects.create(child=cast.body, parent=parent)
    post = make.post(make.term(parent))
    make.tenure(post, make.person(user=above))
    given = Announcement.objects.create(kind=kind, event=event, schedule=make.schedule(cast.term), created_at=NOW)
    found = [each.user for each in recipients_of(given, NOW.date())]
    assert (above in found) is told
    assert cast.accounts["delegate"] in found
    assert len(found) == len(set(found))
