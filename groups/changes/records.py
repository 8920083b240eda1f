"""What is told of the records of this app: bodies, terms, officers, delegations, mandates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from groups.changes.facts import Fact, Says, Told
from groups.enums import HowBegan
from groups.models import Body, Mandate, Post, Standing, Tenure, Term
from portal.lib.multilingual import Multilingual


def told_of_body(body: Body) -> Told:
    """Its names and its state."""
    says: Says = {
        "name": _words(body.name),
        "short_name": _words(body.short_name),
        "state": str(body.state),
        "description": _words(body.description),
    }
    return _told(body, body.pk, "body", says)


def told_of_term(term: Term) -> Told:
    """Its label, state and span."""
    says: Says = {
        "term": term.label,
        "state": str(term.state),
        "span": [_day(term.began), _day(term.ended), str(term.began_precision), str(term.ended_precision)],
    }
    return _told(term.body, term.pk, "term", says)


def told_of_post(post: Post) -> Told:
    """Who holds it and has held it; nominations are no holding."""
    body = post.term.body
    says: Says = {"post": [str(post.role), _words(post.title), _words(post.scope)], "term": post.term.label}
    if post.pk is not None:
        tenures = post.tenures.select_related("person", "delegation").exclude(how_began=HowBegan.NOMINATED)
        says["holders"] = [_holder(tenure) for tenure in tenures]
    return _told(body, post.pk, "officer", says)


def told_of_tenure(tenure: Tenure) -> Told:
    """The post and all its holders."""
    return told_of_post(tenure.post)


def _holder(tenure: Tenure) -> Says:
    return {
        "name": tenure.person.name if tenure.person else "",
        "delegation": _words(tenure.delegation.name) if tenure.delegation else {},
        "office": _words(tenure.office),
        "capacity": _words(tenure.capacity),
        "how": str(tenure.how_began),
        "began": [_day(tenure.began), str(tenure.began_precision)],
        "ended": [_day(tenure.ended), str(tenure.ended_precision)],
    }


def told_of_standing(standing: Standing) -> Told:
    """Which delegation is what in the body, from when to when."""
    says: Says = {
        "delegation": _words(standing.delegation.name),
        "standing": str(standing.standing),
        "span": [_day(standing.began), _day(standing.ended), "day", "day"],
    }
    return _told(standing.body, standing.pk, "member", says)


def told_of_mandate(mandate: Mandate) -> Told:
    """What is asked, its state, and until when."""
    says: Says = {
        "symbol": mandate.printed or _words(mandate.instrument.title),
        "task": _words(mandate.task),
        "state": str(mandate.state),
        "until": _words(mandate.until_wording) or _day(mandate.until_on),
    }
    return _told(mandate.term.body, mandate.pk, "mandate", says)


def _told(body: Body, pk: int | None, topic: str, says: Says) -> Told:
    """Nothing of what is not there yet."""
    return Told(body, () if pk is None else (Fact(topic, pk, str(body.audience), says),))


def _words(text: Multilingual) -> dict[str, str]:
    return dict(text)


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


TOLD: dict[str, Callable[[Any], Told]] = {
    "body": told_of_body,
    "term": told_of_term,
    "post": told_of_post,
    "tenure": told_of_tenure,
    "standing": told_of_standing,
    "mandate": told_of_mandate,
}
"""By kind of record."""
