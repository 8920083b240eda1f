"""The lines of a masthead, worked out once for every form of the paper."""

from __future__ import annotations

from dataclasses import dataclass

from documents.press.paper import Paper
from documents.press.words import WORDS, Words, masthead_date


@dataclass(frozen=True, slots=True)
class MastheadLine:
    """One printed line; `kind` names its looks: organ, committee, group, session, symbol, fact, capitals, missing."""

    kind: str
    text: str


def left_lines(paper: Paper) -> tuple[MastheadLine, ...]:
    """Who issues the paper: organs with their committees, then the group; a General Assembly paper its session."""
    head, words, lines = paper.masthead, WORDS[paper.language], []
    if head.release and head.organization:
        lines.append(MastheadLine("organ", head.organization))
    for parent in head.parents:
        lines.append(MastheadLine("organ", parent.organ))
        if parent.committee:
            lines.append(MastheadLine("committee", parent.committee))
    if head.group:
        lines.append(MastheadLine("group", head.group))
    lines += [MastheadLine("session", text) for text in head.session]
    if head.agenda_item:
        lines.append(MastheadLine("session", head.agenda_item))
    if head.release:
        lines.append(MastheadLine("release", words.press_release))
    return tuple(lines)


def right_lines(paper: Paper) -> tuple[MastheadLine, ...]:
    """What identifies the paper, in the order of the house."""
    if paper.masthead.release:
        return _release(paper, WORDS[paper.language])
    return _un(paper, WORDS[paper.language]) if paper.style == "un" else _oas(paper, WORDS[paper.language])


def symbol_line(paper: Paper) -> MastheadLine:
    """The symbol, or words that say it is not assigned."""
    words = WORDS[paper.language]
    if paper.masthead.symbol:
        return MastheadLine("symbol", paper.masthead.symbol)
    return MastheadLine("missing", f"{words.symbol}{_colon(paper)} {words.not_assigned}")


def running_words(paper: Paper) -> str:
    """What heads every page after the first."""
    return paper.masthead.symbol or paper.running or paper.masthead.group


def _colon(paper: Paper) -> str:
    return "\u00a0:" if paper.language == "fr" else ":"


def _date(paper: Paper, words: Words) -> MastheadLine:
    printed = masthead_date(paper.masthead.date, paper.language, paper.style)
    if printed:
        return MastheadLine("fact", printed)
    return MastheadLine("missing", f"{words.date}{_colon(paper)} {words.not_assigned}")


def _original(paper: Paper, words: Words, kind: str) -> MastheadLine:
    original = paper.masthead.original
    if not original:
        return MastheadLine("missing", f"{words.original}{_colon(paper)} {words.not_stated}")
    name = words.textual if original == "textual" else words.languages[original]
    return MastheadLine(kind, f"{words.original}: {name}")


def _oas(paper: Paper, words: Words) -> tuple[MastheadLine, ...]:
    head = paper.masthead
    lines = [MastheadLine("fact", head.series)] if head.series else []
    lines += [symbol_line(paper), _date(paper, words)]
    lines.append(_original(paper, words, "fact"))
    if head.distribution in ("limited", "restricted"):
        lines.append(MastheadLine("fact", f"{words.distribution} {words.categories[head.distribution]}"))
    return tuple(lines)


def _un(paper: Paper, words: Words) -> tuple[MastheadLine, ...]:
    head, lines = paper.masthead, []
    if head.distribution:
        lines.append(MastheadLine("fact", words.distribution))
        lines.append(MastheadLine("capitals", words.categories[head.distribution]))
    lines.append(_date(paper, words))
    lines.append(MastheadLine("capitals", words.languages[paper.language]))
    lines.append(_original(paper, words, "capitals"))
    if head.job_number:
        lines.append(MastheadLine("fact", head.job_number))
    return tuple(lines)


def _release(paper: Paper, words: Words) -> tuple[MastheadLine, ...]:
    head = paper.masthead
    lines = [_date(paper, words)]
    if head.reference:
        lines.append(MastheadLine("fact", f"{words.reference}{_colon(paper)} {head.reference}"))
    if head.symbol:
        lines.insert(0, symbol_line(paper))
    return tuple(lines)
