"""Two meetings at once: rooms, officers, delegations, kindred bodies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from meetings.conflicts import sentences
from meetings.conflicts.conflict import About, Conflict, Severity
from meetings.conflicts.house import House
from meetings.conflicts.naming import Known
from meetings.conflicts.officers import Officer, Officers
from meetings.conflicts.placements import Placement, Stretch


@dataclass(frozen=True, slots=True)
class Other:
    """The other meeting, and what the reader may know of it; None where they may not."""

    placement: Placement
    known: Known | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """Both meetings, and their sittings that are on at one time; none where an hour is not known."""

    row: Placement
    other: Other
    shared: tuple[tuple[Stretch, Stretch], ...]

    @property
    def own(self) -> bool:
        """Whether both stand in one schedule."""
        return self.row.schedule == self.other.placement.schedule

    def says(self, code: str, severity: Severity, about: About, sentence: str) -> Conflict:
        keys = (self.row.key, self.other.placement.key) if self.own else (self.row.key,)
        return Conflict(code, severity, about, sentence, keys, self.other.known.url if self.other.known else "")

    @property
    def when(self) -> str:
        """The other's sitting in question, or its day."""
        if self.shared:
            return self.hours(self.shared[0][1])
        common = set(self.row.days) & set(self.other.placement.days)
        return sentences.day(min(common)) if common else ""

    def hours(self, theirs: Stretch) -> str:
        """A sitting of the other, in its own hours."""
        return sentences.hours(theirs, self.row, self.other.placement.zone)

    @property
    def whom(self) -> str:
        return self.other.known.name if self.other.known else _("another meeting")


def check_together(pair: Meeting, house: House, officers: Officers) -> Iterator[Conflict]:
    """What two meetings take from each other."""
    yield from _room(pair, house)
    if not pair.shared:
        # Neither room nor person is in two places for certain where an hour is missing
        if not (pair.row.timed and pair.other.placement.timed) and pair.other.known:
            yield from _kin(pair, house)
        return
    if pair.row.body == pair.other.placement.body:
        yield _parallel(pair)
        return
    found = list(_officers(pair, officers))
    yield from found
    if pair.other.known:
        yield from _delegations(pair, officers)
        yield from _kin(pair, house)


def _room(pair: Meeting, house: House) -> Iterator[Conflict]:
    taken = next(((ours, theirs) for ours, theirs in pair.shared if ours.room and ours.room == theirs.room), None)
    if taken:
        facts = {"room": _name_of(taken[0].room, house), "meeting": pair.whom, "when": pair.hours(taken[1])}
        words = _("%(when)s: %(room)s is taken by %(meeting)s.")
        if pair.other.placement.proposed:
            words = _("%(when)s: %(room)s is asked for by %(meeting)s, in a draft.")
        yield pair.says("room", Severity.CLASH, About.ROOM, words % facts)
        return
    both = pair.row.rooms & pair.other.placement.rooms
    unknown = not (pair.row.timed and pair.other.placement.timed)
    if both and unknown and set(pair.row.days) & set(pair.other.placement.days):
        facts = {"room": _name_of(min(both), house), "meeting": pair.whom, "when": pair.when}
        words = _("%(when)s: %(meeting)s is in %(room)s on the same day, and an hour is not stated.")
        yield pair.says("room_day", Severity.WARNING, About.ROOM, words % facts)


def _name_of(room: int | None, house: House) -> str:
    place = house.rooms.get(room or 0)
    return sentences.named(place.name) if place else _("The room")


def _parallel(pair: Meeting) -> Conflict:
    """One body at once in two rows: it may have split, so this holds nothing up."""
    words = _("%(when)s: the body has another meeting at this time.") % {"when": pair.when}
    return pair.says("parallel", Severity.WARNING, About.BODY, words)


def _officers(pair: Meeting, officers: Officers) -> Iterator[Conflict]:
    """A person in two places; a state that chairs both, which may send two persons but is asked about, once."""
    day = pair.shared[0][0].on
    ours = officers.at(pair.row.schedule, day)
    theirs = officers.at(pair.other.placement.schedule, pair.shared[0][1].on)
    seen: set[tuple[str, int]] = set()
    for mine in ours:
        for yours in theirs:
            conflict = _same_person(pair, mine, yours) or _same_state(pair, mine, yours)
            if conflict is None:
                continue
            whom = (conflict.code, (mine.person if conflict.code == "officer" else mine.state) or 0)
            if whom not in seen:
                seen.add(whom)
                yield conflict


def _same_person(pair: Meeting, mine: Officer, yours: Officer) -> Conflict | None:
    if mine.person is None or mine.person != yours.person:
        return None
    facts = {"person": mine.name, "meeting": pair.whom, "when": pair.when}
    words = _("%(when)s: %(person)s is an officer both here and in %(meeting)s.") % facts
    return pair.says("officer", Severity.CLASH, About.OFFICER, words)


def _same_state(pair: Meeting, mine: Officer, yours: Officer) -> Conflict | None:
    if not (mine.chairs and yours.chairs) or mine.state is None or mine.state != yours.state:
        return None
    facts = {"state": sentences.named(mine.state_name), "meeting": pair.whom, "when": pair.when}
    words = _("%(when)s: %(state)s chairs both here and in %(meeting)s.") % facts
    return pair.says("officer_state", Severity.CLASH, About.OFFICER, words)


def _delegations(pair: Meeting, officers: Officers) -> Iterator[Conflict]:
    day = pair.shared[0][0].on
    both = officers.delegations(pair.row.body, day) & officers.delegations(pair.other.placement.body, day)
    if both:
        names = sorted(sentences.named(officers.names[delegation]) for delegation in both)
        facts = {"delegations": sentences.listed(names), "meeting": pair.whom, "when": pair.when}
        words = _("%(when)s: delegations that sit both here and in %(meeting)s: %(delegations)s.") % facts
        yield pair.says("delegation", Severity.WARNING, About.OFFICER, words)


def _kin(pair: Meeting, house: House) -> Iterator[Conflict]:
    kin = {other for body in pair.row.bodies for other in house.kin(body)}
    if kin & pair.other.placement.bodies:
        facts = {"meeting": pair.whom, "when": pair.when}
        words = _("%(when)s: a body beside, above or under this one is in session: %(meeting)s.") % facts
        yield pair.says("sister", Severity.WARNING, About.BODY, words)
