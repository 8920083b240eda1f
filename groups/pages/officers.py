"""Officers in words: who holds which post, how they came to it, and what is said of a vacant one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from groups.enums import NOT_HOLDING, HowBegan
from groups.models import Capacity, Post, Tenure
from groups.pages.citations import paragraphs
from groups.pages.dates import between, capitalized, on, page_language
from portal.lib.multilingual import Multilingual, Text


def officers(
    posts: Iterable[Post], day: dt.date, *, over: bool = False, fillers: Mapping[int, SafeString] | None = None
) -> list[dict[str, Any]]:
    """Posts as on `day`, for components/officers.html.

    `over`: the term is past, so that a post left by its last holder is told, not called vacant. `fillers` says, by
    post, which agenda item is to fill it.
    """
    return [_post(post, day, over=over, filler=(fillers or {}).get(post.pk, SafeString(""))) for post in posts]


def _post(post: Post, day: dt.date, *, over: bool, filler: SafeString) -> dict[str, Any]:
    tenures = list(post.tenures.all())
    holder = post.holder_at(day)
    shown = [tenure for tenure in tenures if tenure == holder or _beside(tenure, day)]
    vacant: bool | Multilingual = holder is None and (post.vacancy or True)
    if holder is None and tenures and (over or post.scope):
        shown, vacant = [tenure for tenure in tenures if tenure.how_began != HowBegan.NOMINATED], False
        vacant = vacant if shown else (post.vacancy or True)
    return {
        "label": title_of(post),
        "holders": [holder_row(tenure) for tenure in shown],
        "vacant": vacant,
        "note": filler if vacant else "",
    }


def _beside(tenure: Tenure, day: dt.date) -> bool:
    return tenure.how_began in NOT_HOLDING and tenure.covers(day)


def title_of(post: Post) -> Text | str:
    """The post's name: its own title or its role, and for what only it serves."""
    language = page_language()
    title = post.title.pick(language) if post.title else Text(post.get_role_display(), language)
    if not post.scope:
        return title
    scope = post.scope.pick(language)
    return Text(f"{title.text}, {scope.text}", title.language if title.language == scope.language else scope.language)


def holder_row(tenure: Tenure) -> dict[str, Any]:
    """One holder in one line, with how the tenure began in another."""
    capacity = _capacity(tenure)
    # The honorific stands before the name, so the capacity beside it is the one without.
    title = (capacity.title if capacity else Multilingual()) or tenure.capacity or tenure.office
    settled = tenure.how_began not in NOT_HOLDING
    return {
        "name": _name(tenure, capacity),
        "capacity": title,
        "delegation": tenure.delegation.name if tenure.delegation and not title else "",
        "since": began(tenure),
        "status": "" if settled else tenure.how_began,
        "status_label": tenure.get_how_began_display(),
    }


def _capacity(tenure: Tenure) -> Capacity | None:
    """What the person was when the tenure began."""
    if tenure.person is None:
        return None
    day = tenure.began
    for capacity in tenure.person.capacities.all():
        after = capacity.began is None or day is None or capacity.began <= day
        before = capacity.ended is None or day is None or day <= capacity.ended
        if after and before:
            return capacity
    return None


def _name(tenure: Tenure, capacity: Capacity | None) -> str:
    if tenure.person is None:
        return ""
    honorific = capacity.honorific.pick(page_language()).text if capacity else ""
    return f"{honorific} {tenure.person.name}".strip()


def began(tenure: Tenure) -> str:
    """“elected, 6 September 2012”; the span where it has ended, and why."""
    how = "" if tenure.how_began == HowBegan.UNRECORDED else tenure.get_how_began_display()
    if tenure.ended:
        when = between(tenure.began, tenure.ended, tenure.began_precision, tenure.ended_precision)
    else:
        when = on(tenure.began, tenure.began_precision)
    return capitalized(", ".join(part for part in (how, when, tenure.how_ended) if part))


def history(posts: Iterable[Post]) -> list[dict[str, Any]]:
    """Every post with every tenure in it and all that is recorded of each."""
    return [
        {
            "label": title_of(post),
            "vacancy": post.vacancy,
            "tenures": [holder_row(tenure) | {"facts": _facts(tenure)} for tenure in post.tenures.all()],
        }
        for post in posts
    ]


def _facts(tenure: Tenure) -> list[dict[str, Any]]:
    rule = tenure.rule
    cited = ""
    if rule:
        cited = format_html(
            '<a href="{}">{}, {}</a>', rule.instrument.get_absolute_url(), str(rule.instrument), paragraphs(rule)
        )
    return [
        {"label": _("Chosen by"), "value": tenure.chosen_by.name if tenure.chosen_by else ""},
        {"label": _("Nominated by"), "value": tenure.nominated_by.name if tenure.nominated_by else ""},
        {"label": _("Seconded by"), "value": tenure.seconded_by.name if tenure.seconded_by else ""},
        {"label": _("Rule"), "value": cited},
        {"label": _("Term of office"), "value": _("until a successor is chosen") if tenure.until_successor else ""},
        {"label": _("Note"), "value": tenure.note},
    ]
