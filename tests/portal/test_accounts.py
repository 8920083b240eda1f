"""Accounts and how they come about."""

import re

import pytest
from allauth.account.adapter import get_adapter
from allauth.core import context
from django.contrib.auth import authenticate
from django.db import IntegrityError, transaction
from django.test import Client, RequestFactory
from django.utils import timezone

from portal import outbox
from portal.feeds import digest_of
from portal.models import OutboxMessage, Session, User
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit():
    request = RequestFactory().get("/")
    request.session = {}
    with context.request_context(request):
        yield request


def test_account_address_is_unique_in_whatever_case():
    User.objects.create_user("Ana@Example.org")
    assert User.objects.get().email == "ana@example.org"
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.bulk_create([User(email="ANA@example.org")])


def test_account_is_found_in_whatever_case():
    ana = User.objects.create_user("ana@example.org", "a long password")
    visit = RequestFactory().post("/")
    assert authenticate(visit, email="ANA@Example.org", password="a long password") == ana
    assert authenticate(visit, email="ana@example.org", password="another") is None


def test_account_needs_an_address():
    with pytest.raises(ValueError, match="needs an e-mail address"):
        User.objects.create_user("")


def test_sign_up_is_closed(client):
    page = client.get("/accounts/signup/")
    assert "by invitation" in page.content.decode()
    client.post("/accounts/signup/", {"email": "eva@example.org", "password1": "a long password", "password2": ""})
    assert not User.objects.exists()


def test_mail_about_an_account_goes_through_the_outbox(visit, mailoutbox):
    ana = User.objects.create_user("ana@example.org")
    facts = {"user": ana, "password_reset_url": "http://testserver/reset", "current_site": None}
    get_adapter(visit).send_mail("account/email/password_reset_key", ana.email, facts)
    message = OutboxMessage.objects.get()
    assert (message.recipient, message.language) == ("ana@example.org", "en")
    assert "http://testserver/reset" in message.text
    assert mailoutbox == []


def test_account_keeps_the_address_it_was_invited_with(client):
    client.force_login(User.objects.create_user("ana@example.org"))
    assert client.get("/accounts/email/").status_code == 404


def guess(client, login, password="wrong"):
    return client.post("/accounts/login/", {"login": login, "password": password})


def test_sign_in_is_refused_after_too_many_guesses(client):
    User.objects.create_user("ana@example.org", "a long password")
    guesses = [guess(client, "ana@example.org") for _time in range(11)]
    assert [answer.status_code for answer in guesses] == [200] * 10 + [429]
    wait = guesses[10]["Retry-After"]
    assert 290 <= int(wait) <= 300
    assert wait in guesses[10].content.decode()
    assert guess(client, "ana@example.org", "a long password").status_code == 429
    assert not client.session.get("_auth_user_id")


def test_sign_in_of_neighbours_is_open_while_one_account_is_closed(client):
    User.objects.create_user("ana@example.org", "a long password")
    eva = User.objects.create_user("eva@example.org", "another long one")
    assert [guess(client, "ana@example.org").status_code for _time in range(70)][-1] == 429
    assert guess(client, "eva@example.org", "another long one").status_code == 302
    assert client.session["_auth_user_id"] == str(eva.pk)


def test_sign_in_is_refused_for_a_minute_to_who_tries_many_accounts(client):
    answers = [guess(client, f"{number}@example.org") for number in range(61)]
    assert [answer.status_code for answer in answers] == [200] * 60 + [429]
    assert 1 <= int(answers[60]["Retry-After"]) <= 60


def test_flood_of_resets_is_told_when_to_come_back(client):
    answers = [client.post("/accounts/password/reset/", {"email": "Ana@example.org"}) for _time in range(4)]
    assert [answer.status_code for answer in answers] == [302] * 3 + [429]
    assert 3590 <= int(answers[3]["Retry-After"]) <= 3600


