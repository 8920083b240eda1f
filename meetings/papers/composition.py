"""A whole paper: masthead, title, status, contents and parts, from one record, in one language and house."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace

from documents import press
from groups.enums import HouseStyle
from meetings.enums import Facts, PaperKind
from meetings.papers import communique, report, work_plan
from meetings.papers.facts import Record
from meetings.papers.masthead import masthead
from meetings.papers.outline import Writer, recorded
from meetings.papers.parts import Part
from meetings.papers.pen import Pen

OUTLINES: dict[PaperKind, Callable[[Record], tuple[Part, ...]]] = {
    PaperKind.WORK_PLAN: work_plan.default_outline,
    PaperKind.REPORT: report.default_outline,
    PaperKind.COMMUNIQUE: communique.default_outline,
}
LETTERS = "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"
# A paper made from nothing dated still needs a date in its file, and always the same
UNDATED = datetime.date(2000, 1, 1)


def write(record: Record, language: str, style: str = "") -> press.Paper:
    """The paper as a tree, ready for the press; `style` is a house other than the body's own."""
    style = style or record.body.style
    document = record.document
    pen = Pen(language, style, document.original_language if document else "")
    outline = recorded(record) or _labelled(OUTLINES[record.kind](record), record.kind)
    title, subtitle = _title(record, pen)
    release = record.kind is PaperKind.COMMUNIQUE
    un = style == HouseStyle.UN and not release
    return press.Paper(
        language=language,  # type: ignore[arg-type]
        style=style,  # type: ignore[arg-type]
        masthead=masthead(record, pen),
        title=title,
        subtitle=subtitle,
        status=work_plan.status(record, pen) if record.kind is PaperKind.WORK_PLAN else (),
        meeting=pen.say(document.occasion) if un and document else "",
        venue=pen.say(document.occasion_place) if un and document else "",
        blocks=Writer(record, pen).parts(outline),
        modified=modified(record),
        size=record.body.paper_size,  # type: ignore[arg-type]
        contents=not release,
        running=_running(record, pen),
        file_code=document.job_number if document and not un and not release else "",
        authors=(pen.say(record.body.name),),
    )


def has_outline(record: Record) -> bool:
    """Whether the term says what stands in this paper; else it is made from the default outline of its kind."""
    return bool(recorded(record))


def _title(record: Record, pen: Pen) -> tuple[tuple[press.Inline, ...], tuple[press.Inline, ...]]:
    """The document's title and subtitle; by default the kind of paper and its term, above the body's name."""
    document = record.document
    if document is not None:
        return pen.line(document.title), pen.line(document.subtitle)
    words = pen.words.titles[record.kind].format(term=term_words(record))
    return (press.Text(words),), pen.line(record.body.name)


def term_words(record: Record) -> str:
    """`2012–2013`: the label of a term of years with the dash that print has."""
    label = record.term.label
    return label.replace("-", "–") if label.replace("-", "").isdigit() else label


def _running(record: Record, pen: Pen) -> str:
    """What heads the pages of a paper that has no symbol: short enough for one line."""
    return f"{record.body.acronym or pen.words.kinds[record.kind]}, {term_words(record)}"


def _labelled(parts: tuple[Part, ...], kind: PaperKind) -> tuple[Part, ...]:
    """Roman numbers for the headings of a default outline; a communiqué has none."""
    if kind is PaperKind.COMMUNIQUE:
        return parts
    labels = iter(LETTERS)
    return tuple(
        part if part.annex or part.facts is Facts.SIGNATURE or not (part.named or part.heading)
        else replace(part, label=next(labels))
        for part in parts
    )  # fmt: skip


def modified(record: Record) -> datetime.datetime:
    """The newest official date of the paper: equal records give equal files, whenever they are printed."""
    schedule = record.schedule
    dates = [record.document.dated if record.document else None, schedule.state_on if schedule else None]
    newest = max((day for day in dates if day), default=record.term.began or UNDATED)
    return datetime.datetime.combine(newest, datetime.time(), tzinfo=datetime.UTC)
