"""Changes as Atom: valid, lasting names, the same bytes while nothing changes, and no more than the page says."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from groups.models import Change
from groups.operations.follows import unfollow
from meetings.feeds.changes import feed_of, tag
from meetings.models import Schedule
from meetings.pages.hours import Reader
from portal import feeds
from portal.actors import ANONYMOUS
from portal.enums import FeedScope
from portal.lib.atom import NAMESPACE
from portal.models import FeedToken
from tests import make
from tests.cast import Cast, gather
from tests.changes import MORNING, NOW, moved

pytestmark = pytest.mark.django_db
GOLDEN = Path(__file__).parent.parent / "golden" / "feeds" / "changes.atom"
ATOM = {"a": NAMESPACE}


@pytest.fixture
def cast() -> Cast:
    return gather()


@pytest.fixture
def schedule(cast: Cast) -> Schedule:
    made = make.schedule(cast.term)
    make.meeting(
        made, date(2026, 4, 15), key="april", room=make.room(cast.house), text={"en": "First <reading> & more"}
    )
    return made


def _entries(content: bytes) -> list[ET.Element]:
    return ET.fromstring(content).findall("a:entry", ATOM)


def _texts(content: bytes, name: str) -> list[str]:
    return [entry.findtext(f"a:{name}", "", ATOM) for entry in _entries(content)]


@override_settings(SITE_URL="https://groups.example.org")
def test_feed_is_what_was_reviewed(cast: Cast, schedule: Schedule) -> None:
    body = cast.body
    body.slug = "gt-test"
    body.save(update_fields=["slug"])
    other = make.room(cast.house, "Simón Bolívar Room")
    moved(cast.actor("secretary"), schedule, "april", sittings=MORNING, room=f"{cast.house.key}/{other.key}")
    content = feed_of(
        ANONYMOUS,
        [body],
        NOW + timedelta(hours=1),
        Reader("en"),
        title="Changes: Working Group on Tests",
        name="changes-gt-test",
        page="/groups/gt-test/changes/",
        own="/groups/gt-test/changes.atom?lang=en",
    )
    meeting = schedule.entries.get(key="april").meeting
    shown = content.decode().replace(f"/meetings/{meeting.pk}/", "/meetings/1/")
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text(shown)
    assert shown == GOLDEN.read_text()


def test_entry_keeps_its_name_while_it_grows_and_goes_when_it_is_undone(cast: Cast, schedule: Schedule) -> None:
    secretary, now = cast.actor("secretary"), timezone.now()
    url = f"/groups/{cast.body.slug}/changes.atom?lang=en"
    moved(secretary, schedule, "april", now - timedelta(minutes=20), to=date(2026, 4, 16))
    first = Client().get(url).content
    moved(secretary, schedule, "april", now - timedelta(minutes=10), to=date(2026, 4, 17))
    second = Client().get(url).content
    assert _texts(first, "id") == _texts(second, "id") == [tag(f"change-{cast.body.slug}-1")]
    assert _texts(first, "updated") < _texts(second, "updated")
    moved(secretary, schedule, "april", now - timedelta(minutes=5), to=date(2026, 4, 15))
    assert _entries(Client().get(url).content) == []


def test_feed_names_itself_its_page_and_its_language(cast: Cast) -> None:
    answer = Client().get(f"/groups/{cast.body.slug}/changes.atom?lang=es")
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    root = ET.fromstring(answer.content)
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "es"
    links = {link.get("rel"): link.get("href") for link in root.findall("a:link", ATOM)}
    site = settings.SITE_URL
    assert links == {
        "self": f"{site}/groups/{cast.body.slug}/changes.atom?lang=es",
        "alternate": f"{site}/groups/{cast.body.slug}/changes/?lang=es",
    }
    assert root.findtext("a:updated", "", ATOM) == "2000-01-01T00:00:00Z"


def test_page_of_the_group_names_the_feed(cast: Cast) -> None:
    page = Client().get(f"/groups/{cast.body.slug}/changes/").content.decode()
    assert f'<link rel="alternate" type="application/atom+xml" href="/groups/{cast.body.slug}/changes.atom' in page


def test_feed_is_not_sent_again_while_nothing_changes(cast: Cast, schedule: Schedule) -> None:
    url = f"/groups/{cast.body.slug}/changes.atom"
    moved(cast.actor("secretary"), schedule, "april", timezone.now(), sittings=MORNING)
    etag = Client().get(url)["ETag"]
    again = Client().get(url, headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    moved(cast.actor("secretary"), schedule, "april", timezone.now(), to=date(2026, 4, 16))
    assert Client().get(url, headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize("part", ["stranger", "secretary"])
def test_public_feed_is_the_same_for_everybody_and_holds_what_is_public(
    cast: Cast, schedule: Schedule, part: str
) -> None:
    make.meeting(schedule, date(2026, 5, 6), key="hidden", audience="officers", text={"en": "A secret"})
    moved(cast.actor("secretary"), schedule, "hidden", timezone.now(), to=date(2026, 5, 7))
    moved(cast.actor("secretary"), schedule, "april", timezone.now(), sittings=MORNING)
    client = Client()
    if part != "stranger":
        client.force_login(cast.accounts[part])
    content = client.get(f"/groups/{cast.body.slug}/changes.atom?lang=en").content
    assert len(_entries(content)) == 1
    assert "secret" not in content.decode().replace("secretariat", "")
    assert [entry.findtext("a:author/a:name", "", ATOM) for entry in _entries(content)] == ["the secretariat"]


def test_private_feed_holds_what_its_account_follows_and_may_know(cast: Cast, schedule: Schedule) -> None:
    make.meeting(schedule, date(2026, 5, 6), key="inside", audience="members", text={"en": "For members"})
    moved(cast.actor("secretary"), schedule, "inside", timezone.now(), to=date(2026, 5, 7))
    delegate = cast.actor("delegate")
    token = feeds.make(actor=delegate, now=timezone.now(), scope=FeedScope.CHANGES)
    url = f"/changes/feed/{token}.atom"
    answer = Client().get(url)
    assert len(_entries(answer.content)) == 1
    assert (answer["Cache-Control"], answer["Referrer-Policy"]) == ("private, no-store", "no-referrer")
    assert Client().get(url, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    unfollow(actor=delegate, now=timezone.now(), body=cast.body)
    assert _entries(Client().get(url).content) == []
    FeedToken.objects.all().delete()
    assert Client().get(url).status_code == 404


def test_a_token_opens_what_it_was_made_for_alone(cast: Cast) -> None:
    delegate = cast.actor("delegate")
    news = feeds.make(actor=delegate, now=timezone.now(), scope=FeedScope.CHANGES)
    calendar = feeds.make(actor=delegate, now=timezone.now(), scope=FeedScope.MINE)
    assert Client().get(f"/changes/feed/{news}.atom").status_code == 200
    assert Client().get(f"/changes/feed/{calendar}.atom").status_code == 404
    assert Client().get(reverse("meetings:feed_private", args=[calendar])).status_code == 200
    assert Client().get(reverse("meetings:feed_private", args=[news])).status_code == 404


def test_private_feed_is_made_from_the_page_and_shown_once(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.accounts["delegate"])
    answer = client.post("/changes/feed/")
    made = answer.context["made"]
    assert made in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"
    assert Client().get(made.removeprefix(settings.SITE_URL)).status_code == 200
    assert made not in client.get("/changes/").content.decode()


def test_changes_older_than_thirty_days_have_left_the_feed(cast: Cast, schedule: Schedule) -> None:
    moved(cast.actor("secretary"), schedule, "april", datetime.now(UTC) - timedelta(days=31), sittings=MORNING)
    assert Change.objects.exists()
    assert _entries(Client().get(f"/groups/{cast.body.slug}/changes.atom").content) == []
