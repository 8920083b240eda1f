"""Private calendars: an address that opens one thing, as long as its account wants it to."""

from __future__ import annotations

import json
import logging
import re
from datetime import date
from typing import Any

import icalendar
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from groups.models import Follow
from meetings.models import Schedule
from portal import feeds
from portal.enums import Audience, FeedScope
from portal.logs import JsonFormatter
from portal.models import AuditEvent, FeedToken, User
from tests import make
from tests.cast import NOW, Cast, gather
from tests.clock import day_in
from tests.queries import assert_constant

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return gather()


@pytest.fixture
def schedule(cast: Cast) -> Schedule:
    """A meeting for everybody, one for members, and one of a group that the delegate has nothing to do with."""
    made = make.schedule(cast.term)
    day = day_in()
    make.meeting(made, day, key="public")
    make.meeting(made, day, key="members", audience=Audience.MEMBERS)
    make.meeting(make.schedule(make.term(make.body("elsewhere"))), day, key="foreign")
    return made


def of(cast: Cast, scope: FeedScope = FeedScope.MINE, key: str = "", part: str = "delegate") -> str:
    token = feeds.make(actor=cast.actor(part), now=NOW, scope=scope, key=key)
    return reverse("meetings:feed_private", args=[token])


def keys(address: str) -> set[str]:
    answer = Client().get(address)
    assert answer.status_code == 200, answer.status_code
    return {
        str(event["UID"]).split("@")[0].split(".")[2] for event in icalendar.Calendar.from_ical(answer.content).events
    }


def test_my_groups_are_those_that_i_serve_in_or_follow(cast: Cast, schedule: Schedule) -> None:
    address = of(cast)
    assert keys(address) == {"public", "members"}
    Follow.objects.create(account=cast.accounts["delegate"], body=schedule.term.body, muted=True, since=NOW)
    elsewhere = Schedule.objects.get(term__body__slug="elsewhere").term.body
    Follow.objects.create(account=cast.accounts["delegate"], body=elsewhere, since=NOW)
    assert keys(address) == {"foreign"}


def test_each_scope_holds_what_it_says(cast: Cast, schedule: Schedule) -> None:
    assert keys(of(cast, FeedScope.ALL)) == {"public", "members", "foreign"}
    assert keys(of(cast, FeedScope.GROUP, cast.body.slug)) == {"public", "members"}
    own = cast.accounts["delegate"].person.accreditations.get().delegation
    assert keys(of(cast, FeedScope.DELEGATION, own.key)) == {"public", "members"}


def test_calendar_shows_no_more_than_its_account_may_read_now(cast: Cast, schedule: Schedule) -> None:
    address = of(cast, FeedScope.GROUP, cast.body.slug)
    assert keys(address) == {"public", "members"}
    cast.accounts["delegate"].person.accreditations.update(ended=date(2026, 1, 1))
    assert keys(address) == {"public"}
    cast.body.audience = Audience.MEMBERS
    cast.body.save()
    assert Client().get(address).status_code == 404


def test_only_the_digest_is_kept(cast: Cast) -> None:
    token = feeds.make(actor=cast.actor("delegate"), now=NOW, scope=FeedScope.MINE)
    assert re.fullmatch(r"[\w-]{43}", token)
    kept = FeedToken.objects.get()
    assert kept.digest == feeds.digest_of(token) != token
    assert token not in json.dumps([event.after for event in AuditEvent.objects.all()])
    assert [event.verb for event in AuditEvent.objects.all()] == ["created"]


def test_address_dies_with_its_account(cast: Cast, schedule: Schedule) -> None:
    address = of(cast)
    assert keys(address)
    User.objects.filter(pk=cast.accounts["delegate"].pk).update(is_active=False)
    assert Client().get(address).status_code == 404


def test_replaced_and_withdrawn_addresses_open_nothing(cast: Cast, schedule: Schedule) -> None:
    first, actor = of(cast), cast.actor("delegate")
    feed, token = feeds.replace(actor=actor, now=NOW, pk=FeedToken.objects.get().pk)
    second = reverse("meetings:feed_private", args=[token])
    assert Client().get(first).status_code == 404
    assert keys(second) == {"public", "members"}
    feeds.withdraw(actor=actor, now=NOW, pk=feed.pk)
    assert Client().get(second).status_code == 404
    assert [event.verb for event in AuditEvent.objects.all()] == ["withdrawn", "replaced", "created"]


@pytest.mark.parametrize("act", [feeds.replace, feeds.withdraw])
def test_calendar_of_another_account_is_not_there(cast: Cast, act: Any) -> None:
    of(cast)
    with pytest.raises(feeds.RefusedError):
        act(actor=cast.actor("chair"), now=NOW, pk=FeedToken.objects.get().pk)
    assert FeedToken.objects.count() == 1


def test_account_has_only_so_many(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "MOST", 1)
    of(cast)
    with pytest.raises(feeds.RefusedError, match="withdraw one first"):
        of(cast)


@pytest.mark.parametrize("part", ["stranger"])
def test_stranger_makes_none(cast: Cast, part: str) -> None:
    with pytest.raises(feeds.RefusedError):
        of(cast, part=part)


