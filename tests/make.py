"""Small records for tests: each function makes one thing with sensible defaults; keywords override them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any

from documents.enums import Distribution, DocumentKind, RevisionState
from documents.models import Document, LanguageVersion, Revision, Statement
from groups.enums import BodyKind, HowBegan, InstrumentKind, Role, StandingKind
from groups.models import (
    Accreditation,
    Body,
    Delegation,
    Instrument,
    Mandate,
    Organization,
    Parentage,
    Person,
    Post,
    SecretariatAssignment,
    Standing,
    Tenure,
    Term,
)
from meetings.enums import EntryKind, OutcomeKind, ScheduleState
from meetings.models import (
    AgendaItem,
    Announcement,
    Answer,
    Deadline,
    DraftChange,
    Entry,
    Meeting,
    Outcome,
    Room,
    Schedule,
    ScheduleVersion,
    Service,
    Silence,
    Sitting,
    Venue,
)
from meetings.notices.facts import facts_of
from meetings.operations.versions import freeze
from meetings.transfer.entries import load_entries
from portal.enums import Audience
from portal.lib import symbols
from portal.models import User

_numbers = count(1)


def _slug(prefix: str) -> str:
    return f"{prefix}-{next(_numbers)}"


def user(email: str = "", **facts: Any) -> User:
    return User.objects.create_user(email=email or f"{_slug('user')}@example.org", password="secret words", **facts)


def organization(key: str = "", **facts: Any) -> Organization:
    facts = {
        "name": {"en": "Organization of Test States"},
        "zone": "America/New_York",
        "city": {"en": "Washington", "pt": "Washington"},
    } | facts
    return Organization.objects.create(key=key or _slug("house"), **facts)


def body(slug: str = "", *, parents: tuple[Body, ...] = (), **facts: Any) -> Body:
    facts = {
        "kind": BodyKind.WORKING_GROUP,
        "name": {"en": "Working Group on Tests"},
        "audience": Audience.PUBLIC,
    } | facts
    if "organization" not in facts:
        facts["organization"] = organization()
    made = Body.objects.create(slug=slug or _slug("group"), **facts)
    for position, parent in enumerate(parents):
        Parentage.objects.create(child=made, parent=parent, position=position)
    return made


def term(of: Body | None = None, label: str = "2026-2027", **facts: Any) -> Term:
    facts = {"began": date(2026, 1, 1), "ended": date(2027, 12, 31)} | facts
    return Term.objects.create(body=of or body(), label=label, **facts)


def delegation(key: str = "", **facts: Any) -> Delegation:
    key = key or _slug("state")
    return Delegation.objects.create(key=key, **({"name": {"en": key.title()}} | facts))


def standing(of: Delegation, in_body: Body, kind: str = StandingKind.MEMBER, **facts: Any) -> Standing:
    return Standing.objects.create(delegation=of, body=in_body, standing=kind, **facts)


def person(name: str = "", **facts: Any) -> Person:
    key = _slug("person")
    return Person.objects.create(key=key, name=name or key.title(), **facts)


def accredited(who: User, to: Delegation, **facts: Any) -> Accreditation:
    holder = getattr(who, "person", None) or person(user=who)
    return Accreditation.objects.create(person=holder, delegation=to, **facts)


def post(of: Term, role: str = Role.CHAIR, **facts: Any) -> Post:
    return Post.objects.create(term=of, role=role, **({"key": _slug(role.replace("_", "-"))} | facts))


def tenure(of: Post, holder: Person | None = None, **facts: Any) -> Tenure:
    facts = {"how_began": HowBegan.ELECTED, "began": date(2026, 1, 1)} | facts
    if "delegation" not in facts and "office" not in facts:
        facts["person"] = holder or person()
    return Tenure.objects.create(post=of, **facts)


def serving(who: User, house: Organization, role: str = "secretary") -> SecretariatAssignment:
    return SecretariatAssignment.objects.create(user=who, organization=house, role=role)


def instrument(symbol: str = "AG/RES. 2955 (L-O/20)", **facts: Any) -> Instrument:
    read = symbols.parse(symbol)
    key = read.key if read else symbol
    slug = read.url_key if read else _slug("instrument")
    facts = {"kind": InstrumentKind.RESOLUTION, "title": {"en": "A title"}} | facts
    return Instrument.objects.create(symbol=symbol, symbol_key=key, slug=slug, **facts)


def mandate(of: Term, from_instrument: Instrument | None = None, **facts: Any) -> Mandate:
    given = from_instrument or instrument()
    return Mandate.objects.create(term=of, instrument=given, **({"key": _slug("mandate")} | facts))


def document(of: Body, symbol: str = "", *, state: str = RevisionState.ISSUED, **facts: Any) -> Document:
    """A document with its first revision in `state`, and one language version in English."""
    read = symbols.parse(symbol) if symbol else None
    facts = {
        "kind": DocumentKind.DRAFT,
        "title": {"en": "Draft text"},
        "distribution": Distribution.GENERAL,
        "symbol": symbol,
        "symbol_key": read.key if read else (symbol or None),
        "slug": read.url_key if read else _slug("document"),
    } | facts
    made = Document.objects.create(body=of, **facts)
    revision = Revision.objects.create(document=made, symbol=symbol, symbol_key=made.symbol_key, state=state, number=0)
    LanguageVersion.objects.create(revision=revision, language="en")
    return made


def schedule(of: Term | None = None, **facts: Any) -> Schedule:
    return Schedule.objects.create(term=of or term(), **({"state": ScheduleState.ADOPTED} | facts))


def entry(of: Schedule, on: date | None = date(2026, 3, 10), kind: str = EntryKind.DEADLINE, **facts: Any) -> Entry:
    dates = {"start": on, "end": on, "precision": "day"} if on else {}
    facts = {"key": _slug("entry"), "audience": Audience.PUBLIC, "text": {"en": "A matter"}, **dates} | facts
    return Entry.objects.create(schedule=of, kind=kind, **facts)


def deadline(of: Schedule, on: date | None = date(2026, 3, 10), **facts: Any) -> Deadline:
    return Deadline.objects.create(entry=entry(of, on), **facts)


def answer(to: Deadline, of: Delegation | None = None, **facts: Any) -> Answer:
    facts = {"at": datetime(2026, 3, 10, 15, tzinfo=UTC)} | facts
    return Answer.objects.create(deadline=to, delegation=of or delegation(), **facts)


def announcement(of: Entry, at: datetime, **facts: Any) -> Announcement:
    """That a meeting was convened, not sent yet."""
    says = facts_of(load_entries(of.schedule, [of.key])[of.key].content)
    facts = {"kind": "convened", "event": "convened", "before": says, "after": says} | facts
    return Announcement.objects.create(schedule=of.schedule, entry=of, created_at=at, **facts)


def meeting(of: Schedule, on: date | None = date(2026, 3, 10), *, items: tuple[str, ...] = (), **facts: Any) -> Meeting:
    """A meeting from 14:30 to 17:30 with one agenda item for each text."""
    about = {key: facts.pop(key) for key in ("audience", "status", "text", "key") if key in facts}
    made = Meeting.objects.create(entry=entry(of, on, EntryKind.MEETING, **about), **facts)
    if on:
        Sitting.objects.create(meeting=made, on=on, start=time(14, 30), end=time(17, 30))
    for number, words in enumerate(items, start=1):
        agenda_item(made, words, label=f"{number}.", position=number)
    return made


def agenda_item(of: Meeting, words: str = "An item", **facts: Any) -> AgendaItem:
    return AgendaItem.objects.create(meeting=of, text={"en": words}, **({"key": _slug("item")} | facts))


def outcome(of: Meeting, *, released_at: datetime | None, **facts: Any) -> Outcome:
    facts = {"kind": OutcomeKind.AGREED, "text": {"en": "It was agreed"}} | facts
    return Outcome.objects.create(meeting=of, released_at=released_at, **facts)


def draft_change(of: Schedule, at: datetime, **facts: Any) -> DraftChange:
    facts = {"entry_key": _slug("entry"), "kind": DraftChange.Kind.ADD} | facts
    return DraftChange.objects.create(schedule=of, proposed_at=at, **facts)


def version(of: Schedule) -> ScheduleVersion:
    """A version of the schedule as it stands."""
    return freeze(of, datetime(2026, 3, 10, 15, tzinfo=UTC), on=date(2026, 3, 1), at_meeting=None)


def statement(of: Term, **facts: Any) -> Statement:
    facts = {"key": _slug("statement"), "text": {"en": "For the record"}, "audience": Audience.PUBLIC} | facts
    if "delegation" not in facts:
        facts["delegation"] = delegation()
    return Statement.objects.create(term=of, **facts)


def silence(of: Term, revision: Revision, expires_at: datetime, **facts: Any) -> Silence:
    """One that has been running for four days, on Washington's clock; `state` announced: not started."""
    facts = {"key": _slug("silence"), "state": "running", "zone": "America/New_York"} | facts
    if facts["state"] != "announced":
        facts = {"started_at": expires_at - timedelta(days=4)} | facts
    return Silence.objects.create(term=of, revision=revision, expires_at=expires_at, **facts)


def text_without_number(of: Body, **facts: Any) -> Revision:
    """The only revision of a document that has no symbol yet."""
    return Revision.objects.select_related("document__body").get(document=document(of, **facts))


def room(of: Organization, name: str = "Guerrero Room", **facts: Any) -> Room:
    return Room.objects.create(organization=of, key=_slug("room"), name={"en": name}, **facts)


def service(of: Organization, kind: str = "interpreters", **facts: Any) -> Service:
    key = _slug(kind)
    usual = {"key": key, "name": {"en": f"Service {key}"}, "email": f"{key}@services.example.org"}
    rooms = facts.pop("rooms", ())
    made = Service.objects.create(organization=of, kind=kind, **(usual | facts))
    made.rooms.set(rooms)
    return made


def venue(of: Organization, **facts: Any) -> Venue:
    """The seat, in Washington unless it is said where."""
    facts = {
        "key": _slug("venue"),
        "name": {"en": "Washington, D.C."},
        "zone": "America/New_York",
        "country": "US",
        "subdivision": "DC",
        "seat": True,
    } | facts
    return Venue.objects.create(organization=of, **facts)
