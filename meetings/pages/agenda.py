"""Agenda items in words, nested as they are numbered."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.utils.translation import gettext as _

from documents.enums import Distribution, TextState
from documents.models import Document, LanguageVersion
from groups.models import Mandate
from groups.pages.citations import paragraphs
from meetings.enums import ItemState
from meetings.models import AgendaItem, AgendaPaper, Meeting, Outcome
from meetings.pages.hours import Reader
from portal.lib.dates import format_date
from portal.lib.multilingual import Text
from portal.templatetags.plenary import language_name


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
        "outcomes": [outcome_row(outcome) for outcome in outcomes],
    }


def outcome_row(outcome: Outcome) -> dict[str, Any]:
    """What came out of an item or of a meeting, with the paper it names."""
    paper = outcome.revision or outcome.document
    document = outcome.document or (outcome.revision.document if outcome.revision else None)
    kind = outcome.get_kind_display()
    return {
        "number": outcome.label,
        "kind": kind[:1].upper() + kind[1:],
        "text": outcome.text,
        "symbol": paper.symbol if paper else "",
        "url": document.get_absolute_url() if document else "",
        "unreleased": outcome.released_at is None,
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
    """A paper before an item: its symbol or title, its languages, and what is expected of those that are not out."""
    document = paper.document
    shown = list(document.revisions.all())  # what the reader may know of, the latest first
    revision = next((each for each in shown if each.pk == paper.revision_id), next(iter(shown), None))
    symbol = (revision.symbol if revision else "") or document.symbol
    title = document.title.pick(reader.language, document.original_language or None)
    versions = list(revision.versions.all()) if revision else []
    return {
        "symbol": symbol,
        "url": document.get_absolute_url(),
        "title": title,
        "note": paper.note,
        "status": "" if revision else "pending",
        "status_label": "" if revision else _unseen(document),
        "versions": [_version(document, version, reader) for version in versions],
        "missing": _missing(versions, reader),
    }


def _unseen(document: Document) -> str:
    """Why a paper that is named has no text to open."""
    if document.distribution == Distribution.GENERAL:
        return _("not issued yet")
    return _("distribution: %(distribution)s") % {"distribution": document.get_distribution_display()}


def _version(document: Document, version: LanguageVersion, reader: Reader) -> dict[str, str]:
    expected = _expected(version, reader)
    url = "" if expected else version.url or document.get_absolute_url()
    return {"language": version.language, "url": url, "expected": expected}


def _expected(version: LanguageVersion, reader: Reader) -> str:
    """“expected 30 November”, “overdue, expected 30 November”; empty for what is out."""
    if version.state not in (TextState.EXPECTED, TextState.IN_TRANSLATION):
        return ""
    if not version.expected_on:
        return version.get_state_display()
    late = reader.today is not None and version.expected_on < reader.today
    words = _("overdue, expected %(date)s") if late else _("expected %(date)s")
    return words % {"date": format_date(version.expected_on, reader.language, year=False)}


def _missing(versions: list[LanguageVersion], reader: Reader) -> str:
    """That the paper is not to be had in the reader's language, where nothing else says so."""
    if not versions or any(version.language == reader.language for version in versions):
        return ""
    return _("not in %(language)s") % {"language": language_name(reader.language)}


def mandate_row(mandate: Mandate) -> dict[str, Any]:
    """A mandate as cited beside an item: symbol, address, paragraphs."""
    return {
        "symbol": mandate.printed,
        "url": mandate.instrument.get_absolute_url(),
        "paragraphs": paragraphs(mandate.provision),
    }
