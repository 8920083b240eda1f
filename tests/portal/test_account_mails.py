"""Mails about accounts: whole sentences of our own, in the reader's language, with links that work."""

from __future__ import annotations

import re

import pytest
from allauth.account.adapter import get_adapter
from allauth.core import context
from django.test import Client, RequestFactory
from django.utils import timezone
from django.utils.translation import gettext, override

from portal import outbox
from portal.models import OutboxMessage, User

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "es", "fr", "pt")
OLD, NEW = "a long password", "another long one"
MAILS = {
    "password_reset_key": "A new password for Plenary",
    "password_reset": "Your password in Plenary has changed",
    "password_changed": "Your password in Plenary has changed",
    "password_set": "You have a password in Plenary now",
    "unknown_account": "No account in Plenary has this address",
    "account_already_exists": "You already have an account in Plenary",
}


def account(language: str = "es", password: str | None = OLD) -> User:
    return User.objects.create_user("ana@example.org", password, language=language, name="Ana O'Brien & Cía")


def sent(name: str, language: str, reader: User | None) -> OutboxMessage:
    request = RequestFactory().get("/")
    request.session = {}
    with context.request_context(request), override(language):
        facts = {"user": reader, "password_reset_url": "http://testserver/accounts/password/reset/key/1-a/"}
        get_adapter(request).send_mail(f"account/email/{name}", "ana@example.org", facts if reader else {})
    return OutboxMessage.objects.get()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", MAILS)
def test_mail_is_whole_in_the_reader_s_language(name, language):
    reader = None if name in ("unknown_account", "account_already_exists") else account(language)
    message = sent(name, language, reader)
    with override(language):
        assert message.subject == gettext(MAILS[name])
        instruction = gettext("Choose a password")
    assert message.language == language
    assert f'<html lang="{language}">' in message.html
    assert message.text.startswith("Ana O'Brien & Cía:\n" if reader else "ana@example.org:\n")
    assert message.text.rstrip().endswith("Plenary\nhttp://testserver")
    assert ("Ana O&#x27;Brien &amp; Cía" in message.html) is bool(reader)
    assert name == "unknown_account" or instruction in message.html
    for part in (message.subject, message.text, message.html):
        assert not re.search(r" [!.,]|None|\{|example\.com|\bsite\b", part), part


def link(text: str) -> str:
    found = re.search(r"http://testserver(/accounts/password/reset/\S*)", text)
    assert found
    return found[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_link_to_a_new_password_works_in_text_and_page(mailoutbox, language):
    reader = account(language)
    Client().post("/accounts/password/reset/", {"email": reader.email}, headers={"Accept-Language": "en"})
    message = OutboxMessage.objects.get()
    address = link(message.text)
    assert f'href="http://testserver{address}"' in message.html
    client = Client()
    form = client.get(address, follow=True)
    assert client.post(form.request["PATH_INFO"], {"password1": NEW, "password2": NEW}).status_code == 302
    told = OutboxMessage.objects.latest("pk")
    with override(language):
        assert (told.recipient, told.subject) == (reader.email, gettext(MAILS["password_reset"]))
    assert Client().get(link(told.text)).status_code == 200


def test_change_of_a_password_is_told_to_its_holder(client):
    reader = account("fr")
    client.force_login(reader)
    client.post("/accounts/password/change/", {"oldpassword": OLD, "password1": NEW, "password2": NEW})
    message = OutboxMessage.objects.get()
    assert (message.recipient, message.language) == (reader.email, "fr")


def test_secret_link_does_not_stay_in_the_outbox(client, mailoutbox):
    account()
    client.post("/accounts/password/reset/", {"email": "ana@example.org"})
    address = link(OutboxMessage.objects.get().text)
    assert outbox.deliver_due(timezone.now()) == 1
    assert address in mailoutbox[0].body
    kept = OutboxMessage.objects.get()
    assert (kept.text, kept.html, kept.recipient) == ("", "", "ana@example.org")
    assert kept.subject
    assert kept.sent_at
