"""For each kind of record of the desk: what to type into an empty form, and what to correct then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Model

from documents.models import Revision
from groups.models import Provision
from meetings.models import Activity, ActivityTable, AgendaItem
from tests import make
from tests.cast import Cast, gather


@dataclass
class World:
    """One house with one record of each kind that others stand under."""

    cast: Cast = field(default_factory=gather)

    def __post_init__(self) -> None:
        cast = self.cast
        self.schedule = make.schedule(cast.term)
        self.meeting = make.meeting(self.schedule, items=("Opening",))
        self.item = AgendaItem.objects.get()
        self.entry = make.entry(self.schedule, date(2026, 5, 4))
        self.free_entry = make.entry(self.schedule, date(2026, 6, 1), kind="meeting")
        self.document = make.document(cast.body, "CAJP/GT/TM-24/05")
        self.other_document = make.document(cast.body, "CAJP/GT/TM-25/05")
        self.revision = Revision.objects.get(document=self.document)
        self.instrument = make.instrument("AG/RES. 2699 (XLII-O/12)")
        self.other_instrument = make.instrument("AG/RES. 2507 (XXXIX-O/09)")
        self.provision = Provision.objects.create(instrument=self.instrument, key="op-1", first=1)
        self.mandate = make.mandate(cast.term, self.instrument)
        self.delegation = make.delegation()
        self.person = make.person("Ana Ruiz")
        self.post = make.post(cast.term, "friend")
        self.listing = cast.term.listings.create(key="axes", kind="axes", title={"en": "Axes"})
        self.table = ActivityTable.objects.create(term=cast.term, key="table-1", form="list", title={"en": "Table"})
        self.activity = Activity.objects.create(table=self.table, key="a-1", name={"en": "Study"})
        self.other_body = make.body(organization=cast.house)
        self.bare_term = make.term(self.other_body)
        self.venue = make.venue(cast.house)


Typed = dict[str, Any]
Filling = tuple[Callable[[World], Model | None], Callable[[World], Typed], Typed]


def _nothing(world: World) -> None:
    return None


KINDS: dict[str, Filling] = {
    "body": (
        lambda w: w.cast.house,
        lambda w: {"slug": "gt-new", "kind": "working_group", "name_en": "New group", "audience": "public"},
        {"name_es": "Grupo nuevo"},
    ),
    "room": (lambda w: w.cast.house, lambda w: {"key": "colon", "name_es": "Salón Colón"}, {"capacity": "120"}),
    "venue": (
        lambda w: w.cast.house,
        lambda w: {"key": "antigua", "name_en": "Antigua", "zone": "America/Antigua"},
        {"country": "AG"},
    ),
    "ownday": (lambda w: w.venue, lambda w: {"start": "2026-07-01", "end": "2026-07-03"}, {"kind": "recess"}),
    "officehours": (lambda w: w.venue, lambda w: {"weekday": "1", "start": "10:00", "end": "13:00"}, {"end": "14:00"}),
    "deadlinerule": (
        lambda w: w.cast.house,
        lambda w: {"name_en": "Documents", "offset": "10", "unit": "working_days", "direction": "before"},
        {"began": "2026-01-01"},
    ),
    "service": (
        lambda w: w.cast.house,
        lambda w: {
            "key": "booths",
            "kind": "interpreters",
            "name_en": "Booths",
            "email": "b@example.org",
            "language": "en",
        },
        {"email": "booths@example.org"},
    ),
    "reminderplan": (
        lambda w: w.cast.house,
        lambda w: {"days_before": "14, 7", "hour": "09:00"},
        {"days_after": "1, 3"},
    ),
    "silencerule": (
        lambda w: w.cast.house,
        lambda w: {"minimum_hours": "72", "strictness": "refuse"},
        {"began": "2026-01-01"},
    ),
    "secretariatassignment": (
        lambda w: w.cast.house,
        lambda w: {"user": w.cast.accounts["rapporteur"].pk, "role": "secretary"},
        {"role": "editor"},
    ),
    "parentage": (lambda w: w.cast.body, lambda w: {"parent": w.other_body.pk}, {"began": "2025-01-01"}),
    "formername": (lambda w: w.cast.body, lambda w: {"name_en": "Old name"}, {"ended": "2020-06-30"}),
    "standing": (
        lambda w: w.cast.body,
        lambda w: {"delegation": w.delegation.pk, "standing": "member"},
        {"began": "2025-01-01"},
    ),
    "standingcount": (lambda w: w.cast.body, lambda w: {"standing": "supporter", "number": "26"}, {"number": "27"}),
    "session": (
        lambda w: w.cast.body,
        lambda w: {"key": "ga-42", "kind": "regular", "number": "42", "name_en": "Forty-second"},
        {"number": "43"},
    ),
    "series": (lambda w: w.cast.body, lambda w: {"key": "cajp-gt-tm", "prefix": "CAJP/GT/TM"}, {"prefix": "CAJP/TM"}),
    "term": (lambda w: w.other_body, lambda w: {"label": "2028-2029", "state": "planned"}, {"began": "2028-01-01"}),
    "post": (lambda w: w.cast.term, lambda w: {"key": "chair-2", "role": "chair"}, {"vacancy_en": "to be elected"}),
    "tenure": (
        lambda w: w.post,
        lambda w: {"person": w.person.pk, "how_began": "elected", "began": "2026-01-15"},
        {"ended": "2026-12-31"},
    ),
    "mandate": (
        lambda w: w.cast.term,
        lambda w: {"key": "study", "instrument": w.other_instrument.pk, "state": "assigned"},
        {"task_en": "Prepare a study"},
    ),
    "listing": (
        lambda w: w.cast.term,
        lambda w: {"key": "means", "kind": "means", "numbering": "decimal"},
        {"title_en": "Means"},
    ),
    "listingitem": (lambda w: w.listing, lambda w: {"name_en": "First axis"}, {"name_fr": "Premier axe"}),
    "workingrule": (lambda w: w.cast.term, lambda w: {"key": "three", "wording_en": "Three a year"}, {"minimum": "3"}),
    "sourceremark": (
        lambda w: w.cast.term,
        lambda w: {"key": "dates", "wording_en": "Two dates"},
        {"place_en": "page 3"},
    ),
    "delegation": (_nothing, lambda w: {"key": "per", "kind": "state", "name_es": "Perú"}, {"alpha3": "PER"}),
    "person": (_nothing, lambda w: {"key": "eva-paz", "name": "Eva Paz"}, {"family_name": "Paz"}),
    "capacity": (lambda w: w.person, lambda w: {"title_en": "Ambassador"}, {"honorific_en": "H.E."}),
    "accreditation": (
        lambda w: w.person,
        lambda w: {"delegation": w.delegation.pk, "body": w.cast.body.pk, "role": "delegate"},
        {"role": "focal_point"},
    ),
    "instrument": (
        _nothing,
        lambda w: {"kind": "resolution", "symbol": "AG/RES. 2881 (XLVI-O/16)"},
        {"title_en": "A title"},
    ),
    "provision": (lambda w: w.instrument, lambda w: {"key": "op-2", "kind": "operative", "first": "2"}, {"last": "5"}),
    "instrumenttext": (lambda w: w.instrument, lambda w: {"language": "es"}, {"url": "https://example.org/es.pdf"}),
    "instrumentalias": (
        lambda w: w.instrument,
        lambda w: {"symbol": "AG/RES. 2699 (XLI-O/12)"},
        {"note_en": "as the report cites it"},
    ),
    "instrumentrelation": (
        lambda w: w.instrument,
        lambda w: {"kind": "renews", "other": w.other_instrument.pk},
        {"note_en": "in paragraph 2"},
    ),
    "document": (
        lambda w: w.cast.body,
        lambda w: {"kind": "report", "symbol": "CAJP/GT/TM-30/05", "title_en": "Report", "distribution": "general"},
        {"dated": "2026-02-01"},
    ),
    "revision": (
        lambda w: w.document,
        lambda w: {"number": "1", "symbol": "CAJP/GT/TM-24/05 rev. 1", "state": "issued"},
        {"dated": "2026-02-02"},
    ),
    "languageversion": (
        lambda w: w.revision,
        lambda w: {"language": "fr", "state": "available"},
        {"published_on": "2026-02-03"},
    ),
    "documentrelation": (
        lambda w: w.document,
        lambda w: {"kind": "annex_to", "other": w.other_document.pk},
        {"kind": "based_on"},
    ),
    "statement": (
        lambda w: w.cast.term,
        lambda w: {"key": "peru", "delegation": w.delegation.pk, "text_es": "El Perú declara", "audience": "public"},
        {"place_en": "paragraph 4"},
    ),
    "schedule": (lambda w: w.bare_term, lambda w: {"form": "date_matter", "state": "draft"}, {"title_en": "Schedule"}),
    "schedulenote": (lambda w: w.schedule, lambda w: {"text_en": "Dates may change"}, {"text_pt": "Datas"}),
    "draftchange": (
        lambda w: w.schedule,
        lambda w: {"entry_key": w.entry.key, "kind": "change"},
        {"reason_en": "The room is taken"},
    ),
    "entry": (
        lambda w: w.schedule,
        lambda w: {
            "key": "march-1",
            "kind": "period",
            "start": "2026-03-01",
            "end": "2026-03-31",
            "precision": "month",
            "status": "scheduled",
            "certainty": "confirmed",
            "text_en": "Consultations",
            "audience": "public",
        },
        {"text_es": "Consultas"},
    ),
    "citation": (lambda w: w.entry, lambda w: {"instrument": w.instrument.pk}, {"symbol": "AG/RES. 2699"}),
    "deadline": (
        lambda w: w.entry,
        lambda w: {"kind": "hard", "zone": "America/New_York", "anchor": "date", "at": "17:00"},
        {"at": "18:00"},
    ),
    "meeting": (lambda w: w.free_entry, lambda w: {"kind": "regular", "mode": "in_person"}, {"number": "4"}),
    "sitting": (
        lambda w: w.meeting,
        lambda w: {"on": "2026-03-11", "start": "10:00", "end": "13:00"},
        {"end": "12:30"},
    ),
    "agendaitem": (
        lambda w: w.meeting,
        lambda w: {"key": "report", "text_en": "Report", "state": "on_agenda"},
        {"label": "2."},
    ),
    "agendapaper": (lambda w: w.item, lambda w: {"document": w.document.pk}, {"note_en": "for information"}),
    "outcome": (
        lambda w: w.meeting,
        lambda w: {"kind": "agreed", "text_en": "It was agreed"},
        {"released_at": "2026-03-10T18:00:00"},
    ),
    "attendance": (
        lambda w: w.meeting,
        lambda w: {"delegation": w.delegation.pk, "kind": "present"},
        {"represented_by_en": "Ana Ruiz"},
    ),
    "activitytable": (lambda w: w.cast.term, lambda w: {"key": "table-2", "form": "list"}, {"title_en": "Activities"}),
    "activity": (lambda w: w.table, lambda w: {"key": "a-2", "name_en": "Seminar"}, {"label": "1.2"}),
    "span": (
        lambda w: w.activity,
        lambda w: {"start": "2026-04-01", "end": "2026-06-30", "precision": "quarter"},
        {"end": "2026-09-30"},
    ),
    "plansection": (
        lambda w: w.cast.term,
        lambda w: {"paper": "work-plan", "key": "introduction"},
        {"heading_en": "Introduction"},
    ),
}
"""The record it stands under, what is typed, and the correction."""
