"""Accounts that somebody looks for by what they know of them: a name, an address, a delegation, an office."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils.translation import override

from groups.enums import Role
from groups.models import Accreditation, Body, Delegation, Post, Tenure
from portal.lib.multilingual import LANGUAGES
from portal.models import User


def accounts_sought(sought: str, body: Body, day: dt.date) -> QuerySet[User]:
    """Whose name or address has these words in it, who speaks on `day` for a delegation, or holds a post in the body's
    house, that is called so in any language.
    """
    wanted = sought.strip().casefold()
    named = Q(name__icontains=sought.strip()) | Q(email__icontains=sought.strip())
    states = [each.pk for each in Delegation.objects.all() if _is_called(wanted, each.name.values())]
    posts = Post.objects.filter(term__body__organization=body.organization_id).only("title", "role")
    roles = _roles(wanted)
    held = [each.pk for each in posts if each.role in roles or _is_called(wanted, each.title.values())]
    speaking = Accreditation.objects.filter(_running(day), delegation__in=states)
    holding = Tenure.objects.filter(_running(day), post__in=held, person__isnull=False)
    people = Q(pk__in=speaking.values("person__user")) | Q(pk__in=holding.values("person__user"))
    return User.objects.filter(named | people)


def _roles(wanted: str) -> set[str]:
    found = set()
    for language in LANGUAGES:
        with override(language):
            found |= {role.value for role in Role if wanted in str(role.label).casefold()}
    return found


def _is_called(wanted: str, names: Iterable[str]) -> bool:
    return any(wanted in name.casefold() for name in names)


def _running(day: dt.date) -> Q:
    return (Q(began=None) | Q(began__lte=day)) & (Q(ended=None) | Q(ended__gte=day))
