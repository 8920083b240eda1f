"""Passwords made of words of the house: whoever guesses at an account of a group tries its name and its year first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from groups.models import Body, Organization
from portal.actors import ANONYMOUS

SHORTEST_WORD = 3
LEAST_LEFT = 4
"""So many letters must be left once the words of the house and all digits are taken away."""
OF_EACH = ("plenary", "password", "contraseña", "clave", "mot de passe", "senha", "secretariat", "secretaria")


def plain(text: str) -> str:
    """Small letters and digits alone."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in parts if sign.isalnum())


def house_words(user: Any = None) -> set[str]:
    """The portal, its address, its organizations and public bodies, and whose account it is."""
    found = {plain(word) for word in _said(user)}
    return {word for word in found if len(word) >= SHORTEST_WORD and not word.isdecimal()}


def _said(user: Any) -> Iterator[str]:
    yield from OF_EACH
    yield from (urlsplit(settings.SITE_URL).hostname or "").split(".")
    for name, acronym in Organization.objects.values_list("name", "acronym"):
        for text in name.values():
            yield text
            yield from _words(text)
        for text in acronym.values():
            yield from (text, *_words(text))
    public = Body.objects.visible_to(ANONYMOUS)  # a refusal must not tell that a name which is kept apart exists
    for name, short, symbol in public.values_list("name", "short_name", "acronym"):
        yield from (*name.values(), *short.values(), symbol, *_words(symbol))
    for text in (getattr(user, "email", ""), getattr(user, "name", "")):
        yield from (text, *_words(text))


def _words(text: str) -> Iterable[str]:
    return re.findall(r"[^\W\d_]+", text)


def is_of_the_house(password: str, user: Any = None) -> bool:
    """Whether hardly anything else is in it."""
    left = plain(password)
    for word in sorted(house_words(user), key=len, reverse=True):
        left = left.replace(word, " ")
    return sum(sign.isalpha() for sign in left) < LEAST_LEFT and any(sign.isalpha() for sign in password)


class HouseWordsValidator:
    """For settings.AUTH_PASSWORD_VALIDATORS."""

    def validate(self, password: str, user: Any = None) -> None:
        """Refuse one that is little more than names everybody knows here."""
        if is_of_the_house(password, user):
            raise ValidationError(
                _("This password is made of names that are known here. Add words of your own."),
                code="password_of_house",
            )

    def get_help_text(self) -> str:
        """What the form says."""
        return _("Your password can’t be made of the names of groups, organizations or your own alone.")
