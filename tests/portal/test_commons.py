"""Pages that one web process made, shown by its siblings; and never what was not put there under that key."""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from groups.models import Body
from portal import commons
from portal import pages as kept
from portal.commons import HEAD, SLOT, Commons
from portal.middleware import pages
from tests import make
from tests.cast import Cast, gather


@pytest.fixture
def file() -> Generator[int]:
    """Memory for siblings."""
    opened = commons.new_file()
    assert opened is not None
    yield opened
    os.close(opened)


def test_what_was_put_is_got_under_its_key_alone(file):
    mine, theirs = Commons(file, 50 * SLOT), Commons(file, 50 * SLOT)
    assert mine.get(("page", 1)) is None
    mine.put(("page", 1), b"first")
    assert theirs.get(("page", 1)) == b"first"
    assert theirs.get(("page", 2)) is None
    theirs.put(("page", 1), b"")
    assert mine.get(("page", 1)) == b""


def test_key_gives_way_to_another_in_its_slot(file):
    one = Commons(file, SLOT)
    one.put("a", b"of a")
    one.put("b", b"of b")
    assert (one.get("a"), one.get("b")) == (None, b"of b")


def test_half_written_is_nothing(file):
    one = Commons(file, SLOT)
    one.put("a", b"whole" * 1000)
    os.pwrite(file, b"!", HEAD.size + 4999)
    assert one.get("a") is None
    os.pwrite(file, bytes(HEAD.size), 0)
    assert one.get("a") is None


def test_too_large_for_a_slot_is_not_kept(file):
    one = Commons(file, 2 * SLOT)
    most = SLOT - HEAD.size
    one.put("a", b"x" * most)
    assert one.get("a") == b"x" * most
    one.put("a", b"y" * (most + 1))
    assert one.get("a") == b"x" * most
    without = Commons(file, SLOT - 1)
    without.put("a", b"x")
    assert without.get("a") is None


class Siblings:
    """Two processes of one server: `other` lets the other one answer."""

    def __init__(self) -> None:
        self.shelves = [(kept.Shelf(1), kept.Shelf(1)) for _ in range(2)]
        self.other()

    def other(self) -> None:
        self.shelves.reverse()
        pages.shared, pages.own = self.shelves[0]


@pytest.fixture
def siblings(file) -> Generator[Siblings]:
    """With memory in common."""
    shared, own = pages.shared, pages.own
    commons.enter(file, 100 * SLOT)
    yield Siblings()
    commons.leave()
    pages.shared, pages.own = shared, own


def _asked(client: Client, path: str) -> tuple[bytes, int]:
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
    assert answer.status_code == 200
    return answer.content, len(captured)


@pytest.fixture
def cast() -> Cast:
    """The usual people."""
    return gather()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("part", ["stranger", "delegate"])
def test_sibling_s_page_is_shown_while_it_says_what_is_so(cast, siblings, part):
    path, elsewhere = cast.body.get_absolute_url(), make.body("elsewhere", organization=cast.house)
    client = Client()
    if part != "stranger":
        client.force_login(cast.accounts[part])
        client.get("/about/")  # tokens are made
    made, many = _asked(client, path)
    siblings.other()
    shown, few = _asked(client, path)
    assert few <= 6 < many
    assert len(shown) == len(made)
    Body.objects.filter(pk=elsewhere.pk).update(acronym="ELSE")
    siblings.other()
    assert _asked(client, path)[1] < many  # asked again, and kept
    Body.objects.filter(pk=cast.body.pk).update(name={"en": "Another Name"})
    for _ in range(2):
        siblings.other()
        assert b"Another Name" in _asked(client, path)[0]


@pytest.mark.django_db(transaction=True)
def test_sibling_asks_again_what_may_have_changed_since(cast, siblings):
    path, client = cast.body.get_absolute_url(), Client()
    made, _many = _asked(client, path)
    make.body("elsewhere", organization=cast.house)
    siblings.other()
    shown, _few = _asked(client, path)
    assert shown == made
    Body.objects.filter(pk=cast.body.pk).update(audience="members")
    siblings.other()
    assert client.get(path).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_readers_of_one_server_have_pages_of_their_own(cast, siblings):
    readers = {part: Client() for part in ("delegate", "chair")}
    for part, client in readers.items():
        client.force_login(cast.accounts[part])
    for part, client in readers.items():
        name = cast.accounts[part].name or cast.accounts[part].email
        for _ in range(3):
            siblings.other()
            assert name in client.get("/about/").content.decode()
