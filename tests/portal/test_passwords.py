"""What a password may be, and how its box behaves."""

import re

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client

from portal.enums import Audience
from portal.models import User
from portal.passwords import breached
from tests import make

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


@pytest.mark.parametrize("password", ["1qaz2wsx3edc", "QwertyQwerty", "finalfantasy", "123456654321", "ghbdtnrfrltkf"])
def test_password_that_was_found_in_a_breach_is_refused(client: Client, ana: User, password: str) -> None:
    assert not _changed(client, ana, password)


def test_list_of_breached_passwords_is_long_and_refuses_no_other() -> None:
    assert breached.count() >= 40_000
    kept = breached.FILE.read_bytes()
    digests = [kept[at : at + breached.WIDTH] for at in range(0, len(kept), breached.WIDTH)]
    assert digests == sorted(set(digests))
    assert not any(breached.is_breached(f"nobody chose number {number}") for number in range(20_000))


@pytest.mark.parametrize(
    "password",
    [
        "Plenary-2026!",
        "OAS.OAS.OAS.2026",
        "GT-Datos 2026 2027",
        "Organización de los Estados",
        "Working Group on Tides 1",
        "AnaRuiz-1990-1991",
        "tides.example.2026",
        "contraseña 2026",
    ],
)
def test_password_made_of_words_of_the_house_is_refused(client: Client, ana: User, password: str) -> None:
    _with_house(ana)
    assert not _changed(client, ana, password)


@pytest.mark.parametrize(
    "password", ["the tides of Plenary turn", "OAS cows eat violet hay", "Ana met 12 quiet walruses", "9174 6620 3815"]
)
def test_password_with_a_word_of_the_house_among_others_is_taken(client: Client, ana: User, password: str) -> None:
    _with_house(ana)
    assert _changed(client, ana, password)


@pytest.mark.parametrize("audience", [one for one in Audience if one != Audience.PUBLIC])
def test_refusal_tells_nothing_of_bodies_that_are_not_public(client: Client, ana: User, audience: Audience) -> None:
    make.body(name={"en": "Panel on Mergers"}, acronym="QX-PAM", audience=audience)
    assert _changed(client, ana, "Panel on Mergers 2026")


def _with_house(ana: User) -> None:
    names = {"en": "Organization of States", "es": "Organización de los Estados"}
    house = make.organization(name=names, acronym={"en": "OAS"})
    make.body(organization=house, name={"en": "Working Group on Tides"}, acronym="GT-Datos")
    ana.name, ana.email = "Ana Ruiz", "ana@tides.example"
    ana.save()


def test_invitation_refuses_words_of_the_house_too() -> None:
    house = make.organization(acronym={"en": "OAS"})
    with pytest.raises(ValidationError):
        validate_password("OAS 2026 OAS 2027", User(email="ben@example.org"))
    assert house.pk


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
