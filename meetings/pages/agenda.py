"""Agenda items in words, nested as they are numbered."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.utils.translation import gettext as _

from documents.models import Document, Revision
from groups.models import Mandate
from groups.pages.citations import paragraphs
from meetings.enums import ItemState
from meetings.models import AgendaItem, AgendaPaper, Meeting, Outcome
from meetings.pages.hours import Reader
from portal.lib.dates import format_date
from portal.lib.multilingual import Text


def agenda(meeting: Meeting, reader: Reader, *, whole: bool = False, numbered: bool = True) -> list[dict[str, Any]]:
    """The items of a meeting for components/agenda.html; `whole` adds what the meeting's own page has room for.

    That is the mandates and outcomes of each item, and its anchor, since a schedule has an item 1 in every row.
    `numbered` False leaves out the bullet of an agenda that is one paragraph.
    """
    children: dict[int | None, list[AgendaItem]] = defaultdict(list)
    for item in meeting.items.all():
        children[item.parent_id].append(item)
    found: dict[int, list[Outcome]] = defaultdict(list)
    if whole:
        for outcome in meeting.outcomes.all():
            if outcome.item_id:
                found[outcome.item_id].append(outcome)

    def rows(parent: int | None) -> list[dict[str, Any]]:
        return [
            _item(item, reader, whole=whole, outcomes=found[item.pk])
            | {"items": rows(item.pk), "number": item.label or ("•" if numbered else "")}
            for item in children[parent]
        ]

    return rows(None)


def _item(item: AgendaItem, reader: Reader, *, whole: bool, outcomes: list[Outcome]) -> dict[str, Any]:
    state = "" if item.state == ItemState.ON_AGENDA else item.state
    return {
        "key": item.key if whole else "",
        "title": title_of(item, reader.language),
        "note": _note(item, reader),
        "status": state,
        "status_label": item.get_state_display() if state else "",
        "papers": [paper_row(paper, reader) for paper in item.papers.all()],
        "mandates": [mandate_row(mandate) for mandate in item.mandates.all()] if whole else [],
        "outcome": outcomes[0].text if outcomes else "",
        "outcome_label": outcomes[0].get_kind_display().capitalize() if outcomes else "",
        "unreleased": bool(outcomes) and outcomes[0].released_at is None,
    }


def title_of(item: AgendaItem, language: str) -> Text:
    """The matter as printed: in quotation marks where the source has them, its remark after it."""
    words, spoken = item.text.pick(language)
    if item.quoted:
        words = f"“{words}”"
    remark = item.remark.pick(spoken)
    return Text(f"{words} {remark.text}".strip() if remark.text else words, spoken)


def _note(item: AgendaItem, reader: Reader) -> Text | str:
    facts = []
    if item.action:
        facts.append(item.get_action_display())
    if item.presenter:
        presenter = item.presenter.pick(reader.language)
        facts.append(_("presented by %(who)s") % {"who": presenter.text})
    if item.deadline and item.deadline.start:
        facts.append(_("deadline: %(date)s") % {"date": format_date(item.deadline.start, reader.language)})
    return " · ".join(facts)


def paper_row(paper: AgendaPaper, reader: Reader) -> dict[str, Any]:
    """A paper before an item: its symbol or title, and its languages with what is expected."""
    document, revision = paper.document, paper.revision or _latest(paper.document)
    symbol = (revision.symbol if revision else "") or document.symbol
    title = document.title.pick(reader.language, document.original_language or None)
    return {
        "symbol": symbol,
        "url": document.get_absolute_url(),
        "title": title,
        "versions": _versions(document, revision, reader) if revision else [],
    }


def _latest(document: Document) -> Revision | None:
    return next(iter(document.revisions.all()), None)


def _versions(document: Document, revision: Revision, reader: Reader) -> list[dict[str, str]]:
    rows = []
    for version in revision.versions.all():
        expected = ""
        if version.state in ("expected", "in_translation"):
            expected = (
                _("expected %(date)s") % {"date": format_date(version.expected_on, reader.language, year=False)}
                if version.expected_on
                else version.get_state_display()
            )
        url = "" if expected else document.get_absolute_url()
        rows.append({"language": version.language, "url": url, "expected": expected})
    return rows


def mandate_row(mandate: Mandate) -> dict[str, Any]:
    """A mandate as cited beside an item: symbol, address, paragraphs."""
    return {
        "symbol": mandate.printed,
        "url": mandate.instrument.get_absolute_url(),
        "paragraphs": paragraphs(mandate.provision),
    }
