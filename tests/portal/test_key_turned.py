"""A new SECRET_KEY with the older one beside it: nobody is signed out, and what was signed before still holds."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from portal import environment
from portal.models import User

pytestmark = pytest.mark.django_db
OLD, NEW = "o" * 60, "n" * 60


@pytest.mark.parametrize("is_kept", [True, False])
def test_session_and_links_outlive_a_new_key_while_the_older_one_is_kept(settings: Any, is_kept: bool) -> None:
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = OLD, []
    ana, client = User.objects.create_user("ana@example.org", "a long password"), Client()
    client.force_login(ana)
    link = default_token_generator.make_token(ana)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, [OLD] if is_kept else []
    assert client.get("/about/").context["user"].is_authenticated is is_kept
    assert default_token_generator.check_token(ana, link) is is_kept
    settings.SECRET_KEY_FALLBACKS = []  # the session was signed anew meanwhile
    assert client.get("/about/").context["user"].is_authenticated is is_kept


def test_older_keys_come_from_the_environment_and_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    monkeypatch.delenv("SECRET_KEY_FALLBACKS", raising=False)
    assert environment.older_keys(tmp_path) == []
    monkeypatch.setenv("SECRET_KEY_FALLBACKS", f"{OLD}, {NEW}")
    (tmp_path / "secret-key-fallbacks").write_text(f"{'f' * 50}\n\n{'g' * 50}\n")
    assert environment.older_keys(tmp_path) == [OLD, NEW, "f" * 50, "g" * 50]


def test_older_key_that_is_cut_short_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    monkeypatch.setenv("SECRET_KEY_FALLBACKS", "short")
    with pytest.raises(ImproperlyConfigured, match="write the older keys whole"):
        environment.older_keys(tmp_path)


@pytest.mark.parametrize(
    ("text", "site", "said"),
    [
        ("", "https://groups.example.org", "required"),
        ("", "http://127.0.0.1:8000", "optional"),
        ("optional", "https://groups.example.org", "optional"),
        ("Required", "http://127.0.0.1:8000", "required"),
        ("everybody", "http://127.0.0.1:8000", "everybody"),
    ],
)
def test_second_factor_follows_the_address_unless_something_else_is_said(
    monkeypatch: pytest.MonkeyPatch, text: str, site: str, said: str
) -> None:
    monkeypatch.setenv("SECOND_FACTOR", text)
    assert environment.second_factor(site) == said


def test_second_factor_refuses_what_is_unclear(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECOND_FACTOR", "yes")
    with pytest.raises(ImproperlyConfigured, match="write optional, required or everybody"):
        environment.second_factor("https://groups.example.org")
