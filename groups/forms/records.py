"""The kinds of record of groups, in the order in which the desk offers them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from groups import models as m
from groups.changes.records import TOLD
from groups.queries.houses import accounts_of, houses_of_accreditation, may_accredit
from groups.records.kinds import RecordKind

DATED = ("began", "ended")
PRECISE = ("began", "began_precision", "ended", "ended_precision")


def _in_the_same_term(record: Model, relation: str) -> QuerySet[Any] | None:
    """A session belongs anywhere; previous terms are of the same body."""
    if relation == "previous" and isinstance(record, m.Term):
        return m.Term.objects.filter(body_id=record.body_id).exclude(pk=record.pk)
    if relation == "parent" and isinstance(record, m.ListingItem):
        return m.ListingItem.objects.filter(listing_id=record.listing_id).exclude(pk=record.pk)
    return None


def _in_the_same_house(record: Model, relation: str) -> QuerySet[Any] | None:
    """Somebody from another house is invited, and consents by taking the invitation up."""
    if relation == "user" and isinstance(record, m.SecretariatAssignment):
        return accounts_of(frozenset({record.organization_id}))
    return None


_KINDS = (
    RecordKind(
        "organization",
        m.Organization,
        ("key", "name", "acronym", "house_style", "paper", "languages", "zone", "city"),
        organization="pk",
        children=(
            "body",
            "venue",
            "room",
            "deadlinerule",
            "reminderplan",
            "silencerule",
            "service",
            "secretariatassignment",
        ),
    ),
    RecordKind(
        "secretariatassignment",
        m.SecretariatAssignment,
        ("user", "role"),
        parent="organization",
        organization="organization",
        narrow=_in_the_same_house,
        noun=_("service in the secretariat"),
        nouns=_("secretariat"),
    ),
    RecordKind(
        "body",
        m.Body,
        (
            "organization",
            "slug",
            "kind",
            "name",
            "short_name",
            "acronym",
            "name_settled",
            "named_on",
            "named_precision",
            "description",
            "state",
            "audience",
            "participation",
            "limited_duration",
            "established_on",
            "established_precision",
            "ended_on",
            "secretariat",
            "limited_is_public",
            "closed_is_listed",
            "zone",
            "house_style",
            "paper",
            "website",
        ),
        parent="organization",
        organization="organization",
        children=("parentage", "formername", "term", "standing", "standingcount", "session", "series", "document"),
        long=("description",),
        address="slug",
    ),
    RecordKind(
        "parentage",
        m.Parentage,
        ("parent", *DATED, "position"),
        parent="child",
        organization="child.organization",
        named_by="parent",
        noun=_("parent body"),
        nouns=_("parent bodies"),
    ),
    RecordKind(
        "formername",
        m.FormerName,
        ("name", *PRECISE, "note", "position"),
        parent="body",
        organization="body.organization",
        noun=_("former name"),
        nouns=_("former names"),
    ),
    RecordKind(
        "standing",
        m.Standing,
        ("delegation", "standing", *DATED, "note", "position"),
        parent="body",
        organization="body.organization",
    ),
    RecordKind(
        "standingcount",
        m.StandingCount,
        ("standing", "number", "as_of", "wording", "position"),
        parent="body",
        organization="body.organization",
        noun=_("count of delegations"),
        nouns=_("counts of delegations"),
    ),
    RecordKind(
        "session",
        m.Session,
        ("key", "kind", "number", "name", *PRECISE, "place"),
        parent="body",
        organization="body.organization",
    ),
    RecordKind(
        "term",
        m.Term,
        (
            "label",
            "title",
            "state",
            *PRECISE,
            "installed_on",
            "installation",
            "reporting_began",
            "reporting_ended",
            "previous",
            "meetings_held",
        ),
        parent="body",
        organization="body.organization",
        children=(
            "post",
            "mandate",
            "schedule",
            "plansection",
            "listing",
            "activitytable",
            "workingrule",
            "statement",
            "sourceremark",
        ),
        narrow=_in_the_same_term,
        named_by="label",
    ),
    RecordKind(
        "post",
        m.Post,
        ("key", "role", "title", "scope", "vacancy", "position"),
        parent="term",
        organization="term.body.organization",
        children=("tenure",),
        named_by="get_role_display",
    ),
    RecordKind(
        "tenure",
        m.Tenure,
        (
            "person",
            "delegation",
            "office",
            "capacity",
            "how_began",
            *PRECISE,
            "how_ended",
            "until_successor",
            "chosen_by",
            "nominated_by",
            "seconded_by",
            "rule",
            "note",
            "position",
        ),
        parent="post",
        organization="post.term.body.organization",
    ),
    RecordKind(
        "mandate",
        m.Mandate,
        (
            "key",
            "instrument",
            "provision",
            "citation",
            "wording",
            "state",
            "given_by",
            "given_on",
            "until_on",
            "until_session",
            "until_wording",
            "task",
            "quote",
            "listed",
            "position",
        ),
        parent="term",
        organization="term.body.organization",
        long=("task", "quote"),
    ),
    RecordKind(
        "listing",
        m.Listing,
        ("key", "kind", "label", "title", "introduction", "source", "numbering", "position"),
        parent="term",
        organization="term.body.organization",
        children=("listingitem",),
        long=("introduction",),
    ),
    RecordKind(
        "listingitem",
        m.ListingItem,
        ("parent", "name", "note", "body", "delegation", "position"),
        parent="listing",
        organization="listing.term.body.organization",
        narrow=_in_the_same_term,
        noun=_("item of the list"),
        nouns=_("items of the list"),
    ),
    RecordKind(
        "workingrule",
        m.WorkingRule,
        ("key", "wording", "minimum", "position"),
        parent="term",
        organization="term.body.organization",
        long=("wording",),
    ),
    RecordKind(
        "sourceremark",
        m.SourceRemark,
        ("key", "place", "wording", "contradiction", "position"),
        parent="term",
        organization="term.body.organization",
        long=("wording",),
    ),
    RecordKind("delegation", m.Delegation, ("key", "kind", "name", "official_name", "acronym", "alpha3")),
    RecordKind("person", m.Person, ("key", "name", "family_name"), children=("capacity", "accreditation")),
    RecordKind(
        "accreditation",
        m.Accreditation,
        ("delegation", "body", "role", *DATED),
        parent="person",
        rule=may_accredit,
        houses=houses_of_accreditation,
    ),
    RecordKind(
        "capacity",
        m.Capacity,
        ("honorific", "title", "delegation", *DATED, "position"),
        parent="person",
    ),
    RecordKind(
        "instrument",
        m.Instrument,
        ("kind", "symbol", "slug", "title", "organ", "session", "adopted_on", "adopted_precision", "place", "note"),
        children=("provision", "instrumenttext", "instrumentalias", "instrumentrelation"),
        symbol="symbol",
        address="slug",
    ),
    RecordKind(
        "provision",
        m.Provision,
        ("key", "kind", "first", "last", "point", "heading", "quote", "position"),
        parent="instrument",
        long=("quote",),
    ),
    RecordKind(
        "instrumenttext",
        m.InstrumentText,
        ("language", "url", "position"),
        parent="instrument",
        noun=_("text in one language"),
        nouns=_("texts by language"),
    ),
    RecordKind(
        "instrumentalias",
        m.InstrumentAlias,
        ("symbol", "note", "position"),
        parent="instrument",
        symbol="symbol",
    ),
    RecordKind(
        "instrumentrelation",
        m.InstrumentRelation,
        ("kind", "other", "body", "provision", "note", "position"),
        parent="instrument",
        noun=_("relation"),
        nouns=_("relations"),
    ),
)

RECORDS = {kind.key: replace(kind, told=TOLD.get(kind.key)) for kind in _KINDS}
