"""What a page takes from the record in another language is marked as being in it: for voices and hyphens."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.test import Client

from meetings.demo.accounts import make_accounts
from meetings.demo.load import load_demo
from portal.fields import MultilingualField
from portal.lib.multilingual import Multilingual
from portal.models import User
from tests.architecture import test_catalogues
from tests.architecture.spoken import SAID_BY_ATTRIBUTES, Spoken

# Shorter ones are names, which stand in any sentence.
SHORTEST = 16
# What takes no elements within, such as a title in the tab of a browser.
PLAIN = {"title", "textarea"}
# A text of the record fills so much of its line at least; quoted within a sentence it cannot be marked by itself.
SHARE = 0.8

pytestmark = [pytest.mark.once, pytest.mark.django_db]


class Read(Spoken):
    """Its texts alone: no attribute can be marked."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, [(name, value) for name, value in attrs if name not in SAID_BY_ATTRIBUTES])

    def handle_data(self, data: str) -> None:
        if not PLAIN & {tag for tag, _language in self.open}:
            super().handle_data(data)


def recorded() -> Iterator[Multilingual]:
    """Every text of the demo groups."""
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, MultilingualField):
                yield from model._default_manager.values_list(field.name, flat=True)


def foreign(language: str, texts: set[Multilingual]) -> set[str]:
    """What a page in `language` can show in another one alone."""
    own = {_even(text[language]) for text in texts if language in text}
    picked = {text.pick(language) for text in texts if text and language not in text}
    return {_even(text.text) for text in picked if len(text.text) >= SHORTEST} - own


def _even(text: str) -> str:
    return " ".join(text.split())


def test_what_stands_in_another_language_says_in_which(monkeypatch: pytest.MonkeyPatch) -> None:
    list(load_demo(datetime.now(UTC)))
    make_accounts()
    monkeypatch.setattr(test_catalogues, "Spoken", Read)
    secretariat = Client()
    secretariat.force_login(User.objects.get(email__startswith="secretariat@"))
    texts = set(recorded())
    unmarked = {language: foreign(language, texts) for language in test_catalogues.OTHERS}
    assert all(len(found) > 100 for found in unmarked.values())
    kinds, missed = 0, []
    for reader, start in ((Client(), "/"), (secretariat, "/desk/"), (secretariat, "/")):
        for path, language, page in test_catalogues.one_of_each(reader, start):
            kinds += 1
            for said in page.texts:
                if any(text in said and len(text) > SHARE * len(said) for text in unmarked[language]):
                    missed.append((language, path, said))
    assert missed == []
    assert kinds > 60
