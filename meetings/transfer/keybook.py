"""Keys of records as files write them, for rows that are not loaded themselves: one query for each kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import NamedTuple

from groups.models import Tenure
from meetings.transfer.records import SPECS


class _Form(NamedTuple):
    """How a key is written from which fields, and which of them to search by."""

    pattern: str
    fields: tuple[str, ...]
    searched: int = -1


_OF_A_TERM = _Form("{}/{}#{}", ("term__body__slug", "term__label", "key"))
_FORMS = {
    "body": _Form("{}", ("slug",)),
    "instrument": _Form("{}", ("slug",)),
    "document": _Form("{}", ("slug",)),
    "session": _Form("{}", ("key",)),
    "delegation": _Form("{}", ("key",)),
    "room": _Form("{}/{}", ("organization__key", "key")),
    "revision": _Form("{}#{}.{}.{}", ("document__slug", "number", "corrigendum", "addendum"), 0),
    "entry": _Form("{}/{}#{}", ("schedule__term__body__slug", "schedule__term__label", "key")),
    "post": _OF_A_TERM,
    "mandate": _OF_A_TERM,
}


def keys_of(kind: str, pks: Collection[int]) -> dict[int, str]:
    """The keys of rows."""
    if not pks:
        return {}
    if kind == "tenure":
        return _keys_of_tenures(Tenure.objects.filter(pk__in=pks).values_list("post_id", flat=True))
    form = _FORMS[kind]
    rows = SPECS[kind].model._default_manager.filter(pk__in=pks).order_by().values_list("pk", *form.fields)
    return {pk: form.pattern.format(*words) for pk, *words in rows}


def pks_of(kind: str, keys: Collection[str]) -> dict[str, int]:
    """The rows that keys mean; a key that means nothing is left out."""
    if not keys:
        return {}
    if kind == "tenure":
        posts = pks_of("post", {key.rpartition("/")[0] for key in keys})
        return {key: pk for pk, key in _keys_of_tenures(posts.values()).items() if key in keys}
    form = _FORMS[kind]
    field = form.fields[form.searched]
    words = {_word(key, form) for key in keys}
    rows = SPECS[kind].model._default_manager.filter(**{f"{field}__in": words}).order_by()
    named = ((form.pattern.format(*given), pk) for pk, *given in rows.values_list("pk", *form.fields))
    return {key: pk for key, pk in named if key in keys}


def _word(key: str, form: _Form) -> str:
    """The part of a key that its rows are searched by."""
    if len(form.fields) == 1:
        return key
    separator = "#" if "#" in form.pattern else "/"
    first, _separator, last = key.partition(separator)
    return first if form.searched == 0 else last


def _keys_of_tenures(posts: Iterable[int]) -> dict[int, str]:
    """A tenure has no key but its number in its post."""
    chosen = set(posts)
    of_posts = keys_of("post", chosen)
    counted: dict[int, int] = defaultdict(int)
    found = {}
    for pk, post in Tenure.objects.filter(post__in=chosen).order_by("position", "pk").values_list("pk", "post_id"):
        counted[post] += 1
        found[pk] = f"{of_posts[post]}/{counted[post]}"
    return found