def test_sign_in_opens_the_portal(client):
    ana = User.objects.create_user("ana@example.org", "a long password")
    response = client.post("/accounts/login/", {"login": "ANA@example.org", "password": "a long password"})
    assert (response.status_code, response["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(ana.pk)


def test_password_reset_says_the_same_for_every_address(client):
    User.objects.create_user("ana@example.org", "a long password")
    answers = [
        client.post("/accounts/password/reset/", {"email": who}) for who in ("ana@example.org", "eva@example.org")
    ]
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [
        (302, "/accounts/password/reset/done/")
    ] * 2
    assert list(OutboxMessage.objects.values_list("recipient", flat=True)) == ["ana@example.org"]


def test_sign_out_ends_the_session(client):
    client.force_login(User.objects.create_user("ana@example.org"))
    key = client.session.session_key
    assert client.get("/accounts/logout/").status_code == 200
    assert client.post("/accounts/logout/")["Location"] == "/"
    assert not client.session.get("_auth_user_id")
    assert not Session.objects.filter(digest=digest_of(key)).exists()


def test_sign_in_goes_only_to_pages_of_ours(client):
    User.objects.create_user("ana@example.org", "a long password")
    facts = {"login": "ana@example.org", "password": "a long password"}
    assert client.post("/accounts/login/", facts | {"next": "https://evil.example/"})["Location"] == "/"
    client.post("/accounts/logout/")
    assert client.post("/accounts/login/", facts | {"next": "/groups/"})["Location"] == "/groups/"


def test_sign_in_gives_the_session_a_new_key(client):
    User.objects.create_user("ana@example.org", "a long password")
    client.get("/?lang=es")
    session = client.session
    session["before"] = True
    session.save()
    planted = session.session_key
    client.cookies["sid"] = planted
    client.post("/accounts/login/", {"login": "ana@example.org", "password": "a long password"})
    assert client.cookies["sid"].value != planted


def test_closed_account_is_not_signed_in(client):
    User.objects.create_user("ana@example.org", "a long password", is_active=False)
    client.post("/accounts/login/", {"login": "ana@example.org", "password": "a long password"})
    assert not client.session.get("_auth_user_id")


def reset_link(text: str) -> str:
    return re.search(r"http://testserver(/accounts/password/reset/key/\S+)", text)[1]


def test_password_is_set_anew_with_the_link_in_the_mail(client, now, mailoutbox):
    ana = User.objects.create_user("ana@example.org", "a long password", language="es")
    signed_in_elsewhere = Client()
    signed_in_elsewhere.force_login(ana)
    client.post("/accounts/password/reset/", {"email": "Ana@example.org"})
    assert OutboxMessage.objects.get().language == "es"
    assert outbox.deliver_due(timezone.now()) == 1
    address = reset_link(mailoutbox[0].body)
    form = client.get(address, follow=True)
    assert form.request["PATH_INFO"].endswith("-set-password/"), "the key left the address"
    done = client.post(form.request["PATH_INFO"], {"password1": "another long one", "password2": "another long one"})
    assert done.status_code == 302
    ana.refresh_from_db()
    assert ana.check_password("another long one")
    assert not signed_in_elsewhere.get("/").context["user"].is_authenticated
    assert "no longer works" in Client().get(address, follow=True).content.decode()


def test_password_reset_refuses_a_weak_one(client, mailoutbox):
    ana = User.objects.create_user("ana@example.org", "a long password")
    client.post("/accounts/password/reset/", {"email": "ana@example.org"})
    form = client.get(reset_link(OutboxMessage.objects.get().text), follow=True)
    answer = client.post(form.request["PATH_INFO"], {"password1": "short", "password2": "short"})
    assert answer.status_code == 200
    ana.refresh_from_db()
    assert ana.check_password("a long password")


def test_password_is_changed_by_its_holder(client):
    ana = User.objects.create_user("ana@example.org", "a long password")
    client.force_login(ana)
    typed = {"oldpassword": "a long password", "password1": "another long one", "password2": "another long one"}
    assert client.post("/accounts/password/change/", typed | {"oldpassword": "wrong"}).status_code == 200
    assert client.post("/accounts/password/change/", typed).status_code == 302
    ana.refresh_from_db()
    assert ana.check_password("another long one")


def test_preferences_are_kept_with_the_account_and_hold_elsewhere(client):
    ana = User.objects.create_user("ana@example.org")
    client.force_login(ana)
    assert client.post("/preferences/", {"language": "fr", "zone": "America/Lima"}).status_code == 302
    ana.refresh_from_db()
    assert (ana.language, ana.zone) == ("fr", "America/Lima")
    elsewhere = Client()
    elsewhere.force_login(ana)
    answer = elsewhere.get("/groups/", headers={"Accept-Language": "en"})
    assert answer["Content-Language"] == "fr"
    assert answer.wsgi_request.zone == "America/Lima"


def test_preferences_refuse_what_does_not_exist(client):
    ana = User.objects.create_user("ana@example.org")
    client.force_login(ana)
    assert client.post("/preferences/", {"language": "de", "zone": "Mars/Olympus"}).status_code == 200
    ana.refresh_from_db()
    assert (ana.language, ana.zone) == ("", "")


@pytest.mark.parametrize(
    ("served", "seen"), [("secretary", True), ("editor", False), ("", False)], ids=["secretary", "editor", "nobody"]
)
def test_desk_is_linked_for_who_serves(client, served, seen):
    ana = User.objects.create_user("ana@example.org")
    if served:
        make.serving(ana, make.organization(), served)
    client.force_login(ana)
    assert ('href="/desk/"' in client.get("/groups/").content.decode()) is seen


def test_account_menu_leads_to_settings_and_password(client):
    client.force_login(User.objects.create_user("ana@example.org"))
    page = client.get("/preferences/").content.decode()
    assert 'href="/accounts/password/change/"' in page
    assert 'action="/accounts/logout/"' in page
