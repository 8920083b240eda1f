"""What a change is about: its title, address and kind, and the date that it stands at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from groups.changes.facts import Says
from groups.models import Body, Term
from groups.pages.dates import capitalized
from groups.pages.header import term_label
from groups.pages.officers import title_of as post_title
from meetings.pages.news.lines import Names
from meetings.pages.rows import date_text, heading
from meetings.queries.changes import Shown

Thing = dict[str, Any]


def about(item: Shown, names: Names) -> Thing:
    """As it is now; of what is gone, as the change remembers it."""
    says: Says = next((says for step in item.steps.values() for says in (step.new, step.old) if says), {})
    if item.topic == "body":
        return _thing(_("Group"), item.body.name, item.body.get_absolute_url())
    if item.live is None:
        return _gone(item, says, names)
    return _THINGS[item.topic](item.live, item.body, names)


def _thing(kind: str, title: Any, url: str = "", date: str = "") -> Thing:
    return {"kind": kind, "title": title, "url": url, "date": date}


def _gone(item: Shown, says: Says, names: Names) -> Thing:
    words: Mapping[str, tuple[str, Any]] = {
        "entry": (_("Row of the schedule"), says.get("matter")),
        "document": (_("Paper"), says.get("symbol") or says.get("title")),
        "officer": (_("Officers"), (says.get("post") or ["", ""])[1]),
        "member": (_("Delegations"), says.get("delegation")),
        "mandate": (_("Mandates"), says.get("symbol")),
        "term": (_("Term"), says.get("term")),
    }
    kind, title = words[item.topic]
    return _thing(kind, (title if isinstance(title, str) else names.text(title)) or kind)


def _entry(entry: Any, body: Body, names: Names) -> Thing:
    meeting = getattr(entry, "meeting", None)
    kind = capitalized(meeting.get_kind_display() if meeting else entry.get_kind_display())
    title: Any = heading(entry, meeting, names.reader.language)[0] if meeting else entry.text
    named = title and str(title) != kind
    return _thing(
        kind if named else "", title or kind, entry.get_absolute_url(), date_text(entry, names.reader.language)
    )


def _schedule(term: Term) -> str:
    return _("Schedule %(term)s") % {"term": term_label(term)}


def _mandate(mandate: Any, body: Body, names: Names) -> Thing:
    url = reverse("groups:mandates", args=[body.slug, mandate.term.label])
    return _thing(_("Mandates"), mandate.printed or mandate.instrument.title, url)


_THINGS: Mapping[str, Callable[[Any, Body, Names], Thing]] = {
    "entry": _entry,
    "mandate": _mandate,
    "schedule": lambda live, body, names: _thing("", _schedule(live.term), live.get_absolute_url()),
    "document": lambda live, body, names: _thing(live.symbol or _("Paper"), live.title, live.get_absolute_url()),
    "officer": lambda live, body, names: _thing(_("Officers"), post_title(live), live.term.get_absolute_url()),
    "member": lambda live, body, names: _thing(_("Delegations"), live.delegation.name),
    "term": lambda live, body, names: _thing(_("Term"), term_label(live), live.get_absolute_url()),
}
