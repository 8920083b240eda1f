"""Accounts and how they come about."""

import pytest
from allauth.account.adapter import get_adapter
from allauth.core import context
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import RequestFactory

from portal.accounts import INVITED_ADDRESS
from portal.models import OutboxMessage, User

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


def test_sign_up_is_closed_without_an_invitation(visit):
    assert get_adapter(visit).is_open_for_signup(visit) is False


def test_sign_up_is_open_for_the_invited_address_alone(visit):
    visit.session[INVITED_ADDRESS] = "ana@example.org"
    adapter = get_adapter(visit)
    assert adapter.is_open_for_signup(visit) is True
    assert adapter.clean_email("Ana@Example.org") == "ana@example.org"
    with pytest.raises(ValidationError, match="the invitation was sent to"):
        adapter.clean_email("other@example.org")


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


def test_sign_in_is_refused_after_too_many_guesses(client):
    User.objects.create_user("ana@example.org", "a long password")
    guesses = [client.post("/accounts/login/", {"login": "ana@example.org", "password": str(n)}) for n in range(11)]
    assert {guess.status_code for guess in guesses[:10]} == {200}
    right = client.post("/accounts/login/", {"login": "ana@example.org", "password": "a long password"})
    assert right.status_code != 302
    assert not client.session.get("_auth_user_id")


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
