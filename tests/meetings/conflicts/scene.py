"""The set-up of the clash: two groups of one house, chaired by the same state, and a room that both want."""

from __future__ import annotations

from datetime import date, time
from functools import cached_property
from typing import Any

from groups.enums import Role
from groups.models import Body, Term
from meetings.conflicts import Board, Conflict, read_board
from meetings.models import Meeting, Schedule, Sitting
from meetings.transfer.entries import load_entries
from portal.actors import SYSTEM, Actor
from tests import make

DAY = date(2012, 11, 13)


class Scene:
    """GTC-CASA holds Guerrero Room on 13 November 2012 from 14:30; another group has a plan of its own."""

    def __init__(self) -> None:
        self.house = make.organization("oas")
        self.venue = make.venue(self.house)
        self.council = make.body("cp", organization=self.house, kind="organ", name={"en": "Permanent Council"})
        self.room = make.room(self.house, "Guerrero Room")
        self.other_room = make.room(self.house, "Padilha Room")
        self.peru = make.delegation("per", name={"en": "Peru"})
        self.casa = self._group("gtc-casa", "Joint Group on Social Charter")
        self.group = self._group("vg", "Voluntary Group")
        self.theirs = self.meet(self.casa, title={"en": "Dialogue with civil society"}, key="dialogue")

    def _group(self, slug: str, name: str) -> Schedule:
        body = make.body(slug, organization=self.house, name={"en": name})
        term = make.term(body, "2012-2013", began=date(2012, 9, 1), ended=date(2013, 6, 30))
        return make.schedule(term)

    def meet(self, schedule: Schedule, on: date = DAY, hours: str = "14:30 17:30", **facts: Any) -> Meeting:
        """A meeting with one sitting; in Guerrero Room unless `room` says otherwise; hours "" for none known."""
        meeting = make.meeting(schedule, on, **({"room": self.room} | facts))
        start, _space, end = hours.partition(" ")
        Sitting.objects.filter(meeting=meeting).delete()
        if start:
            closes = time.fromisoformat(end) if end else None
            Sitting.objects.create(meeting=meeting, on=on, start=time.fromisoformat(start), end=closes)
        return meeting

    def chaired(self, schedule: Schedule, person: Any = None, role: str = Role.CHAIR) -> None:
        """Peru holds the post, perhaps through a person."""
        make.tenure(make.post(schedule.term, role), person, delegation=self.peru, began=date(2012, 9, 1), person=person)

    def under_council(self, *bodies: Body) -> None:
        for body in bodies:
            make.Parentage.objects.create(child=body, parent=self.council)

    def board(self, schedule: Schedule | None = None, actor: Actor = SYSTEM, **changes: Any) -> Board:
        """The board of all rows in force; `changes`, by key, replaces records before it is asked."""
        chosen = self.fresh(schedule or self.group)
        contents = {key: live.content for key, live in load_entries(chosen).items()}
        for key, change in changes.items():
            contents[key.replace("_", "-")] = change
        return read_board(actor, chosen, contents.values())

    @staticmethod
    def fresh(schedule: Schedule) -> Schedule:
        return Schedule.objects.select_related("term__body__organization").get(pk=schedule.pk)

    def conflicts(self, meeting: Meeting, actor: Actor = SYSTEM) -> dict[str, Conflict]:
        """By code, of one row in force."""
        board = self.board(meeting.entry.schedule, actor)
        return {conflict.code: conflict for conflict in board.conflicts_of(meeting.entry.key)}

    @cached_property
    def term(self) -> Term:
        return self.group.term
