"""Notices of a meeting's order of business: issued or amended, and the elections on it."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext

from groups.models import Post
from meetings.enums import ItemState
from meetings.models import AgendaItem, Entry
from meetings.notices.facts import Facts
from meetings.notices.figures import meeting_figures
from meetings.notices.message import Line, Message, Part, UntoldError
from meetings.notices.of_meetings import HEADLINES, agenda_parts, lines_of, post_words
from meetings.notices.reasons import Untold
from meetings.notices.wording import body_words, plain_words, short_date
from meetings.pages.hours import Reader
from meetings.pages.rows import heading
from meetings.permissions import can_see_agenda
from meetings.queries.elections import posts_at
from portal.actors import Actor
from portal.lib.multilingual import Multilingual


def agenda_message(
    event: str, entry: Entry, before: Facts, after: Facts, reason: str, reader: Reader, actor: Actor, now: dt.datetime
) -> Message:
    """`event`: order_issued, order_amended, election or vacancy; for who may read the order of business alone."""
    if not can_see_agenda(actor, entry):
        raise UntoldError(Untold.ORDER_UNSEEN)
    language = reader.language
    matter = plain_words(heading(entry, entry.meeting, language)[0], language)
    elects = event in ("election", "vacancy")
    parts = _posts(entry, actor, language) if elects else _order(before, after, entry, actor, language)
    reordered = event == "order_amended" and is_reordered(before.get("agenda") or [], after.get("agenda") or [])
    lines = [Line(_("What changed"), _("the items are taken in another order"))] if reordered else []
    reasons = [Line(_("Reason"), reason)] if reason and not elects else []
    return Message(
        headline=HEADLINES[event]()
        % {"body": body_words(entry, language), "date": short_date(after, language) or matter},
        opening=matter,
        url=entry.get_absolute_url(),
        link=_("The meeting’s page"),
        lines=(*lines, *lines_of(entry, {}, after, reader), *reasons),
        parts=tuple(parts),
        closing=_("This goes to the members of the group alone, who nominate and vote.") if elects else "",
        rows=() if elects or not after.get("start") else (entry,),
        figures=meeting_figures(entry, after, reader, now),
    )


def _order(before: Facts, after: Facts, entry: Entry, actor: Actor, language: str) -> list[Part]:
    """What changed, then the whole as it stands; one that was not there before has changed in nothing."""
    old, new = before.get("agenda") or [], after.get("agenda") or []
    changed = changes_between(old, new, language) if old else []
    return [*changed, *agenda_parts(entry, actor, language)]


def changes_between(old: list[Facts], new: list[Facts], language: str) -> list[Part]:
    """Items that came, that went, and that say something else, each under its heading."""
    was, now = ({item["key"]: item for item in items} for items in (old, new))
    added = [_words(item, language) for key, item in now.items() if key not in was]
    gone = [_words(item, language) for key, item in was.items() if key not in now]
    reworded = [
        _("%(new)s (formerly: %(old)s)") % {"new": _words(item, language), "old": _words(was[key], language)}
        for key, item in now.items()
        if key in was and _text(item, language) != _text(was[key], language)
    ]
    found = (
        (npgettext("agenda items", "Added", "Added", len(added)), added),
        (npgettext("agenda items", "No longer on it", "No longer on it", len(gone)), gone),
        (npgettext("agenda items", "In other words", "In other words", len(reworded)), reworded),
    )
    return [Part(heading, tuple(lines)) for heading, lines in found if lines]


def is_reordered(old: list[Facts], new: list[Facts]) -> bool:
    """Whether items that stay are taken in another order."""
    was, now = ([item["key"] for item in items] for items in (old, new))
    return [key for key in was if key in now] != [key for key in now if key in was]


def _words(item: Facts, language: str) -> str:
    return f"{item.get('label', '')} {_text(item, language)}".strip()


def _text(item: Facts, language: str) -> str:
    return Multilingual(item["text"]).pick(language).text


def _posts(entry: Entry, actor: Actor, language: str) -> list[Part]:
    """Those on the order of business, then others of the term that nobody holds by then."""
    items = AgendaItem.objects.visible_to(actor).filter(meeting=entry.meeting, post__isnull=False)
    found = items.exclude(state=ItemState.WITHDRAWN).order_by("position", "pk").values_list("post", flat=True)
    posts = posts_at(entry, found)
    elected = [_post(posts[pk], entry, language) for pk in dict.fromkeys(found)]
    vacant = [
        post_words(post, language)
        for pk, post in posts.items()
        if pk not in found and entry.start and post.holder_at(entry.start) is None
    ]
    beside = ngettext("Vacant post", "Vacant posts", len(vacant))
    if elected:
        beside = npgettext(
            "posts",
            "Also vacant, without an election at this meeting",
            "Also vacant, without an election at this meeting",
            len(vacant),
        )
    parts = [
        Part(heading, tuple(lines)) for heading, lines in ((_("To be elected"), elected), (beside, vacant)) if lines
    ]
    if not parts:
        raise UntoldError(Untold.POSTS_FILLED)
    return parts


def _post(post: Post, entry: Entry, language: str) -> str:
    """“Vice Chair: vacant”, or who holds it until then."""
    said = {"post": post_words(post, language)}
    holder = post.holder_at(entry.start) if entry.start else None
    if holder is None:
        return _("%(post)s: vacant") % said
    name = holder.person or (holder.delegation and holder.delegation.name.pick(language).text)
    return _("%(post)s, held by %(holder)s until then") % {
        **said,
        "holder": str(name or holder.office.pick(language).text),
    }