def test_token_opens_its_calendar_and_nothing_else(cast: Cast, schedule: Schedule) -> None:
    token = of(cast).removeprefix("/calendars/").removesuffix(".ics")
    client = Client()
    client.get(reverse("meetings:feed_private", args=[token]))
    assert not client.cookies
    hidden = reverse("meetings:feed_row", args=[cast.body.slug, cast.term.label, "members"])
    assert client.get(hidden).status_code == 404
    assert client.get(hidden, {"token": token}).status_code == 404
    assert client.get(reverse("invitation", args=[token])).status_code == 410
    changes = feeds.make(actor=cast.actor("delegate"), now=NOW, scope=FeedScope.CHANGES)
    assert client.get(reverse("meetings:feed_private", args=[changes])).status_code == 404


def test_private_calendar_says_in_which_language_it_is(cast: Cast, schedule: Schedule) -> None:
    User.objects.filter(pk=cast.accounts["delegate"].pk).update(language="pt")
    answer = Client().get(of(cast), headers={"accept-language": "fr"})
    assert answer["Content-Language"] == "pt"
    assert "meus grupos" in answer.content.decode()


def test_private_calendar_is_kept_out_of_caches_logs_and_referrers(cast: Cast, schedule: Schedule) -> None:
    address = of(cast)
    first = Client().get(address)
    assert first["Cache-Control"] == "private, no-store"
    assert first["Referrer-Policy"] == "no-referrer"
    assert first["X-Robots-Tag"] == "noindex"
    again = Client().get(address, HTTP_IF_NONE_MATCH=first["ETag"])
    assert (again.status_code, again.content, again["Cache-Control"]) == (304, b"", "private, no-store")
    record = logging.LogRecord("django", logging.ERROR, "", 0, "Not Found: %s?token=abc&x=1", (address,), None)
    assert json.loads(JsonFormatter().format(record))["message"] == "Not Found: /calendars/….ics?token=…&x=1"


def test_reading_is_noted_once_a_day(cast: Cast, schedule: Schedule) -> None:
    address = of(cast)
    assert FeedToken.objects.get().read_on is None
    keys(address)
    assert FeedToken.objects.get().read_on == timezone.now().date()


def test_language_is_the_address_s_then_the_account_s(cast: Cast, schedule: Schedule) -> None:
    User.objects.filter(pk=cast.accounts["delegate"].pk).update(language="fr")
    address = of(cast)

    def name(**asked: str) -> str:
        return str(icalendar.Calendar.from_ical(Client().get(address, asked).content)["NAME"])

    assert [name(), name(lang="es"), name(lang="xx")] == [
        "Plenary\u00a0: mes groupes",
        "Plenary: mis grupos",
        "Plenary\u00a0: mes groupes",
    ]


def test_query_count_is_constant(cast: Cast, schedule: Schedule) -> None:
    address = of(cast)
    keys(address)  # the first reading of a day is noted
    assert_constant(Client(), address, lambda: make.meeting(schedule, items=("One",)))


# --- the page


def test_page_makes_shows_replaces_and_withdraws(cast: Cast, schedule: Schedule) -> None:
    client = Client()
    client.force_login(cast.accounts["delegate"])
    assert "No private" not in client.get(reverse("calendars")).content.decode()
    made = client.post(reverse("calendars-make"), {"holds": "mine:"})
    address = re.search(r'value="http://testserver(/calendars/[\w-]{43}\.ics)"', made.content.decode())
    assert address
    assert made["Cache-Control"] == "private, no-store"
    assert keys(address[1]) == {"public", "members"}
    listed = client.get(reverse("calendars")).content.decode()
    assert "My groups" in listed
    assert address[1] not in listed
    feed = FeedToken.objects.get()
    replaced = client.post(reverse("calendars-replace", args=[feed.pk]))
    assert address[1] not in replaced.content.decode()
    assert Client().get(address[1]).status_code == 404
    assert client.post(reverse("calendars-withdraw", args=[feed.pk])).status_code == 302
    assert not FeedToken.objects.exists()
    again = client.post(reverse("calendars-withdraw", args=[feed.pk]), follow=True)
    assert "There is no such calendar of yours any more." in again.content.decode()


def test_page_offers_only_what_the_account_may_know(cast: Cast, schedule: Schedule) -> None:
    make.term(make.body("hidden", audience=Audience.OFFICERS))
    client = Client()
    client.force_login(cast.accounts["delegate"])
    assert "group:hidden" not in client.get(reverse("calendars")).content.decode()
    answer = client.post(reverse("calendars-make"), {"holds": "group:hidden"})
    assert answer.status_code == 200
    assert not FeedToken.objects.exists()


def test_page_asks_as_often_for_one_group_as_for_three(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.accounts["delegate"])

    def grow() -> None:
        state = make.delegation()
        make.standing(state, make.term(make.body()).body)
        feeds.make(actor=cast.actor("delegate"), now=NOW, scope=FeedScope.DELEGATION, key=state.key)

    assert_constant(client, reverse("calendars"), grow)
