"""Languages and posts are named as each language writes them: small in a sentence, and no two by the same word."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from groups.enums import Role, StandingKind
from meetings.feeds.words import language_names
from meetings.models import DeadlineRule
from portal.forms.preferences import PreferencesForm
from tests.cast import gather

CODES = ("en", "es", "fr", "pt")


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", "English, Spanish, French, Portuguese"),
        ("es", "inglés, español, francés, portugués"),
        ("fr", "anglais, espagnol, français, portugais"),
        ("pt", "inglês, espanhol, francês, português"),
    ],
)
def test_languages_are_small_in_a_sentence_and_raised_where_they_begin_one(language: str, names: str) -> None:
    assert language_names(CODES, language) == names
    with translation.override(language):
        offered = [str(name) for _code, name in PreferencesForm.base_fields["language"].choices]  # type: ignore[attr-defined]
    assert [name.lower() for name in offered] == names.lower().split(", ")
    assert all(name[0].isupper() for name in offered)


@pytest.mark.parametrize("language", CODES)
def test_no_two_posts_or_standings_are_called_the_same(language: str) -> None:
    with translation.override(language):
        for kind in (Role, StandingKind):
            words = [str(label) for label in kind.labels]
            assert len(set(words)) == len(words)


@pytest.mark.django_db
def test_a_rule_without_a_name_is_asked_for_its_name_alone() -> None:
    """The key is made from the name: nobody is told to fill what may be left empty."""
    cast, client = gather(), Client()
    client.force_login(cast.accounts["secretary"])
    address = f"{reverse('desk-new', args=['deadlinerule'])}?of={cast.house.pk}"
    typed = {
        "offset": "10",
        "unit": "days",
        "direction": "before",
        "kind": "soft",
        "count": "exclusive",
        "roll": "none",
    }
    page = client.post(address, typed).content.decode()
    assert not DeadlineRule.objects.exists()
    said = re.findall(r'id="error_\d+_(id_\w+)"', page)
    assert said, page
    assert {each.removesuffix("_0") for each in said} == {"id_name"}
