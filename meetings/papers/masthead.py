"""The masthead: who issues the paper, for whom, under which symbol; what is not assigned stays so."""

from __future__ import annotations

import datetime

from documents import press
from groups.enums import BodyKind, HouseStyle
from groups.models import Body
from meetings.enums import PaperKind
from meetings.papers.facts import Record
from meetings.papers.listed_documents import latest, symbol_of
from meetings.papers.pen import Pen
from portal.lib import dates
from portal.lib.dates import ImpreciseDate, Precision

ORGANS = (BodyKind.ORGAN, BodyKind.CONFERENCE)
BELOW_ORGANS = (BodyKind.COMMITTEE, BodyKind.BUREAU)


def masthead(record: Record, pen: Pen) -> press.Masthead:
    """For both houses; each prints what it has a place for."""
    document = record.document
    release = record.kind is PaperKind.COMMUNIQUE
    return press.Masthead(
        parents=_parents(record, pen) or _house(record, pen),
        group="" if _is_committee(record.body) else pen.say(record.body.name),
        organization=_organization(record, pen),
        session=_occasion(record, pen),
        series=document.series.collection if document and document.series else "",
        symbol="" if release or document is None else symbol_of(document),
        date=_date(record, pen),
        original=document.original_language if document else "",
        distribution=document.distribution if document and document.distribution_printed else "",  # type: ignore[arg-type]
        job_number=document.job_number if document else "",
        release=release,
        reference=symbol_of(document) if document and release else "",
    )


def _organization(record: Record, pen: Pen) -> str:
    """The house itself; a commission of the United Nations stands under their name."""
    if record.body.organization.house_style == HouseStyle.UN:
        return pen.words.united_nations
    return pen.say(record.body.organization.name)


def _house(record: Record, pen: Pen) -> tuple[press.Parent, ...]:
    """Whose paper it is where no organ stands above the body, unless the masthead names the house anyway."""
    named = record.kind is PaperKind.COMMUNIQUE or pen.style == HouseStyle.UN
    if named and record.body.organization.house_style != HouseStyle.UN:
        return ()
    return (press.Parent(pen.say(record.body.organization.name)),)


def _parents(record: Record, pen: Pen) -> tuple[press.Parent, ...]:
    """Each organ with the committee that stands below it; a committee is named under its own organ."""
    body = record.body
    parents = [parentage.parent for parentage in body.parentages.all()]
    if _is_committee(body):
        organs = [pen.say(parent.name) for parent in parents] or [""]
        *others, last = [_with_organization(organ, index, record, pen) for index, organ in enumerate(organs)]
        return (*(press.Parent(organ) for organ in others), press.Parent(last, pen.say(body.name)))
    return tuple(_parent(parent, index, record, pen) for index, parent in enumerate(parents))


def _parent(parent: Body, index: int, record: Record, pen: Pen) -> press.Parent:
    above = [parentage.parent for parentage in parent.parentages.all()]
    if parent.kind in ORGANS or not above:
        return press.Parent(_with_organization(pen.say(parent.name), index, record, pen))
    return press.Parent(_with_organization(pen.say(above[0].name), index, record, pen), pen.say(parent.name))


def _with_organization(organ: str, index: int, record: Record, pen: Pen) -> str:
    """`Permanent Council of the Organization of American States`; longer names say whose they are."""
    organization = pen.say(record.body.organization.name)
    if index or pen.style != HouseStyle.OAS or not organ or len(organ.split()) > 2:
        return organ
    return pen.of(organ, organization)


def _is_committee(body: Body) -> bool:
    return body.kind in BELOW_ORGANS


def _occasion(record: Record, pen: Pen) -> tuple[str, ...]:
    """The OAS has the session in the masthead; the United Nations above the title."""
    document = record.document
    if document is None or pen.style != HouseStyle.OAS:
        return ()
    return tuple(words for words in (pen.say(document.occasion), pen.say(document.occasion_place)) if words)


def _date(record: Record, pen: Pen) -> datetime.date | str | None:
    document = record.document
    if document is None:
        return None
    revision = latest(document)
    dated = revision if revision and revision.dated else document
    if dated.dated is None or dated.dated_precision == Precision.DAY:
        return dated.dated
    style = dates.Style.OAS_MASTHEAD if pen.style == HouseStyle.OAS else dates.Style.UN
    return dates.format_date(ImpreciseDate(dated.dated, Precision(dated.dated_precision)), pen.language, style)
