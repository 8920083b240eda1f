"""Pages of a silence: by the clock and not by the job, for the reader's part in it, in as many queries for many."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from groups.models import Organization, Term
from meetings.models import Silence, SilenceRule
from portal import clock
from tests import make
from tests.cast import Cast, gather
from tests.queries import assert_constant

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    made = gather()
    clock.confirm(timezone.now())
    Term.objects.update(began=date(2020, 1, 1), ended=None)
    return made


def soon(**ahead: float) -> datetime:
    return (timezone.now() + timedelta(**(ahead or {"days": 4}))).replace(second=0, microsecond=0)


def signed_in(cast: Cast, part: str) -> Client:
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(cast.accounts[part])
    return client


def silence(cast: Cast, expires: datetime | None = None, **facts: object) -> Silence:
    text = make.text_without_number(cast.body, title={"en": "Text on water"})
    return make.silence(cast.term, text, expires or soon(), **facts)


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return answer.content.decode()


def test_delegate_is_offered_to_object_wherever_it_is_shown(cast: Cast) -> None:
    found = silence(cast)
    client, link = signed_in(cast, "delegate"), reverse("meetings:silence_object", args=[found.pk])
    for url in (found.get_absolute_url(), found.revision.document.get_absolute_url()):
        assert link in page(client, url)
        assert link not in page(signed_in(cast, "observer"), url)
        assert link not in page(Client(), url)
    for url in (reverse("home"), reverse("my-delegation"), cast.term.get_absolute_url()):
        said = page(client, url)
        assert found.get_absolute_url() in said, url
        assert "No answer means consent." in said
        assert "3 days and 23 hours left" in said or "4 days left" in said


@pytest.mark.parametrize(
    ("language", "days"),
    [
        ("en", r"until (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"),
        ("es", r"hasta el (?:lunes|martes|miércoles|jueves|viernes|sábado|domingo)"),
        ("fr", r"jusqu’au (?:lun|mar|mercre|jeu|vendre|same|diman)"),
        ("pt", r"até (?:segunda|terça|quarta|quinta|sexta|sábado|domingo)"),
    ],
)
def test_its_end_stands_in_the_sentence_as_the_language_has_it(cast: Cast, language: str, days: str) -> None:
    document = silence(cast).revision.document
    for url in (cast.term.get_absolute_url(), document.get_absolute_url()):
        said = re.sub(r"<[^>]+>", "", page(Client(), f"{url}?lang={language}"))
        assert re.search(days, said), url


def test_page_tells_by_the_clock_what_no_job_has_written_down(cast: Cast) -> None:
    found = silence(cast, soon(minutes=-1))
    said = page(signed_in(cast, "delegate"), found.get_absolute_url())
    assert "adopted, to be announced" in said
    assert reverse("meetings:silence_object", args=[found.pk]) not in said
    found.refresh_from_db()
    assert found.state == "running"
    answer = Client().get(f"/api/v1/groups/{cast.body.slug}/{cast.term.label}/silences").json()
    assert [each["state"] for each in answer] == ["unbroken"]


def test_objection_on_the_page_breaks_it_and_only_members_read_whose_it_was(cast: Cast) -> None:
    found = silence(cast)
    client, url = signed_in(cast, "delegate"), reverse("meetings:silence_object", args=[found.pk])
    own = cast.accounts["delegate"].person.accreditations.get().delegation
    written = {"delegation": own.pk, "kind": "objection"}
    assert client.post(url, {**written, "text": " "}).status_code == 422
    done = client.post(url, {**written, "text": "We cannot accept paragraph 3."}, follow=True)
    assert "The silence is broken" in done.content.decode()
    for part, seen in (("delegate", True), ("chair", True), ("other_delegate", False), ("observer", False)):
        said = page(signed_in(cast, part), found.get_absolute_url())
        assert ("We cannot accept paragraph 3." in said, "broken: not adopted" in said) == (seen, True), part
    public = Client().get(f"/api/v1/groups/{cast.body.slug}/{cast.term.label}/silences").json()[0]
    assert (public["state"], public["objections"]) == ("broken", [])


def test_after_it_is_broken_others_put_theirs_on_record_and_are_not_asked_to_agree(cast: Cast) -> None:
    found = silence(cast)
    client, link = signed_in(cast, "delegate"), reverse("meetings:silence_object", args=[found.pk])
    for broken in (False, True):
        if broken:
            Silence.objects.update(state="broken", ended_at=timezone.now())
        said = page(client, found.get_absolute_url())
        assert (f'<a class="btn btn-primary" href="{link}">Object</a>' in said) is not broken
        assert (f'<a class="btn" href="{link}">Put your objection on record too</a>' in said) is broken
        assert ("To agree, you need do nothing." in said) is not broken


def test_chair_puts_a_text_to_silence_sees_what_goes_out_and_starts_it(cast: Cast) -> None:
    Organization.objects.filter(pk=cast.house.pk).update(zone="America/New_York")
    SilenceRule.objects.create(organization=cast.house, minimum_hours=240, strictness="warn")
    text = make.text_without_number(cast.body, state="drafted")
    chair = signed_in(cast, "chair")
    day = (timezone.now() + timedelta(days=5)).date()
    url = reverse("meetings:silence_new", args=[text.document.slug])
    assert url in page(chair, text.document.get_absolute_url())
    wrong = chair.post(url, {"revision": text.pk, "day": "2012-03-11", "at": "02:30"})
    assert "The clock skips this hour" in wrong.content.decode()
    done = chair.post(url, {"revision": text.pk, "day": day.isoformat(), "at": "18:00"}, follow=True).content.decode()
    made = Silence.objects.get()
    assert made.expires_there.strftime("%Y-%m-%d %H:%M") == f"{day} 18:00"
    assert "Under silence until" in done
    assert "A silence of this body lasts at least 240 hours." in done
    start = reverse("meetings:silence_start", args=[made.pk])
    chair.post(start)
    made.refresh_from_db()
    assert made.state == "announced"
    assert "people are told" in chair.post(start, {"shorter": "on"}, follow=True).content.decode()
    made.refresh_from_db()
    assert made.state == "running"


def test_hour_that_comes_twice_is_asked_for(cast: Cast) -> None:
    text = make.text_without_number(cast.body)
    chair, url = signed_in(cast, "chair"), reverse("meetings:silence_new", args=[text.document.slug])
    typed = {"revision": text.pk, "day": "2027-11-07", "at": "01:30"}
    assert "say which is meant" in chair.post(url, typed).content.decode()
    assert chair.post(url, {**typed, "fold": "second"}).status_code == 302
    made = Silence.objects.get()
    assert made.expires_at.isoformat() == "2027-11-07T06:30:00+00:00"
    assert made.expires_there.fold == 1


def test_result_is_announced_and_numbered_on_the_page(cast: Cast) -> None:
    found = silence(cast, soon(hours=-1))
    held = make.meeting(make.schedule(cast.term), timezone.localdate(timezone=found.expires_there.tzinfo))
    held.sittings.all().delete()  # held at any hour of today
    chair, url = signed_in(cast, "chair"), reverse("meetings:silence_result", args=[found.pk])
    chair.post(url, {"meeting": held.pk, "symbol": ""})
    assert "A/DEC.9/26" not in page(chair, found.get_absolute_url())
    assert "It has no number yet." in page(chair, found.get_absolute_url())
    chair.post(url, {"symbol": "A/DEC.9/26"})
    said = page(Client(), found.get_absolute_url())
    assert "A/DEC.9/26" in said
    assert "adopted and issued" in said


def test_calendar_carries_the_instant_and_its_end(cast: Cast) -> None:
    found = silence(cast)
    url = reverse("meetings:feed_group", args=[cast.body.slug])
    said = page(Client(), url).replace("\r\n ", "")
    assert f"DTSTART;TZID=America/New_York:{found.expires_there:%Y%m%dT%H%M%S}" in said
    assert "SUMMARY:Silence expires: Text on water" in said
    Silence.objects.update(state="withdrawn", ended_at=timezone.now())
    assert "STATUS:CANCELLED" in page(Client(), url)


@pytest.mark.parametrize("where", ["home", "my-delegation", "term", "document", "feed", "api"])
def test_pages_ask_as_often_for_three_as_for_one(cast: Cast, where: str) -> None:
    paper = make.text_without_number(cast.body).document
    urls = {
        "home": reverse("home"),
        "my-delegation": reverse("my-delegation"),
        "term": cast.term.get_absolute_url(),
        "document": paper.get_absolute_url(),
        "feed": reverse("meetings:feed_group", args=[cast.body.slug]),
        "api": f"/api/v1/groups/{cast.body.slug}/{cast.term.label}/silences",
    }
    part = "secretary" if where == "document" else "delegate"
    client = signed_in(cast, part)
    numbers = iter(range(1, 9))

    def grow() -> None:
        if where == "document":
            revision = paper.revisions.create(number=next(numbers), state="issued")
            make.silence(cast.term, revision, soon(), state="broken", ended_at=timezone.now())
        else:
            silence(cast)

    assert_constant(client, urls[where], grow)
