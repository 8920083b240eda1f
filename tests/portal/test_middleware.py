"""What every answer carries, and what every page knows of its reader."""

import json
import logging

import pytest
from django.contrib.auth.models import AnonymousUser

from portal import buckets, logs
from portal.middleware import limits
from portal.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.portal.pages")]


@pytest.fixture
def reader(client):
    def reader(query="", **headers):
        return client.get(f"/tests/reader{query}", headers=headers).json()

    return reader


@pytest.fixture
def ana(client):
    ana = User.objects.create_user("ana@example.org", language="pt", zone="America/Lima")
    client.force_login(ana)
    return ana


@pytest.mark.parametrize(
    ("path", "status"), [("/tests/page", 200), ("/tests/none", 404), ("/tests/failure", 500), ("/healthz", 200)]
)
def test_policy_is_on_every_answer(client, path, status):
    client.raise_request_exception = False
    response = client.get(path)
    assert response.status_code == status
    policy = response["Content-Security-Policy"].split("; ")
    assert policy[:3] == ["default-src 'none'", "script-src 'self'", "style-src 'self'"]
    assert "unsafe" not in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"


def test_request_id_is_ours_and_in_the_log(client, caplog):
    client.raise_request_exception = False
    formatter, lines = logs.JsonFormatter(), []
    handler = logging.Handler()
    handler.emit = lambda record: lines.append(json.loads(formatter.format(record)))
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)
    try:
        response = client.get("/tests/failure", headers={"X-Request-Id": "forged"})
    finally:
        logger.removeHandler(handler)
    assert len(response["X-Request-Id"]) == 32
    assert lines[0]["request"] == response["X-Request-Id"]
    assert "ZeroDivisionError" in lines[0]["traceback"]


def test_line_says_who_asked_for_what_from_which_network(client, ana, settings):
    settings.TRUSTED_PROXY_COUNT = 1
    client.raise_request_exception = False
    formatter, lines = logs.JsonFormatter(), []
    handler = logging.Handler()
    handler.emit = lambda record: lines.append(json.loads(formatter.format(record)))
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)
    try:
        client.get("/tests/failure", headers={"X-Forwarded-For": "203.0.113.77"})
        client.logout()
        client.get("/tests/failure", headers={"X-Forwarded-For": "2001:db8:1:2::3"})
    finally:
        logger.removeHandler(handler)
    told = [(line["account"], line["address"], line["page"].rpartition(".")[2]) for line in lines]
    assert told == [(ana.pk, "203.0.113.0/24", "failure"), (None, "2001:db8:1::/48", "failure")]


def test_line_outside_a_request_names_nobody():
    line = json.loads(logs.JsonFormatter().format(logging.LogRecord("portal", logging.ERROR, "", 0, "x", (), None)))
    assert line.keys() == {"at", "level", "logger", "message"}


def test_caches_keep_no_page_of_a_signed_in_reader(client, ana):
    assert client.get("/tests/reader")["Cache-Control"] == "private, no-store"


def test_caches_may_keep_a_page_of_strangers(client):
    assert client.get("/tests/page")["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_language_follows_the_browser(reader):
    assert reader(**{"Accept-Language": "de, fr;q=0.8, en;q=0.5"})["language"] == "fr"
    assert reader(**{"Accept-Language": "de"})["language"] == "en"


def test_language_chosen_holds_at_once_and_for_a_year(client):
    response = client.get("/tests/page?lang=es")
    assert response["Content-Language"] == "es"
    assert response.cookies["language"]["max-age"] == 365 * 24 * 3600
    assert client.get("/tests/reader", headers={"Accept-Language": "fr"}).json()["language"] == "es"


def test_language_of_what_is_no_page_holds_for_it_alone(client):
    response = client.get("/tests/reader?lang=es")
    assert (response.json()["language"], response["Content-Language"]) == ("es", "es")
    assert not response.cookies


@pytest.mark.parametrize("code", ["de", "", "ES", "es-AR", "../x"])
def test_language_that_we_do_not_speak_is_as_if_not_said(client, code):
    response = client.get("/tests/reader", {"lang": code})
    assert response.json()["language"] == "en"
    assert "language" not in response.cookies


def test_language_of_the_account_comes_before_the_browser_and_after_the_cookie(reader, ana, client):
    assert reader(**{"Accept-Language": "fr"})["language"] == "pt"
    client.cookies["language"] = "es"
    assert reader(**{"Accept-Language": "fr"})["language"] == "es"


def test_vary_says_what_the_page_depends_on(client):
    assert {word.strip() for word in client.get("/tests/page")["Vary"].split(",")} >= {"Accept-Language", "Cookie"}


def test_zone_chosen_holds_at_once_and_stays(client, reader):
    assert reader()["zone"] is None
    assert reader("?zone=Asia/Tokyo")["zone"] == "Asia/Tokyo"
    assert reader()["zone"] == "Asia/Tokyo"
    assert reader("?zone=venue")["zone"] is None
    assert reader()["zone"] is None


@pytest.mark.parametrize("name", ["Mars/Olympus", "../../etc/passwd", "", "asia/tokyo"])
def test_zone_that_is_none_is_as_if_not_said(reader, client, name):
    client.cookies["zone"] = name
    assert reader(f"?zone={name}")["zone"] is None


def test_zone_of_the_account_comes_before_the_cookie(reader, client, ana):
    client.cookies["zone"] = "Asia/Tokyo"
    assert reader()["zone"] == "America/Lima"
    assert reader("?zone=Europe/Madrid")["zone"] == "Europe/Madrid"


def test_actor_is_the_account_or_nobody(reader, client):
    assert reader()["user_id"] is None
    ana = User.objects.create_user("ana@example.org")
    client.force_login(ana)
    assert reader()["user_id"] == ana.pk


def test_stranger_costs_no_query(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/tests/reader?lang=fr&zone=Asia/Tokyo")


def test_limit_lets_a_patient_reader_take_two_thousand_pages():
    taken = [buckets._take_from_memory(limits.PAGES, "192.0.2.1", 1000.0 + page / 100) for page in range(2000)]
    assert not any(taken)


@pytest.fixture
def narrow(monkeypatch):
    monkeypatch.setattr(limits, "PAGES", buckets.Bucket("narrow", burst=3, per_second=0.1))


def test_limit_answers_a_flood_with_when_to_come_back(client, narrow):
    answers = [client.get("/tests/page", REMOTE_ADDR="192.0.2.7") for _page in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert 1 <= int(answers[3]["Retry-After"]) <= 10
    assert answers[3]["Content-Security-Policy"]
    assert client.get("/tests/page", REMOTE_ADDR="192.0.2.8").status_code == 200


def test_limit_counts_neither_accounts_nor_health(client, narrow, ana):
    assert {client.get("/tests/page").status_code for _page in range(5)} == {200}
    client.logout()
    assert {client.get("/healthz").status_code for _page in range(5)} == {200}


def test_limit_believes_forwarded_addresses_only_behind_a_proxy(client, narrow, settings):
    def flood(address):
        return [client.get("/tests/page", headers={"X-Forwarded-For": f"{address}{n}"}).status_code for n in range(4)]

    assert flood("192.0.2.")[-1] == 429
    settings.TRUSTED_PROXY_COUNT = 1
    assert flood("198.51.100.1, 192.0.2.")[-1] == 200


def test_account_that_was_closed_is_nobody(client, ana, reader):
    ana.is_active = False
    ana.save(update_fields=["is_active"])
    assert reader()["user_id"] is None
    assert not AnonymousUser().is_authenticated
