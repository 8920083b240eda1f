"""A term's plan as a page to read: its sections in order, each with the facts that follow it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from documents.pages.lists import rows as document_rows
from documents.pages.statements import statements
from documents.queries.documents import documents_of, statements_of
from groups.enums import CHAIRING
from groups.models import Mandate, Post, Term
from groups.pages.dates import page_language
from groups.pages.header import term_label
from groups.pages.listings import listing, rules
from groups.pages.mandates import worded
from groups.pages.members import standings, subgroups
from groups.pages.officers import officers
from groups.queries.instruments import instruments_cited
from groups.queries.mandates import mandates_with_texts
from groups.queries.members import groups_of, standings_of
from groups.queries.posts import posts_of
from groups.queries.records import listings_of, rules_of
from meetings.enums import EntryKind, Facts
from meetings.models import Entry, PlanSection
from meetings.pages.coverage import line
from meetings.pages.hours import Reader
from meetings.pages.tables import table
from meetings.queries.order import in_order
from meetings.queries.plans import tables_of
from meetings.queries.upcoming import light
from portal.actors import Actor
from portal.lib import prose
from portal.lib.multilingual import Multilingual


@dataclass
class Plan:
    """What is read for a plan, each kind of fact once and only where a section or the rest asks for it.

    `notes` is how many footnotes stand above: they are numbered through the page.
    """

    actor: Actor
    term: Term
    sections: list[PlanSection]
    reader: Reader
    day: dt.date
    over: bool
    notes: int = 0

    @cached_property
    def given(self) -> list[Mandate]:
        return mandates_with_texts(self.actor, self.term)

    @cached_property
    def mandates(self) -> list[dict[str, Any]]:
        return worded(self.given)

    @cached_property
    def roles(self) -> list[Post]:
        return posts_of(self.term)

    @cached_property
    def posts(self) -> list[dict[str, Any]]:
        return officers(self.roles, self.day, over=self.over)

    @cached_property
    def listings(self) -> dict[int, dict[str, Any]]:
        return {record.pk: listing(self.actor, record) for record in listings_of(self.term)}

    @cached_property
    def tables(self) -> dict[int, dict[str, Any]]:
        return {record.pk: table(record) for record in tables_of(self.term)}

    @cached_property
    def rules(self) -> list[Any]:
        return rules(rules_of(self.term))

    @cached_property
    def statements(self) -> list[dict[str, Any]]:
        return statements(statements_of(self.actor, self.term))

    @cached_property
    def entries(self) -> list[Entry]:
        return in_order(light(Entry.objects.visible_to(self.actor).filter(schedule__term=self.term)))

    @cached_property
    def addresses(self) -> dict[str, str]:
        """Where the symbols of known instruments lead; any other symbol asks the search."""
        cited: set[str] = set()

        def note(key: str) -> None:
            cited.add(key)

        language = page_language()
        for value in (text for section in self.sections for text in (section.prose, section.after) if text):
            prose.to_html(prose.read(value.pick(language).text), note)
        return {key: found.get_absolute_url() for key, found in instruments_cited(self.actor, cited).items()}


def plan_sections(plan: Plan) -> list[dict[str, Any]]:
    """The sections, nested, for templates/groups/plan_section.html."""
    children: dict[int | None, list[PlanSection]] = defaultdict(list)
    for section in plan.sections:
        children[section.parent_id].append(section)

    def rows(parent: int | None, depth: int) -> list[dict[str, Any]]:
        return [
            _section(plan, section, depth) | {"children": rows(section.pk, depth + 1)} for section in children[parent]
        ]

    return rows(None, 2)


def _section(plan: Plan, section: PlanSection, depth: int) -> dict[str, Any]:
    return {
        "key": section.key,
        "label": section.label,
        "heading": section.heading,
        "level": min(depth, 4),
        "annex": section.annex,
        "prose": written(plan, section.prose, f"{section.key}-note"),
        "after": written(plan, section.after, f"{section.key}-after"),
        "facts": section.facts,
        **(_FACTS[Facts(section.facts)](plan, section) if section.facts else {}),
    }


def written(plan: Plan, value: Multilingual, prefix: str) -> dict[str, Any]:
    """Prose as safe HTML with the language that it is in; empty for no prose."""
    if not value:
        return {}
    text, language = value.pick(page_language())
    said = prose.read(text)
    html = prose.to_html(
        said,
        lambda key: _address(plan, key),
        id_prefix=prefix,
        back_label=_("Back to the text"),
        notes_before=plan.notes,
    )
    plan.notes += len(said.footnotes)
    return {"html": _safe(html), "language": language, "foreign": language != page_language()}


def _safe(html: str) -> SafeString:
    return mark_safe(html)  # `prose.to_html` escapes all that a writer wrote


def _address(plan: Plan, key: str) -> str:
    return plan.addresses.get(key) or f"{reverse('search')}?{urlencode({'q': key})}"


def _schedule(plan: Plan, _section: PlanSection) -> dict[str, Any]:
    place = [plan.term.body.slug, plan.term.label]
    rows = [line(entry, plan.reader) for entry in plan.entries if entry.listed]
    return {"rows": rows, "url": reverse("meetings:schedule", args=place)}


def _meetings(plan: Plan, _section: PlanSection) -> dict[str, Any]:
    held = [entry for entry in plan.entries if entry.kind == EntryKind.MEETING]
    return {"rows": [line(entry, plan.reader) for entry in held], "reported": plan.term.meetings_held}


def _signature(plan: Plan, section: PlanSection) -> dict[str, Any]:
    """The chair alone signs."""
    roles = [post for post in plan.roles if post.role in CHAIRING]
    signing = officers(roles[:1], plan.day, over=True)
    holders = [holder for post in signing for holder in post["holders"]]
    return {
        "holders": holders,
        "post": signing[0]["label"] if signing else "",
        "with_post": section.facts == "signature",
        "body": plan.term.body.name,
    }


def _subgroups(plan: Plan, _section: PlanSection) -> dict[str, Any]:
    """As the paper has them: the presiding officers lead the groups and are none of them."""
    return {"subgroups": subgroups(groups_of(plan.actor, plan.term))}


def _subplan(plan: Plan, section: PlanSection) -> dict[str, Any]:
    other = section.other_term
    if other is None:
        return {}
    return {
        "name": other.body.name,
        "term": term_label(other),
        "url": reverse("groups:plan", args=[other.body.slug, other.label]),
    }


_FACTS: dict[Facts, Callable[[Plan, PlanSection], dict[str, Any]]] = {
    Facts.OFFICERS: lambda plan, section: {"posts": plan.posts},
    Facts.MANDATES: lambda plan, section: {"mandates": [row for row in plan.mandates if row["listed"]]},
    Facts.STANDINGS: lambda plan, section: {"standings": standings(standings_of(plan.term))},
    Facts.LISTING: lambda plan, section: {"listing": plan.listings.get(section.listing_id or 0)},
    Facts.RULES: lambda plan, section: {"rules": plan.rules},
    Facts.SUBGROUPS: _subgroups,
    Facts.TABLE: lambda plan, section: {"table": plan.tables.get(section.table_id or 0)},
    Facts.SCHEDULE: _schedule,
    Facts.MEETINGS: _meetings,
    Facts.DOCUMENTS: lambda plan, section: {
        "documents": document_rows(plan.actor, documents_of(plan.actor, plan.term))
    },
    Facts.STATEMENTS: lambda plan, section: {"statements": plan.statements},
    Facts.SIGNATURE: _signature,
    Facts.SIGNATURE_NAME: _signature,
    Facts.SUBPLAN: _subplan,
}


def rest(plan: Plan) -> dict[str, Any]:
    """What is recorded of the term and stands in no section of this paper."""
    used = {section.facts for section in plan.sections}
    listed = {section.listing_id for section in plan.sections}
    tabled = {section.table_id for section in plan.sections}
    return {
        "listings": [row for pk, row in plan.listings.items() if pk not in listed],
        "tables": [row for pk, row in plan.tables.items() if pk not in tabled],
        "rules": [] if Facts.RULES in used else plan.rules,
        "statements": [] if Facts.STATEMENTS in used else plan.statements,
    }
