"""A portal for all journeys of a process, and a browser whose console must stay empty."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.desk import Open
from tests.journeys.mailbox import Mailbox, sending
from tests.journeys.portal import Portal, running
from tests.journeys.readers import SCREENS
from tests.journeys.schedules import Plan, make_plan

NewPage = Callable[..., Page]
Mailing = Callable[[], AbstractContextManager[Mailbox]]
SIGNED_IN_AGAIN = 20 * 60
"""Seconds after which a session that no test has used might soon end."""
PATIENCE = 30_000
"""Milliseconds that a journey waits for what is to come: a busy machine is slow, and speed is measured elsewhere."""
REFUSED = ("409", "422")
"""What a browser says of a change that was not taken; the page says it too."""


expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def portal(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Portal]:
    base = tmp_path_factory.getbasetemp()
    shared = (base if worker_id == "master" else base.parent) / "journeys"
    shared.mkdir(exist_ok=True)
    with running(shared) as started:
        yield started


@pytest.fixture
def new_page(browser: Browser, portal: Portal) -> Iterator[NewPage]:
    """Makes a page of a fresh visitor; every complaint of the browser about any of them fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def make(**options: Any) -> Page:
        settings = {"locale": "en-US", "timezone_id": "America/New_York", "viewport": {"width": 1280, "height": 900}}
        context = browser.new_context(base_url=portal.address, **(settings | options))
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        listen(page, complaints)
        return page

    yield make
    for context in contexts:
        context.close()
    assert complaints == []


def listen(page: Page, complaints: list[str]) -> None:
    """Whatever the console says, whatever throws, and every file that is missing."""
    page.on("console", lambda message: complaints.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    page.on("response", lambda answer: answer.status >= 400 and complaints.append(f"{answer.status} {answer.url}"))


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """A visitor in Washington who reads English at a desk."""
    return new_page()


@pytest.fixture(scope="session")
def cookies_kept() -> dict[str, float]:
    """When the secretariat's demo account last signed in."""
    return {}


@pytest.fixture
def signed_in(
    browser: Browser, portal: Portal, tmp_path_factory: pytest.TempPathFactory, cookies_kept: dict[str, float]
) -> Path:
    """The cookies of the secretariat's demo account: signing in is slow on purpose, and holds for half an hour."""
    from tests.journeys.accounts import sign_in

    for kept, at in cookies_kept.items():
        if time.monotonic() - at < SIGNED_IN_AGAIN:
            return Path(kept)
    cookies_kept.clear()
    context = browser.new_context(base_url=portal.address, locale="en-US")
    page = context.new_page()
    sign_in(page, "secretariat")
    path = tmp_path_factory.mktemp("secretariat") / "cookies.json"
    context.storage_state(path=path)
    context.close()
    cookies_kept[str(path)] = time.monotonic()
    return path


@pytest.fixture(scope="session")
def delegate(browser: Browser, portal: Portal, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cookies of the delegate of Peru, whose hours and language are shown as the browser says them."""
    from tests.journeys.accounts import sign_in

    context = browser.new_context(base_url=portal.address, locale="en-US")
    sign_in(context.new_page(), "peru")
    path = tmp_path_factory.mktemp("delegate") / "cookies.json"
    context.storage_state(path=path)
    context.close()
    return path


@pytest.fixture
def screens(new_page: NewPage, request: pytest.FixtureRequest, language: str, who: str) -> list[Page]:
    """One reader on a phone and at a desk, in Lima, in the language and the account that the test is given."""
    cookies = {"storage_state": request.getfixturevalue("delegate")} if who == "delegate" else {}
    pages = [new_page(locale=language, timezone_id="America/Lima", **screen, **cookies) for screen in SCREENS]
    for page in pages if cookies else ():
        page.goto(f"/offline/?lang={language}")  # the account's language gives way to the one chosen
    return pages


@pytest.fixture
def plan(portal: Portal, shared: Path) -> Plan:
    return make_plan(shared)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Where the portal of the journeys has its data."""
    base = tmp_path_factory.getbasetemp()
    return (base if worker_id == "master" else base.parent) / "journeys"


@pytest.fixture
def at_desk(browser: Browser, portal: Portal, signed_in: Path) -> Iterator[Open]:
    """Opens a page as the secretariat; any complaint of the browser but a refusal fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(path: str, *, stranger: bool = False, **options: Any) -> Page:
        usual = {"locale": "en-US", "timezone_id": "America/New_York", "viewport": {"width": 1440, "height": 900}}
        cookies = {} if stranger else {"storage_state": signed_in}
        context = browser.new_context(base_url=portal.address, **(usual | cookies | options))
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("console", lambda said: any(code in said.text for code in REFUSED) or complaints.append(said.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def mailing(portal: Portal, shared: Path, tmp_path: Path) -> Iterator[Mailing]:
    """Starts the worker and a mail server of this test's own: whatever was queued since the test began comes there.

    All journeys share a database, and the worker of another one would send this one's mails to its own server; so one
    of them waits for the other, from its first line to its last.
    """
    with (shared / "mailing").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield lambda: sending(shared, portal, tmp_path)
