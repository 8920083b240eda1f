"""Which meetings serve an instrument, take up a document or fill a post."""

from __future__ import annotations

from django.db.models import Q

from documents.models import Document
from groups.models import Instrument, Term
from meetings.models import AgendaItem, AgendaPaper, Entry, Outcome
from meetings.queries.upcoming import light
from portal.actors import Actor


def entries_citing(actor: Actor, instrument: Instrument) -> list[Entry]:
    """Rows that cite the instrument, or have an item under a mandate from it, in the order of their dates."""
    items = AgendaItem.objects.visible_to(actor).filter(mandates__instrument=instrument)
    cited = Q(citations__instrument=instrument) | Q(meeting__items__in=items)
    chosen = Entry.objects.filter(cited).values("pk")
    return list(light(Entry.objects.visible_to(actor).filter(pk__in=chosen)))


def papers_before_meetings(actor: Actor, document: Document) -> list[AgendaPaper]:
    """Where the document was before a meeting, the latest first."""
    return list(
        AgendaPaper.objects.filter(document=document, item__in=AgendaItem.objects.visible_to(actor))
        .select_related("item__meeting__entry__schedule__term__body", "revision")
        .order_by("-item__meeting__entry__start", "item__position")
    )


def outcomes_on(actor: Actor, document: Document) -> list[Outcome]:
    """What meetings concluded on the document."""
    concerned = Q(document=document) | Q(revision__document=document)
    return list(
        Outcome.objects.visible_to(actor)
        .filter(concerned)
        .select_related("meeting__entry__schedule__term__body", "revision")
        .order_by("-meeting__entry__start", "position")
    )


def items_filling(actor: Actor, term: Term) -> list[AgendaItem]:
    """Agenda items at which a post of the term is to be filled, the earliest first."""
    return list(
        AgendaItem.objects.visible_to(actor)
        .filter(post__term=term)
        .select_related("meeting__entry")
        .order_by("meeting__entry__start", "position")
    )


def papers_of_meetings(actor: Actor, term: Term) -> list[int]:
    """Ids of the documents before the meetings of a term, whoever issued them."""
    items = AgendaItem.objects.visible_to(actor).filter(meeting__entry__schedule__term=term)
    return list(AgendaPaper.objects.filter(item__in=items).values_list("document", flat=True).distinct())
