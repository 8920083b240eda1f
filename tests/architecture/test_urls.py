"""Who finds what at every address; one that is not listed fails the test."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.architecture.addresses import ADDRESSES, PARTS, SIGN_IN, Address, Setting, names

pytestmark = pytest.mark.django_db


def _found(setting: Setting, address: Address, part: str) -> int | str:
    """What `part` is answered; what a POST changes is undone for the next part."""
    client = Client()
    if part != "stranger":
        client.force_login(setting.cast.accounts[part])
    undo = transaction.savepoint()
    answer = getattr(client, address.method)(address.path(setting))
    transaction.savepoint_rollback(undo)
    answer.close()
    if answer.status_code == 302 and answer["Location"].startswith(reverse("account_login")):
        return SIGN_IN
    return int(answer.status_code)


def test_every_address_is_listed():
    assert names() == {address.name for address in ADDRESSES}


@pytest.mark.parametrize("address", ADDRESSES, ids=str)
def test_each_part_finds_what_is_listed(address: Address, settings, tmp_path):
    settings.PAPERS_ROOT = tmp_path
    setting = Setting()
    assert {part: _found(setting, address, part) for part in PARTS} == dict(address.expected)
