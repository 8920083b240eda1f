"""Signing in as one of the demo accounts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from random import choices
from string import ascii_lowercase

from playwright.sync_api import Page, expect

from meetings.demo.accounts import DOMAIN, PASSWORD
from tests.journeys.portal import CHECKOUT, variables_of


def sign_in(page: Page, mailbox: str) -> None:
    """By the form that anybody sees, from the page where one is."""
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill(f"{mailbox}@{DOMAIN}")
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("link", name="Your settings").or_(page.locator(".band-end summary"))).not_to_have_count(0)
    expect(page).not_to_have_url("/accounts/login/")


def another_secretary(shared: Path) -> str:
    """A second account of the secretariat; gives its mailbox."""
    mailbox = f"secretary-{''.join(choices(ascii_lowercase, k=6))}"
    _run(
        shared,
        "from portal.models import User\nfrom groups.models import Organization, SecretariatAssignment\n"
        f"user = User.objects.create_user('{mailbox}@{DOMAIN}', '{PASSWORD}', name='Ben Okoro')\n"
        "for each in Organization.objects.all():"
        " SecretariatAssignment.objects.create(user=user, organization=each, role='secretary')",
    )
    return mailbox


def operator(shared: Path) -> str:
    """An account of who runs the portal; gives its mailbox."""
    mailbox = f"operator-{''.join(choices(ascii_lowercase, k=6))}"
    made = f"User.objects.create_superuser('{mailbox}@{DOMAIN}', '{PASSWORD}', name='Ada Osei')"
    _run(shared, f"from portal.models import User\n{made}")
    return mailbox


def end_sessions_in(shared: Path, mailbox: str, seconds: int) -> None:
    """As if the account had asked for no page for that long."""
    of_theirs = f"Session.objects.filter(account__email='{mailbox}@{DOMAIN}')"
    _run(
        shared,
        "from datetime import timedelta\nfrom django.utils import timezone\nfrom portal.models import Session\n"
        f"{of_theirs}.update(expires_at=timezone.now() + timedelta(seconds={seconds}))",
    )


def _run(shared: Path, script: str) -> None:
    environment = {**os.environ, **variables_of(shared)}
    command = [sys.executable, "manage.py", "shell", "-c", script]
    ran = subprocess.run(command, cwd=CHECKOUT, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
