"""Headers and markup of every page as it is answered: a strict policy, and nothing in the page that it refuses."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import get_resolver

from portal import buckets
from portal.middleware import limits
from portal.middleware.headers import POLICY
from tests.architecture.addresses import ADDRESSES, Address, Setting
from tests.architecture.test_templates import FORBIDDEN

pytestmark = pytest.mark.django_db
READ = [address for address in ADDRESSES if address.method == "get" and not address.name.startswith("api-v1:")]


def _assert_strict(answer) -> None:
    assert answer["Content-Security-Policy"] == POLICY
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] in ("same-origin", "no-referrer")
    assert answer["X-Frame-Options"] == "DENY"
    page = answer.content.decode()
    assert [what for what, pattern in FORBIDDEN.items() if re.search(pattern, page, re.IGNORECASE)] == []


def _assert_varies(answer) -> None:
    assert {"Accept-Language", "Cookie"} <= {word.strip() for word in answer["Vary"].split(",")}


def test_policy_allows_nothing_inline_and_nobody_else():
    assert "unsafe" not in POLICY
    assert "default-src 'none'" in POLICY
    assert "frame-ancestors 'none'" in POLICY
    assert re.findall(r"https?:|\*", POLICY) == []


@pytest.mark.parametrize("part", ["stranger", "secretary"])
@pytest.mark.parametrize("address", READ, ids=str)
def test_page_is_strict_and_says_what_it_depends_on(address: Address, part, settings, tmp_path):
    settings.PAPERS_ROOT = tmp_path
    setting, client = Setting(), Client()
    if part != "stranger":
        client.force_login(setting.cast.accounts[part])
    answer = client.get(address.path(setting))
    if answer["Content-Type"].startswith("text/html"):
        if answer.status_code != 302:
            _assert_strict(answer)
        _assert_varies(answer)
    else:
        answer.close()
        assert answer["Content-Security-Policy"]
    if part == "secretary" and address.name not in ("healthz", "readyz"):
        assert "private" in answer["Cache-Control"]


def test_absent_page_is_strict(client):
    answer = client.get("/nothing/here/")
    assert answer.status_code == 404
    _assert_strict(answer)
    _assert_varies(answer)


def test_absent_and_hidden_look_the_same(client):
    setting = Setting()
    slug = setting.cast.body.slug
    pages = [client.get(f"/groups/{name}/") for name in (slug, "never-recorded")]
    bodies = [page.content.decode().replace(slug, "X").replace("never-recorded", "X") for page in pages]
    assert bodies[0] == bodies[1]
    kept = [{name: value for name, value in page.headers.items() if name != "X-Request-Id"} for page in pages]
    assert {**kept[0], "Content-Length": ""} == {**kept[1], "Content-Length": ""}


def test_form_from_elsewhere_is_refused_strictly():
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/accounts/login/", {"login": "ana@example.org", "password": "x"})
    assert answer.status_code == 403
    _assert_strict(answer)


def test_unreadable_request_is_refused_strictly(client):
    answer = client.get("/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    _assert_strict(answer)


def test_flood_is_refused_strictly(client, monkeypatch):
    monkeypatch.setattr(limits, "PAGES", buckets.Bucket("narrow", burst=1, per_second=0.1))
    answer = [client.get("/about/") for _time in range(2)][1]
    assert answer.status_code == 429
    _assert_strict(answer)


def test_failure_is_strict(client, monkeypatch):
    def fail(request):
        raise ZeroDivisionError

    pattern = next(p for p in get_resolver().url_patterns if getattr(p, "name", "") == "about")
    monkeypatch.setattr(pattern, "callback", fail)
    client.raise_request_exception = False
    answer = client.get("/about/")
    assert answer.status_code == 500
    _assert_strict(answer)


@pytest.mark.parametrize("part", ["delegate", "other_secretary"])
def test_refusal_of_an_invitation_is_strict(part):
    setting, client = Setting(), Client()
    client.force_login(setting.cast.accounts[part])
    answer = client.get("/invitations/a-token-that-was-sent-by-mail/")
    assert answer.status_code == 403
    _assert_strict(answer)
