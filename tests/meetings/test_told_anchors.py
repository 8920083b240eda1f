"""What a deadline is counted from is named to nobody who may not know of it: not on a page, in a paper or in a mail."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from meetings.deadlines.words import counted_words
from meetings.models import Deadline, Entry, Meeting
from tests import make

pytestmark = pytest.mark.django_db
BEHIND = {"anchor": "entry", "offset": 10, "unit": "working_days", "direction": "before"}


@pytest.fixture
def deadline() -> Deadline:
    """Public, ten working days before a public meeting."""
    schedule = make.schedule(make.term(make.body()))
    meeting = make.meeting(schedule, date(2026, 3, 30), text={"en": "Talks with the host"})
    return make.deadline(schedule, date(2026, 3, 16), anchor_entry=meeting.entry, **BEHIND)


def _said(deadline: Deadline) -> str:
    found = Deadline.objects.get(pk=deadline.pk)
    pages = [
        reverse("meetings:deadline", args=[found.pk]),
        found.entry.schedule.get_absolute_url(),
    ]
    told = " ".join(Client().get(page).content.decode() for page in pages)
    return f"{counted_words(found, 'en')} {told}".replace("\u00a0", " ")


def test_anchor_is_named_where_all_may_know_of_it(deadline: Deadline) -> None:
    said = _said(deadline)
    assert "10 working days before the meeting of 30 March 2026" in said
    assert "another row" not in said


def test_anchor_of_which_no_more_than_the_row_is_recorded_is_named(deadline: Deadline) -> None:
    Meeting.objects.filter(entry=deadline.anchor_entry_id).delete()
    assert "10 working days before the meeting of 30 March 2026" in _said(deadline)


def _for_staff(deadline: Deadline) -> None:
    Entry.objects.filter(pk=deadline.anchor_entry_id).update(audience="staff")


def _closed(deadline: Deadline) -> None:
    Meeting.objects.filter(entry=deadline.anchor_entry_id).update(closed=True)


@pytest.mark.parametrize("hide", [_for_staff, _closed])
def test_anchor_that_some_may_not_know_of_is_not_named(deadline: Deadline, hide: object) -> None:
    assert callable(hide)
    hide(deadline)
    said = _said(deadline)
    assert "10 working days before another row of the schedule" in said
    for hidden in ("March 30", "30 March", "Talks with the host", Entry.objects.get(pk=deadline.anchor_entry_id).key):
        assert hidden not in said
