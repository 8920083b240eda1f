"""Terms of two years with officers, mandates and schedules."""

from __future__ import annotations

import datetime as dt

from groups.enums import HowBegan, InstrumentKind, MandateState, Role, TermState
from groups.models import Body, Instrument, InstrumentText, Mandate, Post, Tenure, Term
from meetings.enums import ScheduleState
from meetings.models import Schedule
from meetings.reference import words
from meetings.reference.plan import Plan, add
from portal.lib import symbols

YEARS = 2
ROLES = (Role.CHAIR, Role.VICE_CHAIR, Role.RAPPORTEUR)
MANDATES = 3
INSTRUMENTS_A_HOUSE = 40


def build(plan: Plan) -> None:
    """For each group as many terms as the years hold; the last one is under way."""
    first = plan.today.year - plan.scale.years + YEARS - plan.today.year % YEARS
    starts = range(first, first + plan.scale.years, YEARS)
    plan.terms = add(Term, (_term(plan, group, start) for group in plan.groups for start in starts))
    _officers(plan)
    _mandates(plan)
    plan.schedules = add(
        Schedule,
        (
            Schedule(
                term=term,
                title=words.SCHEDULE,
                state=ScheduleState.CLOSED if term.state == TermState.CLOSED else ScheduleState.ADOPTED,
                state_on=term.began,
            )
            for term in plan.terms
        ),
    )


def _term(plan: Plan, group: Body, start: int) -> Term:
    last = start + YEARS - 1
    return Term(
        body=group,
        label=f"{start}-{last}",
        state=TermState.CLOSED if last < plan.today.year else TermState.ACTIVE,
        began=dt.date(start, 1, 1),
        ended=dt.date(last, 12, 31),
        installed_on=dt.date(start, 1, 20),
    )


def _officers(plan: Plan) -> None:
    plan.posts = add(
        Post,
        (
            Post(term=term, key=role.replace("_", "-"), role=role, position=position)
            for term in plan.terms
            for position, role in enumerate(ROLES)
        ),
    )
    add(
        Tenure,
        (
            Tenure(
                post=post,
                person=plan.chance.choice(plan.persons),
                delegation=plan.chance.choice(plan.members[post.term.body_id]),
                how_began=HowBegan.ELECTED,
                began=post.term.installed_on,
                ended=post.term.ended,
            )
            for post in plan.posts
        ),
    )


def _mandates(plan: Plan) -> None:
    instruments = add(
        Instrument,
        (
            _instrument(plan, house, number)
            for house in range(len(plan.houses))
            for number in range(1, INSTRUMENTS_A_HOUSE + 1)
        ),
    )
    add(
        InstrumentText,
        (
            InstrumentText(
                instrument=instrument,
                language=code,
                url=f"https://papers.example.org/{instrument.slug}/{code}.pdf",
                position=position,
            )
            for instrument in instruments
            for position, code in enumerate(("en", "es", "fr", "pt"))
        ),
    )
    by_house: dict[int, list[Instrument]] = {}
    for number, instrument in enumerate(instruments):
        by_house.setdefault(plan.houses[number // INSTRUMENTS_A_HOUSE].pk, []).append(instrument)
    rows = []
    for term in plan.terms:
        for position, instrument in enumerate(plan.some(by_house[term.body.organization_id], MANDATES, MANDATES)):
            rows.append(
                Mandate(
                    term=term,
                    key=instrument.slug,
                    instrument=instrument,
                    state=MandateState.FULFILLED if term.state == TermState.CLOSED else MandateState.IN_PROGRESS,
                    position=position,
                )
            )
    for mandate in add(Mandate, rows):
        plan.mandates.setdefault(mandate.term_id, []).append(mandate)


def _instrument(plan: Plan, house: int, number: int) -> Instrument:
    adopted = plan.today.year - 1 - number % plan.scale.years
    symbol = f"{words.HOUSES[house][1]}/RES. {number}/{adopted % 100:02}"
    _word, topic = words.TOPICS[number % len(words.TOPICS)]
    return Instrument(
        slug=symbols.normalise(symbol),
        kind=InstrumentKind.RESOLUTION,
        symbol=symbol,
        symbol_key=symbols.normalise(symbol),
        title=words.about(words.INSTRUMENT, topic),
        organ=plan.organs[plan.houses[house].pk][0],
        adopted_on=dt.date(adopted, 6, 5),
    )
