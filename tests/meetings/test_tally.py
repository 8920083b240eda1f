"""Pages of terms that skip what the term has not say what they would say if they asked for everything."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from groups.models import Term
from meetings.demo.load import load_demo
from meetings.models import Extension, Meeting
from meetings.queries import tally
from meetings.queries.entries import entries_in
from meetings.views import schedule
from portal.actors import SYSTEM
from portal.views import terms
from tests import make
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 10, 15, 0, tzinfo=UTC)
TOKEN = re.compile(rb"\b[A-Za-z0-9]{64}\b")


class Asked:
    """Everything is asked for; which papers there are is an answer by itself."""

    def __init__(self, there):
        self.there = there

    def __contains__(self, name):
        return name in self.there or not name.endswith(("_sections", "_papers"))


def _all_of(actor, term, **asked):
    found = tally.tally_of(actor, term, **asked)
    return replace(found, there=Asked(found.there))


def test_pages_of_all_terms_are_the_same_as_if_everything_was_asked_for(now: datetime, monkeypatch: pytest.MonkeyPatch):
    list(load_demo(now))
    client, found = Client(), list(Term.objects.select_related("body").order_by("pk"))
    paths = [path for term in found for path in (term.get_absolute_url(), f"{term.get_absolute_url()}schedule/")]

    def read() -> list[bytes]:
        return [TOKEN.sub(b"", client.get(path).content) for path in paths]

    skipping = read()
    for view in (terms, schedule):
        monkeypatch.setattr(view, "tally_of", _all_of)
    assert read() == skipping
    assert len(paths) >= 10
    seen = {name for term in found for name in tally.tally_of(SYSTEM, term).there}
    assert seen >= {"citations", "items", "mandated", "names", "notes", "outcomes", "papers"}
    assert seen >= {"posts", "remarks", "silences", "sittings", "standing_counts", "subgroups", "versions"}


def test_meeting_with_nothing_asks_less_than_one_with_everything(client: Client):
    house = make.organization()
    term = make.term(make.body(organization=house))
    bare = make.meeting(make.schedule(term))
    full = make.meeting(bare.entry.schedule, items=("Opening",), room=make.room(house))
    make.outcome(full, released_at=None)
    full.conveners.add(term.body)
    full.joint_with.add(make.body("another", organization=house))

    def asked(meeting: Meeting) -> int:
        assert client.get(meeting.get_absolute_url()).status_code == 200
        return queries_of(lambda: client.get(meeting.get_absolute_url()))

    assert asked(bare) + 3 <= asked(full) <= 18
    page = client.get(full.get_absolute_url()).content.decode()
    assert str(term.body.name) in page
    assert "another" in page


def test_term_with_nothing_has_nothing():
    term = make.term(make.body())
    found = tally.tally_of(SYSTEM, term)
    assert (dict(found.counts), found.there) == ({}, frozenset())


def test_joint_meetings_and_extensions_are_there_when_they_are(client: Client):
    house = make.organization()
    body, other = make.body("ours", organization=house), make.body("theirs", organization=house)
    term = make.term(body)
    deadline = make.deadline(make.schedule(term))
    Extension.objects.create(deadline=deadline, new_day=date(2026, 4, 1), decided_by="the Chair", at=NOW)
    meeting = make.meeting(make.schedule(make.term(other)), items=("A matter of both",))
    meeting.joint_with.add(body)
    there = tally.tally_of(SYSTEM, term).there
    assert there >= {"extensions", "joint"}
    (row,) = entries_in(SYSTEM, term, there)
    assert [each.decided_by for each in row.deadline.extensions.all()] == ["the Chair"]
    for path in (term.get_absolute_url(), f"{term.get_absolute_url()}schedule/"):
        assert meeting.get_absolute_url() in client.get(path).content.decode(), path


def test_deadline_that_an_item_sets_is_told_to_who_may_know_of_it(client: Client):
    meeting = make.meeting(make.schedule(make.term(make.body())))
    for audience in ("public", "staff"):
        due = make.entry(meeting.entry.schedule, text={"en": f"Comments, {audience}"}, audience=audience)
        make.agenda_item(meeting, f"Item of {audience}", deadline=due)
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert "Comments, public" in page
    assert "Item of staff" in page
    assert "Comments, staff" not in page
