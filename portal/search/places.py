"""Who, where and when: officers by name, rooms with what is held in them, and the rows of a day."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from groups.models import Tenure, Term
from groups.pages.dates import capitalized
from groups.pages.officers import began, title_of
from meetings.models import Entry
from meetings.queries.rooms import rooms_known_to
from meetings.queries.upcoming import light
from portal.actors import Actor
from portal.lib.dates import Span
from portal.lib.multilingual import Multilingual
from portal.search.folding import rank
from portal.search.hits import Hit
from portal.search.records import AFTER_SYMBOLS, MOST_ROWS, NEVER, meeting_hit

IN_A_ROOM = 15
"""What is held in a room comes after what is called like it."""


def officers_by_words(actor: Actor, words: tuple[str, ...]) -> Iterator[Hit]:
    """Posts by the name of who holds or held them, in terms that the reader knows."""
    tenures = Tenure.objects.filter(post__term__in=Term.objects.visible_to(actor), person__isnull=False)
    for tenure in tenures.select_related("person", "delegation", "post__term__body"):
        person, post = tenure.person, tenure.post
        found = rank(words, person.name) if person else None
        if found is None:
            continue
        term = post.term
        yield Hit(
            rank=AFTER_SYMBOLS + found,
            kind_rank=4,
            order=(-(tenure.began or term.began or NEVER).toordinal(), tenure.pk),
            kind=capitalized(title_of(post)),
            title=str(person),
            url=reverse("groups:members", args=[term.body.slug, term.label]) + "#posts",
            facts=(
                term.body.short_name or term.body.name,
                term.label,
                tenure.delegation.name if tenure.delegation else "",
                began(tenure),
            ),
            address=f"tenure:{tenure.pk}",
        )


def rooms_by_words(actor: Actor, words: tuple[str, ...]) -> Iterator[Hit]:
    """Rooms by their names, and then the meetings in them."""
    ranks: dict[int, int] = {}
    for room in rooms_known_to(actor):
        found = rank(words, room.name)
        if found is None:
            continue
        ranks[room.pk] = found
        yield Hit(
            rank=AFTER_SYMBOLS + found,
            kind_rank=5,
            order=(room.organization.key, room.key),
            kind=_("Room"),
            title=room.name,
            url=room.get_absolute_url(),
            facts=(room.organization.acronym or room.organization.name, room.city or room.organization.city),
        )
    held = Entry.objects.visible_to(actor).filter(Q(meeting__room__in=ranks) | Q(meeting__sittings__room__in=ranks))
    nearest = held.order_by("-start", "pk").values_list("pk", flat=True).distinct()[:MOST_ROWS]
    for entry in light(Entry.objects.filter(pk__in=list(nearest))):
        yield meeting_hit(entry, AFTER_SYMBOLS + IN_A_ROOM, Multilingual(), "")


def rows_of_day(actor: Actor, span: Span) -> Iterator[Hit]:
    """Rows of schedules on the day or in the month: those that begin in it, then those that only run through it."""
    on_it = Entry.objects.visible_to(actor).filter(start__lte=span.last, end__gte=span.first)
    for entry in light(on_it.order_by("-start", "pk"))[:MOST_ROWS]:
        begins = entry.precision == "day" and entry.start is not None and entry.start >= span.first
        yield meeting_hit(entry, 1 if begins else 2, Multilingual(), "")
