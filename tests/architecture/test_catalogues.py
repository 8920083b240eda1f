"""The interface speaks four languages in full: nothing left out of the catalogues, nothing in English on a page."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.test import Client
from django.urls import Resolver404, resolve

from groups.models import Body
from meetings.demo.accounts import make_accounts
from meetings.demo.load import load_demo
from portal.models import User
from tests.architecture.spoken import Spoken

CHECKOUT = Path(__file__).resolve().parent.parent.parent
LANGUAGES = ("en", "es", "fr", "pt")
OTHERS = LANGUAGES[1:]
SOURCES = ("bin", "portal", "groups", "documents", "meetings", "templates")
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%%")

pytestmark = pytest.mark.once


def path_of(language: str, checkout: Path = CHECKOUT) -> Path:
    return checkout / "portal" / "locale" / language / "LC_MESSAGES" / "django.po"


def catalogue(language: str, checkout: Path = CHECKOUT) -> Catalog:
    with path_of(language, checkout).open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def compiled(language: str) -> Catalog:
    with path_of(language).with_suffix(".mo").open("rb") as file:
        return read_mo(file)


def forms(words: str | tuple[str, ...] | list[str]) -> list[str]:
    return [words] if isinstance(words, str) else list(words)


def pairs(language: str) -> list[tuple[Message, list[str]]]:
    return [(message, forms(message.string)) for message in catalogue(language) if message.id]


def translations(messages: Catalog) -> dict[tuple[str | None, str], list[str]]:
    return {(_context(each), forms(each.id)[0]): forms(each.string) for each in messages if each.id}


def _context(message: Message) -> str | None:
    """Babel gives those of a compiled catalogue as bytes."""
    return message.context.decode() if isinstance(message.context, bytes) else message.context


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the code after bin/messages."""
    copy = tmp_path_factory.mktemp("messages")
    for name in SOURCES:
        shutil.copytree(CHECKOUT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("manage.py", "requirements.lock"):
        shutil.copy(CHECKOUT / name, copy / name)
    (copy / ".venv").symlink_to(CHECKOUT / ".venv")
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO", "DATA_DIR"))}
    answer = subprocess.run(["bin/messages"], cwd=copy, env=plain, capture_output=True, text=True)
    assert answer.returncode == 0 or "Not translated in full" in answer.stderr, answer.stderr
    return copy


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_holds_what_the_code_says_and_no_more(fresh: Path, language: str) -> None:
    here, there = translations(catalogue(language)), translations(catalogue(language, fresh))
    assert sorted(text for _, text in there.keys() - here.keys()) == []
    assert sorted(text for _, text in here.keys() - there.keys()) == []
    assert here == there


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated(language: str) -> None:
    left = [message.id for message, words in pairs(language) if message.fuzzy or not all(words)]
    assert left == []
    uncounted = [message.id for message, words in pairs(language) if len(words) != len(forms(message.id))]
    assert uncounted == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_fill_the_same_places(language: str) -> None:
    """Of two plural forms, the one may say "one" in words."""
    for message, words in pairs(language):
        asked = {name for text in forms(message.id) for name in PLACEHOLDER.findall(text)}
        given = [set(PLACEHOLDER.findall(text)) for text in words]
        assert set().union(*given) == asked, message.id
        assert given[-1] == asked, message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_compiled_catalogue_is_of_today(language: str) -> None:
    assert translations(compiled(language)) == translations(catalogue(language))


def test_english_catalogue_says_what_the_code_says() -> None:
    assert [message.id for message, words in pairs("en") if words != forms(message.id)] == []


def english(language: str) -> set[str]:
    """What must not be seen in `language`: every whole sentence or word that is said otherwise there."""
    said = {text for _, words in pairs(language) for text in words}
    said |= {text[:1].upper() + text[1:] for text in said}
    texts = {text for message, _ in pairs(language) for text in forms(message.id) if not PLACEHOLDER.search(text)}
    return (texts | {text[:1].upper() + text[1:] for text in texts}) - said


def one_of_each(client: Client, start: str) -> Iterator[tuple[str, str, Spoken]]:
    """Follow the links from page to page, one of each kind and on the desk one of each kind of record.

    The languages take turns: what a page takes from the catalogues is known to be there in each of them.
    """
    waiting, seen, turns = [start], set(), cycle(OTHERS)
    while waiting:
        path, language = waiting.pop(0), next(turns)
        answer = client.get(path, query_params={"lang": language})
        if answer.status_code != 200 or "html" not in answer.headers["content-type"]:
            continue
        page = Spoken(answer.content.decode())
        yield path, language, page
        for link in sorted(page.links):
            address = link.split("?")[0]
            try:
                match = resolve(address)
            except Resolver404:
                continue
            kind = (match.view_name, match.kwargs.get("kind"))
            if kind not in seen and not address.endswith((".pdf", ".json")):
                seen.add(kind)
                waiting.append(address)


@pytest.mark.django_db
def test_no_page_falls_back_to_english(client: Client) -> None:
    list(load_demo(datetime.now(UTC)))
    make_accounts()
    secretariat = Client()
    secretariat.force_login(User.objects.get(email__startswith="secretariat@"))
    # A choice in a form has no room for the mark that its text is in English; languages are offered by their own names.
    names = {text.get("en") for name in ("name", "short_name") for text in Body.objects.values_list(name, flat=True)}
    unwanted = {language: english(language) - names - {"English"} for language in OTHERS}
    kinds = 0
    for reader, start in ((client, "/"), (secretariat, "/desk/")):
        for path, language, page in one_of_each(reader, start):
            kinds += 1
            assert page.language == language, path
            assert page.texts & unwanted[language] == set(), (language, path)
    assert kinds > 60
