"""The work plan: by its own outline, else by one that fits any group and term, with what is recorded."""

from __future__ import annotations

from documents import press
from meetings.enums import Facts
from meetings.papers.facts import Record
from meetings.papers.introduction import introduction
from meetings.papers.parts import Part
from meetings.papers.pen import Pen


def default_outline(record: Record) -> tuple[Part, ...]:
    """Introduction, officers, mandates, activities, signature; the schedule in an annex."""
    term = record.term
    parts = [
        introduction(record),
        Part("officers", named="officers", facts=Facts.OFFICERS),
        Part("mandates", named="mandates", facts=Facts.MANDATES),
    ]
    if record.groups:
        parts.append(Part("groups", named="subgroups", facts=Facts.SUBGROUPS))
    tables = tuple(Part(table.key, facts=Facts.TABLE, table=table) for table in term.activity_tables.all())
    lists = tuple(Part(listing.key, heading=listing.title, facts=Facts.LISTING, listing=listing)
                  for listing in term.listings.all())  # fmt: skip
    if tables or lists:
        parts.append(Part("activities", named="activities", children=(*lists, *tables)))
    if term.working_rules.all():
        parts.append(Part("rules", named="rules", facts=Facts.RULES))
    parts.append(Part("signature", facts=Facts.SIGNATURE))
    parts.append(Part("schedule", named="schedule", facts=Facts.SCHEDULE, annex=True))
    return tuple(parts)


def status(record: Record, pen: Pen) -> tuple[press.Inline, ...]:
    """`(Adopted on September 19, 2012)`, from the state of the schedule, as exact as its date is known."""
    schedule = record.schedule
    if schedule is None:
        return ()
    if schedule.state_on is None:
        words = pen.words.state_undated[schedule.state]
    else:
        day = schedule.state_on, schedule.state_precision
        words = pen.words.states[schedule.state].format(when=pen.when(*day), date=pen.date(*day))
    revision = f"; rev. {schedule.revision}" if schedule.revision else ""
    return (press.Text(f"({words}{revision})"),)
