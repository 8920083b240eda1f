"""Organizations with rooms, delegations, organs, and the groups under them."""

from __future__ import annotations

import datetime as dt

from babel import Locale

from groups.enums import BodyKind, DelegationKind, StandingKind
from groups.models import Body, Delegation, Organization, Parentage, Standing
from meetings.models import Room, Venue
from meetings.reference import words
from meetings.reference.plan import Plan, add
from portal.enums import Audience

ROOMS = 12
COMMITTEES = 5
NOT_PUBLIC = 20
"""One group in so many is known to its members alone."""


def build(plan: Plan) -> None:
    """Everything that the terms hang on."""
    _organizations(plan)
    _delegations(plan)
    _organs(plan)
    _groups(plan)
    _standings(plan)


def _organizations(plan: Plan) -> None:
    plan.houses = add(
        Organization,
        (
            Organization(
                key=f"ref-{key}",
                name=name,
                acronym={"en": acronym},
                house_style="oas" if number % 2 == 0 else "un",
                zone=zone,
                city=city,
            )
            for number, (key, acronym, name, city, zone, _country) in enumerate(words.HOUSES)
        ),
    )
    venues = add(
        Venue,
        (
            Venue(organization=house, key="seat", name=house.name, zone=house.zone, country=facts[5], seat=True)
            for house, facts in zip(plan.houses, words.HOUSES, strict=True)
        ),
    )
    rooms = add(
        Room,
        (
            Room(
                organization=venue.organization,
                key=f"room-{number}",
                name={code: pattern.format(number) for code, pattern in words.ROOM.items()},
                venue=venue,
                capacity=40 * number,
            )
            for venue in venues
            for number in range(1, ROOMS + 1)
        ),
    )
    for room in rooms:
        plan.rooms.setdefault(room.organization_id, []).append(room)


def _delegations(plan: Plan) -> None:
    locales = {code: Locale(code) for code in ("en", "es", "fr", "pt")}
    plan.delegations = add(
        Delegation,
        (
            Delegation(
                key=f"ref-{state.lower()}",
                kind=DelegationKind.STATE,
                name={code: locale.territories[state] for code, locale in locales.items()},
            )
            for state in words.STATES.split()
        ),
    )


def _organs(plan: Plan) -> None:
    for house, (key, _acronym, *_rest) in zip(plan.houses, words.HOUSES, strict=True):
        organ = Body(
            organization=house, slug=f"{key}-council", kind=BodyKind.ORGAN, name=words.ORGAN, audience=Audience.PUBLIC
        )
        committees = [
            Body(
                organization=house,
                slug=f"{key}-committee-{number + 1}",
                kind=BodyKind.COMMITTEE,
                name=words.about(words.COMMITTEE, words.TOPICS[number * 5][1]),
                audience=Audience.PUBLIC,
            )
            for number in range(COMMITTEES)
        ]
        plan.organs[house.pk] = add(Body, [organ, *committees])
        add(Parentage, (Parentage(child=committee, parent=organ) for committee in committees))


def _groups(plan: Plan) -> None:
    rows = []
    for number in range(plan.scale.groups):
        house = plan.houses[number % len(plan.houses)]
        word, topic = words.TOPICS[number % len(words.TOPICS)]
        rows.append(
            Body(
                organization=house,
                slug=f"{words.HOUSES[number % len(words.HOUSES)][0]}-{word.lower()}-{number + 1}",
                kind=BodyKind.WORKING_GROUP,
                name=words.about(words.BODY, topic),
                acronym=f"GT/{word}",
                description=words.about(words.PURPOSE, topic),
                audience=Audience.MEMBERS if number % NOT_PUBLIC == NOT_PUBLIC - 1 else Audience.PUBLIC,
                established_on=dt.date(plan.today.year - plan.scale.years, 3, 1),
                closed_is_listed=number % 2 == 0,
            )
        )
    plan.groups = add(Body, rows)
    parentages = []
    for number, group in enumerate(plan.groups):
        word, topic = words.TOPICS[number % len(words.TOPICS)]
        plan.topics[group.pk], plan.words[group.pk] = topic, f"{word}{number + 1}"
        parents = plan.some(plan.organs[group.organization_id][1:], 1, 2)
        parentages += [
            Parentage(child=group, parent=parent, position=position) for position, parent in enumerate(parents)
        ]
    add(Parentage, parentages)


def _standings(plan: Plan) -> None:
    rows = []
    for group in plan.groups:
        plan.members[group.pk] = plan.some(plan.delegations, 12, 28)
        rows += [
            Standing(body=group, delegation=delegation, standing=StandingKind.MEMBER, position=position)
            for position, delegation in enumerate(plan.members[group.pk])
        ]
    add(Standing, rows)
