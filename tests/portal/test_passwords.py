"""What a password may be, and how its box behaves."""

import re

import pytest
from django.test import Client

from portal.models import User

pytestmark = pytest.mark.django_db
OLD = "a long password"


@pytest.fixture
def ana(client: Client) -> User:
    account = User.objects.create_user("ana@example.org", OLD)
    client.force_login(account)
    return account


def _changed(client: Client, ana: User, password: str, old: str = OLD) -> bool:
    typed = {"oldpassword": old, "password1": password, "password2": password}
    client.post("/accounts/password/change/", typed)
    ana.refresh_from_db()
    return ana.check_password(password)


@pytest.mark.parametrize(
    "password",
    [
        "twelve signs",
        "onlysmalllettershere",
        "9174 6620 3815",
        "Übergröße größer als sonst",
        "contraseña con ñandúes",
        " with spaces around ",
        "x" * 64 + " and on",
        "y" * 200,
    ],
)
def test_password_of_any_composition_and_length_is_taken_as_typed(client: Client, ana: User, password: str) -> None:
    assert _changed(client, ana, password)
    for other in (password.strip(), password.swapcase(), password[:-1]):
        assert other == password or not ana.check_password(other)


def test_password_is_compared_as_typed_when_signing_in(client: Client, ana: User) -> None:
    assert _changed(client, ana, " With Spaces around ")
    for password, status in ((" with spaces around ", 200), ("With Spaces around", 200), (" With Spaces around ", 302)):
        answer = Client().post("/accounts/login/", {"login": "ana@example.org", "password": password})
        assert answer.status_code == status, password


@pytest.mark.parametrize("password", ["elevensigns", "password1234", "123456789123", "ana@example.org"])
def test_password_that_is_short_common_or_ones_own_address_is_refused(client: Client, ana: User, password: str) -> None:
    assert not _changed(client, ana, password)


@pytest.mark.parametrize("address", ["/accounts/login/", "/accounts/password/change/"])
def test_box_hides_what_is_typed_and_lets_it_be_pasted_and_filled_in(client: Client, ana: User, address: str) -> None:
    reader = Client() if "login" in address else client
    page = reader.get(address).content.decode()
    boxes = [box for box in re.findall(r"<input[^>]*>", page) if "password" in box]
    assert boxes
    for box in boxes:
        assert 'type="password"' in box
        assert re.search(r'autocomplete="(?:current|new)-password"', box), box
        assert not re.search(r"maxlength|onpaste|readonly", box), box
