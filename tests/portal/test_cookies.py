"""Cookies over https: for this host alone, never without encryption, and no choice of a reader forgotten on the way."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client

pytestmark = pytest.mark.django_db
CHECKOUT = Path(__file__).resolve().parent.parent.parent
NAMES = ("SESSION", "CSRF", "LANGUAGE", "ZONE", "MESSAGES")
READ = (
    "import django; django.setup(); from django.conf import settings as s; import json; "
    "from portal.cookies import MessageCookies; "
    f"print(json.dumps([getattr(s, n + '_COOKIE_NAME') for n in {NAMES}] + [MessageCookies.cookie_name, "
    "s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.LANGUAGE_COOKIE_SECURE]))"
)


@pytest.fixture
def https(settings: Any) -> None:
    settings.LANGUAGE_COOKIE_NAME, settings.ZONE_COOKIE_NAME = "__Host-language", "__Host-zone"
    settings.LANGUAGE_COOKIE_SECURE = True


@pytest.mark.parametrize(("site", "prefix"), [("https://groups.example.org", "__Host-"), ("http://127.0.0.1:8000", "")])
def test_every_cookie_is_named_and_sent_for_this_host_alone_over_https(site: str, prefix: str, tmp_path: Path) -> None:
    given = {
        "PATH": os.environ["PATH"],
        "DATA_DIR": str(tmp_path),
        "SITE_URL": site,
        "DJANGO_SETTINGS_MODULE": "portal.settings",
    }
    ran = subprocess.run(
        [sys.executable, "-c", READ], cwd=CHECKOUT, env=given, capture_output=True, text=True, check=True
    )
    names = ["sid", "csrf", "language", "zone", "messages", "messages"]
    assert json.loads(ran.stdout) == [f"{prefix}{name}" for name in names] + [bool(prefix)] * 3


@pytest.mark.usefixtures("https")
def test_choices_are_kept_for_this_host_alone() -> None:
    answer = Client().get("/about/?lang=fr&zone=America/Lima", secure=True)
    for name in ("__Host-language", "__Host-zone"):
        cookie = answer.cookies[name]
        assert (cookie["secure"], cookie["path"], cookie["domain"]) == (True, "/", "")


@pytest.mark.usefixtures("https")
def test_choices_made_before_the_prefix_hold_and_are_forgotten_when_taken_back() -> None:
    client = Client()
    client.cookies.load({"language": "es", "zone": "America/Lima"})
    page = client.get("/about/", secure=True)
    assert page.headers["Content-Language"] == "es"
    assert page.wsgi_request.zone == "America/Lima"
    client.cookies["zone"] = "venue"
    assert client.get("/about/", secure=True).wsgi_request.venue_hours
    taken_back = client.get("/about/?zone=own", secure=True)
    assert taken_back.cookies["zone"].value == ""
    assert taken_back.cookies["zone"]["max-age"] == 0


def test_page_tells_its_script_how_to_keep_the_zone(https: None) -> None:
    page = Client().get("/about/", secure=True).content.decode()
    said = re.search(r'data-cookie="([^"]+)"', page)
    assert said
    assert said[1] == f"__Host-zone=@;path=/;max-age={django_settings.LANGUAGE_COOKIE_AGE};samesite=lax;secure"
