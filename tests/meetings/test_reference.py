"""The made-up house: as large as it says, the same each time, kept out of portals in use, and cheap to read."""

from __future__ import annotations

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction
from django.test import Client

from documents.models import Document, LanguageVersion, Revision
from groups.models import Accreditation, Body, Term
from meetings.models import AgendaItem, Deadline, Entry, Meeting, Sitting
from meetings.reference.scale import SCALES, shares
from portal.models import AuditEvent, User
from tests import make
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
TODAY = "2026-03-10"
SMALL = SCALES["small"]


def _seed(*words: str) -> str:
    said = StringIO()
    call_command("seed_reference", "--scale", "small", "--on", TODAY, *words, stdout=said)
    return said.getvalue()


def test_house_is_as_large_as_its_scale_says():
    assert "account-1@reference.plenary.example" in _seed()
    found = {
        "groups": Body.objects.filter(kind="working_group").count(),
        "meetings": Meeting.objects.count(),
        "items": AgendaItem.objects.count(),
        "papers": Document.objects.count(),
        "users": User.objects.count(),
        "deadlines": Deadline.objects.count(),
        "log": AuditEvent.objects.count(),
    }
    assert found == {name: getattr(SMALL, name) for name in found}
    assert Term.objects.count() == SMALL.groups * SMALL.years // 2
    assert Sitting.objects.count() > SMALL.meetings
    assert Revision.objects.count() > SMALL.papers
    assert LanguageVersion.objects.count() > 2 * SMALL.papers
    assert Accreditation.objects.count() > SMALL.users // 2


def test_house_is_the_same_each_time():
    def facts() -> list[tuple[object, ...]]:
        with transaction.atomic():
            _seed()
            entries = list(Entry.objects.order_by("pk").values_list("key", "start", "end", "status", "text"))
            papers = list(Document.objects.order_by("pk").values_list("symbol", "title", "dated"))
            people = list(User.objects.order_by("pk").values_list("email", "name"))
            transaction.set_rollback(True)
        return [*entries, *papers, *people]

    assert facts() == facts()


def test_shares_add_up_and_the_first_is_the_busiest():
    import random

    parts = shares(1000, 20, random.Random(1), busy=1)
    assert sum(parts) == 1000
    assert max(parts) == parts[0]


def test_portal_with_records_is_left_alone_unless_told():
    make.body()
    with pytest.raises(CommandError, match="--yes"):
        _seed()
    _seed("--yes")
    with pytest.raises(CommandError, match="already"):
        _seed("--yes")


@pytest.mark.parametrize(
    ("page", "stranger", "delegate"),
    [
        ("/", 7, 14),
        ("/groups/", 5, 8),
        ("{group}", 11, 14),
        ("{term}schedule/", 11, 14),
        ("{term}mandates/", 11, 14),
        ("{term}documents/", 8, 11),
        ("{term}members/", 8, 11),
        ("{meeting}", 10, 13),
        ("{paper}", 9, 12),
        ("{group}calendar.ics", 7, 10),
    ],
)
def test_page_made_anew_asks_little(page, stranger, delegate, client: Client):
    """At whatever size: with more rows a page asks no more (see the pages' own tests).

    Beside these it reads the versions once, which it does not within a test's transaction: fifteen at most in all. Who
    is signed in is asked for by the session with its account, the rights, and what is unseen.
    """
    _seed()
    term = Term.objects.filter(body__audience="public", began__lte=date(2026, 3, 10)).order_by("-began").first()
    assert term is not None
    meetings = Meeting.objects.filter(entry__schedule__term=term, entry__audience="public", closed=False)
    papers = Document.objects.filter(term=term, distribution="general", relations=None)
    path = page.format(
        group=term.body.get_absolute_url(),
        term=term.get_absolute_url(),
        meeting=meetings.first().get_absolute_url() if "meeting" in page else "",
        paper=papers.first().get_absolute_url() if "paper" in page else "",
    )

    def asked() -> int:
        assert client.get(path).status_code == 200
        return queries_of(lambda: client.get(path))

    assert asked() <= stranger
    client.force_login(_delegate())
    assert asked() <= delegate


def _delegate() -> User:
    """Who represents a state and holds no post."""
    accredited = User.objects.filter(person__accreditations__isnull=False, person__tenures=None)
    found = accredited.filter(secretariat_assignments=None).order_by("pk").first()
    assert found is not None
    return found
