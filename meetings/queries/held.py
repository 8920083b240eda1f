"""Matters of which no mail leaves: what they are, whose, and which copies of readers they keep from a mail of a day."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from documents.models import LanguageVersion
from groups.models import Mandate, Term
from meetings.enums import NoticeKind
from meetings.models import Deadline, Entry, Silence
from portal.models import OutboxHold

LASTING = {
    "deadline": (Deadline, ["entry__schedule__term__body__organization"]),
    "silence": (Silence, ["term__body__organization", "revision__document__body__organization"]),
    "mandate": (Mandate, ["term__body__organization", "instrument"]),
    "term": (Term, ["body__organization"]),
    "version": (LanguageVersion, ["revision__document__body__organization"]),
    "services": (Entry, ["schedule__term__body__organization"]),
}
"""Of which more may be told later. A notice that somebody sent is queued whole, and a mail of a day is of its day."""


@dataclass(frozen=True, slots=True)
class Matter:
    """`subject`: the row, paper, mandate, term or silence that it is."""

    about: str
    subject: Any
    body: Any


def is_lasting(about: str) -> bool:
    """Whether more may come about it than what is queued."""
    return about.partition(":")[0] in LASTING


def is_held(about: str) -> bool:
    """Whether no mail leaves about it."""
    return OutboxHold.objects.filter(about=about).exists()


def held_matters() -> dict[str, OutboxHold]:
    """All of them, by what they are about, the first held first."""
    return {hold.about: hold for hold in OutboxHold.objects.select_related("by")}


def matters_of(abouts: Iterable[str], houses: Collection[int] | None) -> dict[str, Matter]:
    """Those that are known, of these houses (None: all), in one query a kind."""
    named = [(about, *about.partition(":")[::2]) for about in abouts if is_lasting(about)]
    found: dict[str, Matter] = {}
    for kind in sorted({kind for _about, kind, _pk in named}):
        model, related = LASTING[kind]
        rows = _in_bulk(model, related, [pk for _about, each, pk in named if each == kind])
        for about, pk in ((about, pk) for about, each, pk in named if each == kind):
            if pk.isdecimal() and int(pk) in rows:
                found[about] = _matter(about, rows[int(pk)])
    known = {about: found[about] for about, _kind, _pk in named if about in found}
    return {about: each for about, each in known.items() if houses is None or each.body.organization_id in houses}


def _in_bulk(model: Any, related: list[str], keys: list[str]) -> dict[int, Any]:
    rows: dict[int, Any] = model.objects.select_related(*related).in_bulk([int(pk) for pk in keys if pk.isdecimal()])
    return rows


def _matter(about: str, record: Any) -> Matter:
    if isinstance(record, Deadline):
        return Matter(about, record.entry, record.entry.schedule.term.body)
    if isinstance(record, Entry):
        return Matter(about, record, record.schedule.term.body)
    if isinstance(record, LanguageVersion):
        return Matter(about, record, record.revision.document.body)
    return Matter(about, record, record.body if isinstance(record, Term) else record.term.body)


def of_held_matters() -> Q:
    """Condition for copies of readers that tell of a held matter by themselves."""
    held: dict[str, list[int]] = {kind: [] for kind in LASTING}
    for about in OutboxHold.objects.values_list("about", flat=True):
        kind, _colon, pk = about.partition(":")
        if kind in held and pk.isdecimal():
            held[kind].append(int(pk))
    rows = Q(kind__in=(NoticeKind.REMINDER, NoticeKind.DEADLINE), entry__deadline__in=held["deadline"])
    services = Q(kind=NoticeKind.SERVICES, entry__in=held["services"])
    found = Q(pk__in=[]) | ((rows | services) & Q(announcement=None))
    for kind, told in (
        ("silence", NoticeKind.SILENCE),
        ("mandate", NoticeKind.MANDATE),
        ("term", NoticeKind.TERM),
        ("version", NoticeKind.PUBLISHED),
    ):
        if held[kind]:
            found |= Q(kind=told, **{f"params__{kind}__in": held[kind]})
    return found
