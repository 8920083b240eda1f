"""Forms of the secretariat for documents."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from documents import models as m
from documents.changes import TOLD
from groups.records.kinds import RecordKind

_KINDS = (
    RecordKind("series", m.Series, ("key", "prefix", "collection"), parent="body", organization="body.organization"),
    RecordKind(
        "document",
        m.Document,
        (
            "kind",
            "symbol",
            "slug",
            "title",
            "subtitle",
            "term",
            "series",
            "occasion",
            "occasion_place",
            "original_language",
            "language_of_source",
            "distribution",
            "distribution_printed",
            "dated",
            "dated_precision",
            "job_number",
            "author",
            "author_body",
            "author_delegation",
            "author_person",
            "submitted_to",
            "note",
            "position",
        ),
        parent="body",
        organization="body.organization",
        children=("revision", "documentrelation"),
        symbol="symbol",
        address="slug",
    ),
    RecordKind(
        "revision",
        m.Revision,
        (
            "number",
            "corrigendum",
            "addendum",
            "symbol",
            "state",
            "dated",
            "dated_precision",
            "agreed_how",
            "agreed_on",
            "agreed_precision",
            "note",
        ),
        parent="document",
        organization="document.body.organization",
        children=("languageversion",),
        symbol="symbol",
    ),
    RecordKind(
        "languageversion",
        m.LanguageVersion,
        ("language", "state", "url", "published_on", "expected_on", "position"),
        parent="revision",
        organization="revision.document.body.organization",
    ),
    RecordKind(
        "documentrelation",
        m.DocumentRelation,
        ("kind", "other", "position"),
        parent="document",
        organization="document.body.organization",
        noun=_("relation"),
        nouns=_("relations"),
    ),
    RecordKind(
        "statement",
        m.Statement,
        (
            "key",
            "delegation",
            "made_by",
            "report",
            "on_revision",
            "place",
            "passage",
            "introduction",
            "text",
            "audience",
            "position",
        ),
        parent="term",
        organization="term.body.organization",
        long=("passage", "introduction", "text"),
    ),
)

RECORDS = {kind.key: replace(kind, told=TOLD.get(kind.key)) for kind in _KINDS}
