"""Officers: each post with who holds it, in what capacity and since when; a vacant post is said so."""

from __future__ import annotations

import datetime

from documents import press
from groups.enums import CHAIRING, NOT_HOLDING, HowBegan
from groups.models import Capacity, Person, Post, Tenure
from meetings.papers import provisions
from meetings.papers.facts import Record
from meetings.papers.parts import Part
from meetings.papers.pen import Pen, capital, joined


def blocks(record: Record, pen: Pen, part: Part) -> tuple[press.Block, ...]:
    """One line a post."""
    rows = tuple((title(post, pen), _holders(post, record, pen)) for post in record.term.posts.all())
    return (press.Particulars(rows),) if rows else (press.Paragraph.of(pen.words.no_posts),)


def title(post: Post, pen: Pen) -> str:
    """The post's own title, else its role."""
    return capital(pen.say(post.title) or pen.words.roles[post.role])


def _holders(post: Post, record: Record, pen: Pen) -> tuple[press.Inline, ...]:
    tenures = list(post.tenures.all())
    runs = [_tenure(tenure, pen) for tenure in tenures]
    if vacancy := _vacancy(post, tenures, record, pen):
        runs.append(vacancy)
    scope = (press.Text(" ("), pen.text(post.scope), press.Text(")")) if post.scope else ()
    return (*joined(runs, "; "), *scope)


def _tenure(tenure: Tenure, pen: Pen) -> tuple[press.Inline, ...]:
    return joined(
        [_name(tenure, pen), capacity(tenure, pen), _entry_into_office(tenure, pen), *_circumstances(tenure, pen)]
    )


def _name(tenure: Tenure, pen: Pen) -> tuple[press.Inline, ...]:
    if tenure.person is None:
        return pen.line(tenure.delegation.name) if tenure.delegation else pen.line(tenure.office)
    held = _held_at(tenure.person, tenure.began)
    honorific = pen.line(held.honorific) if held else ()
    return (*honorific, *((press.Text(" "),) if honorific else ()), press.Text(tenure.person.name))


def capacity(tenure: Tenure, pen: Pen) -> tuple[press.Inline, ...]:
    """The one the person held when the tenure began, else what the source prints beside the name."""
    held = _held_at(tenure.person, tenure.began) if tenure.person else None
    if held:
        return pen.line(held.title)
    if tenure.capacity:
        return pen.line(tenure.capacity)
    return pen.line(tenure.office) if tenure.person or tenure.delegation else ()


def honorific_and_capacity(tenure: Tenure, pen: Pen) -> tuple[press.Inline, ...]:
    """`Ambassador, Permanent Representative of Peru to the OAS`, as a signature has it; as printed, where recorded."""
    if tenure.capacity:
        return pen.line(tenure.capacity)
    held = _held_at(tenure.person, tenure.began) if tenure.person else None
    return joined([pen.line(held.honorific) if held else (), capacity(tenure, pen)])


def _held_at(person: Person, day: datetime.date | None) -> Capacity | None:
    held = list(person.capacities.all())
    for each in held:
        if day and (each.began is None or each.began <= day) and (each.ended is None or day <= each.ended):
            return each
    return held[0] if held else None


def _entry_into_office(tenure: Tenure, pen: Pen) -> tuple[press.Inline, ...]:
    how = pen.words.began[tenure.how_began]
    when = pen.when(tenure.began, tenure.began_precision) if tenure.began else ""
    between = " " if pen.language == "en" else ", "
    words = between.join(part for part in (how, when) if part)
    rule = provisions.rule(tenure.rule, pen) if tenure.rule else ()
    if not rule:
        return pen_line(words)
    return (press.Text(f"{words} ("), *rule, press.Text(")")) if words else rule


def pen_line(words: str) -> tuple[press.Inline, ...]:
    """Words of the paper's own, or nothing."""
    return (press.Text(words),) if words else ()


def _circumstances(tenure: Tenure, pen: Pen) -> list[tuple[press.Inline, ...]]:
    words = pen.words
    runs = []
    if tenure.nominated_by:
        runs.append(pen_line(words.nominated_by.format(name=pen.say(tenure.nominated_by.name))))
    if tenure.seconded_by:
        runs.append(pen_line(words.seconded_by.format(name=pen.say(tenure.seconded_by.name))))
    if tenure.ended:
        runs.append(pen_line(words.ended.format(date=pen.date(tenure.ended, tenure.ended_precision))))
    elif tenure.until_successor:
        runs.append(pen_line(words.until_successor))
    if tenure.note:
        runs.append(pen.line(tenure.note))
    return runs


def _vacancy(post: Post, tenures: list[Tenure], record: Record, pen: Pen) -> tuple[press.Inline, ...]:
    """What is said of a post that nobody holds: the record's own words, else that its election is to come."""
    holding = [tenure for tenure in tenures if tenure.how_began not in NOT_HOLDING]
    if any(tenure.ended is None for tenure in holding):
        return ()
    last = max((tenure.ended for tenure in holding if tenure.ended), default=None)
    if last and record.term.ended and last >= record.term.ended:
        return ()
    vacant = pen.words.vacant_since.format(date=pen.date(last)) if last else pen.words.vacant
    if not tenures:
        vacant = capital(vacant)
    if post.vacancy:
        return (press.Text(f"{vacant}. "), *pen.line(post.vacancy))
    return (press.Text(f"{vacant}; {_election(post, record, pen)}"),)


def _election(post: Post, record: Record, pen: Pen) -> str:
    for entry in record.entries:
        meeting = getattr(entry, "meeting", None)
        if meeting and entry.start and any(item.post_id == post.pk for item in meeting.items.all()):
            return pen.words.on_agenda.format(date=pen.date(entry.start, entry.precision))
    return pen.words.to_be_elected


def holder(record: Record) -> tuple[Post, Tenure] | None:
    """Who signs: the last to hold the first post that chairs."""
    for post in record.term.posts.all():
        if post.role in CHAIRING:
            holding = [tenure for tenure in post.tenures.all() if tenure.how_began != HowBegan.NOMINATED]
            if holding:
                return post, holding[-1]
    return None
