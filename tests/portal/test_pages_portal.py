"""Home, about, the API's page and the reader's settings."""

from __future__ import annotations

import re
from datetime import date, time
from html import unescape

import pytest
from django.test import Client

from meetings.enums import EntryStatus
from portal.enums import Audience
from tests import make
from tests.cast import gather
from tests.clock import day_in

pytestmark = pytest.mark.django_db


def page(client: Client, url: str) -> str:
    response = client.get(url, headers={"accept-language": "en"})
    assert response.status_code == 200, url
    return unescape(response.content.decode())


def in_days(number: int) -> date:
    return day_in(days=number)


def test_home_shows_what_comes_nearest_first(client: Client):
    schedule = make.schedule()
    make.meeting(schedule, in_days(40), text={"en": "Later meeting"})
    make.meeting(schedule, in_days(0), text={"en": "Meeting of this day"})
    make.meeting(schedule, in_days(-3), text={"en": "Meeting gone by"})
    html = page(client, "/")
    assert html.index("Meeting of this day") < html.index("Later meeting")
    assert "Meeting gone by" not in html


def test_home_counts_groups_by_house_where_they_are_many(client: Client, monkeypatch):
    monkeypatch.setattr("portal.views.home.MOST_NAMED", 2)
    house = make.organization("house-a")
    for number in range(2):
        make.term(make.body(organization=house, name={"en": f"Working Group {number}"}))
    assert "Working Group 1" in page(client, "/")
    last = make.term(make.body(organization=house, name={"en": "Working Group 2"}))
    make.meeting(make.schedule(last), in_days(1))  # without any the latest terms would be named
    make.term(make.body(organization=house, audience=Audience.STAFF))
    html = page(client, "/")
    assert "Working Group 1" not in html
    assert 'href="/groups/?organization=house-a">3 groups</a>' in html


def test_home_leaves_out_what_is_off_or_not_public(client: Client):
    schedule = make.schedule()
    make.meeting(schedule, in_days(3), text={"en": "Put off"}, status=EntryStatus.POSTPONED)
    make.meeting(schedule, in_days(3), text={"en": "For staff"}, audience=Audience.STAFF)
    html = page(client, "/")
    assert "Put off" not in html
    assert "For staff" not in html
    assert "Nothing is planned" in html


def test_home_shows_deadlines_and_links_every_group(client: Client):
    term = make.term(make.body("wg"))
    make.entry(make.schedule(term), in_days(5), text={"en": "Comments of delegations"})
    make.term(make.body("hidden", audience=Audience.MEMBERS))
    html = page(client, "/")
    assert "Comments of delegations" in html
    assert '<a href="/groups/wg/">' in html
    assert "/groups/hidden/" not in html


def test_home_says_at_which_hour_and_on_whose_clock_something_is_due(client: Client):
    schedule = make.schedule()
    make.deadline(schedule, in_days(5), at=time(18), zone="Europe/Zurich")
    make.deadline(schedule, in_days(6), at=time(0))
    html = page(client, "/")
    assert "6:00 p.m. Zurich · " in html
    assert "12:00 midnight Washington" in html


def test_home_names_the_groups_of_who_is_signed_in(client: Client):
    cast = gather()
    client.force_login(cast.accounts["delegate"])
    assert "My groups" in page(client, "/")
    client.logout()
    assert "My groups" not in page(client, "/")


@pytest.mark.parametrize("url", ["/about/", "/api/", "/preferences/", "/search/", "/groups/", "/"])
@pytest.mark.parametrize("language", ["en", "es", "fr", "pt"])
def test_pages_answer_in_each_language(client: Client, url: str, language: str):
    response = client.get(url, {"lang": language})
    assert response.status_code == 200
    assert f'<html lang="{language}"' in response.content.decode()


def test_api_page_links_the_document_that_is_there(client: Client):
    assert 'href="/api/v1/openapi.json"' in page(client, "/api/")
    assert client.get("/api/v1/openapi.json").status_code == 200


def test_preferences_name_each_zone_once_as_its_speakers_order_them(client: Client):
    html = client.get("/preferences/", headers={"accept-language": "es"}).content.decode()
    named = re.findall(r'<option value="[A-Z][^"]+/[^"]+"[^>]*>([^<]+)</option>', html)
    assert len(named) == len(set(named)) > 400
    cities = [each.partition(" (")[0] for each in named]
    assert [each for each in cities if each in ("Mérida", "Moscú", "Managua")] == ["Managua", "Mérida", "Moscú"]


def test_preferences_know_a_zone_by_the_name_it_once_had(client: Client):
    client.cookies["zone"] = "America/Buenos_Aires"
    html = page(client, "/preferences/")
    assert re.search(r'value="America/Argentina/Buenos_Aires" selected', html)


def test_preferences_of_a_stranger_are_kept_in_cookies(client: Client):
    response = client.post("/preferences/", {"language": "fr", "zone": "America/Lima"})
    assert response.status_code == 302
    assert (response.cookies["language"].value, response.cookies["zone"].value) == ("fr", "America/Lima")
    assert '<html lang="fr"' in client.get("/").content.decode()


def test_preferences_of_an_account_are_saved_with_it(client: Client):
    user = make.user()
    client.force_login(user)
    client.post("/preferences/", {"language": "pt", "zone": "America/Sao_Paulo"})
    user.refresh_from_db()
    assert (user.language, user.zone) == ("pt", "America/Sao_Paulo")


def test_preferences_refuse_what_is_no_zone_or_language(client: Client):
    response = client.post("/preferences/", {"language": "xx", "zone": "America/Nowhere"})
    assert response.status_code == 200
    assert "language" not in response.cookies
    assert response.content.count(b"is-invalid") >= 2
