"""Keys of the reading API, and what is true of every answer of it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal import keys
from portal.api import api
from portal.enums import KeyScope
from portal.middleware.api import KEYS, STRANGERS
from portal.models import ApiKey, AuditEvent
from tests import make
from tests.cast import Cast, gather

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    cast = gather()
    cast.body.audience = "members"
    cast.body.save()
    return cast


def _made(cast: Cast, scope: KeyScope, part: str = "delegate", **facts: Any) -> str:
    facts = {"name": "A program", "now": timezone.now(), **facts}
    return keys.make(actor=cast.actor(part), scope=scope, **facts)[1]


def _ask(secret: str, path: str = "groups", client: Client | None = None) -> Any:
    return (client or Client()).get(f"/api/v1/{path}", headers={"Authorization": f"Bearer {secret}"})


def _sees(cast: Cast, answer: Any) -> bool:
    assert answer.status_code == 200, answer.content
    return cast.body.slug in {each["slug"] for each in answer.json()["items"]}


def test_key_opens_what_its_scope_says_and_no_more_than_its_account_may_read(cast):
    mine, public = _made(cast, KeyScope.MINE), _made(cast, KeyScope.PUBLIC)
    assert _sees(cast, _ask(mine))
    assert not _sees(cast, _ask(public))
    account = cast.accounts["delegate"]
    account.person.accreditations.all().delete()
    assert not _sees(cast, _ask(mine)), "rights are those of the moment"


def test_key_for_the_public_keeps_a_session_out(cast):
    client = Client()
    client.force_login(cast.accounts["delegate"])
    assert not _sees(cast, _ask(_made(cast, KeyScope.PUBLIC), client=client))


def test_key_opens_neither_pages_nor_feeds_and_is_no_parameter(cast):
    secret = _made(cast, KeyScope.MINE)
    page = cast.body.get_absolute_url()
    assert Client().get(page, headers={"Authorization": f"Bearer {secret}"}).status_code == 404
    assert Client().get(f"{page}calendar.ics", headers={"Authorization": f"Bearer {secret}"}).status_code == 404
    assert not _sees(cast, Client().get(f"/api/v1/groups?key={secret}&access_token={secret}&token={secret}"))


@pytest.mark.parametrize("given", ["Bearer pln_wrong", "Bearer", "Basic YTpi", "pln_wrong", "Bearer \x00"])
def test_what_is_no_key_is_refused_rather_than_read_as_a_stranger(given):
    answer = Client().get("/api/v1/groups", headers={"Authorization": given})
    assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_key_ends_with_its_last_day_its_withdrawal_and_its_account(cast):
    now = timezone.now()
    ending = _made(cast, KeyScope.MINE, expires_on=now.date())
    assert _ask(ending).status_code == 200
    ApiKey.objects.update(expires_on=now.date() - timedelta(days=1))
    assert _ask(ending).status_code == 401
    withdrawn = _made(cast, KeyScope.MINE)
    keys.withdraw(actor=cast.actor("delegate"), now=now, pk=ApiKey.objects.latest("pk").pk)
    assert _ask(withdrawn).status_code == 401
    closed = _made(cast, KeyScope.MINE)
    cast.accounts["delegate"].is_active = False
    cast.accounts["delegate"].save()
    assert _ask(closed).status_code == 401


def test_key_is_kept_by_digest_and_its_making_is_in_the_log(cast, now: datetime):
    key, secret = keys.make(actor=cast.actor("delegate"), now=now, name="Mirror", scope=KeyScope.PUBLIC)
    assert secret.startswith(key.prefix)
    assert secret not in str(ApiKey.objects.values().get())
    event = AuditEvent.objects.latest("pk")
    assert (event.verb, secret in str(event.after), event.after["name"]) == ("created", False, "Mirror")
    _ask(secret)
    assert ApiKey.objects.get().used_on == timezone.now().date()


def test_keys_are_ones_own(cast, now: datetime):
    key, _secret = keys.make(actor=cast.actor("delegate"), now=now, name="Mirror", scope=KeyScope.PUBLIC)
    with pytest.raises(keys.RefusedError):
        keys.withdraw(actor=cast.actor("chair"), now=now, pk=key.pk)
    with pytest.raises(keys.RefusedError):
        keys.make(actor=cast.actor("stranger"), now=now, name="x", scope=KeyScope.PUBLIC)
    with pytest.raises(keys.RefusedError):
        keys.make(actor=cast.actor("chair"), now=now, name="x", scope=KeyScope.PUBLIC, expires_on=date(2026, 3, 9))


def test_key_shown_once_on_the_preferences_page_can_be_withdrawn_there(cast):
    client = Client()
    client.force_login(cast.accounts["delegate"])
    answer = client.post("/preferences/keys/make/", {"name": "My <mirror>", "scope": "mine", "expires_on": ""})
    key = ApiKey.objects.get()
    html = answer.content.decode()
    secret = html.split('value="pln_')[1].split('"')[0]
    assert _sees(cast, _ask(f"pln_{secret}"))
    assert answer["Cache-Control"] == "private, no-store"
    page = client.get("/preferences/").content.decode()
    assert "My &lt;mirror&gt;" in page
    assert secret not in page
    client.post(f"/preferences/keys/{key.pk}/withdraw/")
    assert not ApiKey.objects.exists()


def test_every_key_has_three_hundred_a_minute_and_strangers_have_less(cast, monkeypatch):
    assert (KEYS.burst, KEYS.per_second * 60) == (300, 300)
    assert STRANGERS.burst < KEYS.burst
    secret, other = _made(cast, KeyScope.PUBLIC), _made(cast, KeyScope.PUBLIC)
    monkeypatch.setattr("portal.middleware.api.KEYS", type(KEYS)("tight", burst=2, per_second=0.01))
    assert [_ask(secret).status_code for _time in range(3)] == [200, 200, 429]
    refused = _ask(secret)
    assert int(refused["Retry-After"]) > 0
    assert refused["Content-Type"] == "application/problem+json"
    assert _ask(other).status_code == 200


def test_every_answer_has_a_strong_tag_and_what_is_held_is_not_sent_again(client):
    make.body("one")
    for path in ("groups", "groups/one", "openapi.json", "meetings"):
        answer = client.get(f"/api/v1/{path}")
        again = client.get(f"/api/v1/{path}", headers={"If-None-Match": f'"x", {answer["ETag"]}'})
        assert answer["ETag"].startswith('"')
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", answer["ETag"])
    tag = client.get("/api/v1/groups")["ETag"]
    make.body("two")
    assert client.get("/api/v1/groups", headers={"If-None-Match": tag}).status_code == 200


def test_other_sites_read_what_is_public_and_what_a_key_opens_but_no_session(cast):
    assert Client().get("/api/v1/groups")["Access-Control-Allow-Origin"] == "*"
    assert _ask(_made(cast, KeyScope.MINE))["Access-Control-Allow-Origin"] == "*"
    client = Client()
    client.force_login(cast.accounts["delegate"])
    answer = client.get("/api/v1/groups")
    assert "Access-Control-Allow-Origin" not in answer
    assert answer["Cache-Control"] == "private, no-store"
    assert _ask(_made(cast, KeyScope.MINE))["Cache-Control"] == "private, max-age=0, must-revalidate"
    asked = client.options("/api/v1/groups", headers={"Origin": "https://example.org"})
    assert (asked.status_code, "Authorization" in asked["Access-Control-Allow-Headers"]) == (204, True)


@pytest.mark.parametrize(("scheme", "status"), [("http", 403), ("https", 200)])
def test_key_sent_unencrypted_opens_nothing_and_is_not_led_on(cast, settings, caplog, scheme, status):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    headers = {"Authorization": f"Bearer {_made(cast, KeyScope.MINE)}", "X-Forwarded-Proto": scheme}
    answer = Client().get("/api/v1/groups", headers=headers)
    assert answer.status_code == status
    if status == 403:
        assert answer.json()["detail"].startswith("Ask by https")
        assert [record.getMessage() for record in caplog.records if record.name == "portal.incidents"] == [
            "unencrypted"
        ]
        assert Client().get("/about/", headers={"X-Forwarded-Proto": scheme}).status_code == 301


def test_errors_are_problems_in_sentences(client):
    for path, status in (("nowhere", 404), ("groups/absent", 404), ("groups/a%00b", 404), ("meetings/x", 404)):
        answer = client.get(f"/api/v1/{path}")
        assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json"), path
        assert answer.json()["detail"] == "There is nothing here that you may read."
    refused = client.post("/api/v1/groups")
    assert (refused.status_code, refused.json()["detail"]) == (405, "The API only reads: ask with GET.")


def test_head_says_what_get_would_say(client):
    assert client.head("/api/v1/groups")["ETag"] == client.get("/api/v1/groups")["ETag"]


_WORDS = st.one_of(
    st.text(max_size=30), st.integers().map(str), st.sampled_from(["", "-1", "2012-02-30", "9999-12-31"])
)
_MOMENTS = st.sampled_from(["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-03-10", "now"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_parameter_makes_it_fail(data, monkeypatch):
    monkeypatch.setattr("portal.middleware.api.take", lambda *_given: 0.0)
    monkeypatch.setattr("portal.search.limits.take", lambda *_given: 0.0)
    paths = api.get_openapi_schema()["paths"]
    path = data.draw(st.sampled_from(sorted(paths)))
    parameters = [each for each in paths[path]["get"]["parameters"] if each["in"] == "query"]
    names = [each["name"] for each in parameters]
    query = {
        name: data.draw(_MOMENTS if name.endswith("_since") else _WORDS) for name in names if data.draw(st.booleans())
    }
    for name in ("slug", "label", "key", "pk"):
        path = path.replace(f"{{{name}}}", data.draw(st.sampled_from(["a-key", "1", "99999999999999999999", "%00"])))
    answer = Client(raise_request_exception=True).get(path, query)
    assert answer.status_code in (200, 404, 422), (path, query)
    assert answer.json() is not None
