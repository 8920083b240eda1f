"""Choices of the documents app, and its state machines as data."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DocumentKind(TextChoices):
    WORK_PLAN = "work_plan", _("work plan")
    REPORT = "report", _("report")
    COMMUNIQUE = "communique", _("communiqué")
    DRAFT = "draft", _("draft text")
    DRAFT_RESOLUTION = "draft_resolution", _("draft resolution")
    PROPOSAL = "proposal", _("proposal")
    ORDER_OF_BUSINESS = "order_of_business", _("order of business")
    BACKGROUND = "background", _("background document")
    STUDY = "study", _("study")
    NOTE = "note", _("note")


class Distribution(TextChoices):
    GENERAL = "general", _("general")
    LIMITED = "limited", _("limited")
    RESTRICTED = "restricted", _("restricted")


class RevisionState(TextChoices):
    REGISTERED = "registered", _("registered")
    DRAFTED = "drafted", _("drafted")
    SUBMITTED = "submitted", _("submitted")
    ISSUED = "issued", _("issued")
    AGREED = "agreed", _("agreed")
    APPROVED = "approved", _("approved")
    ADOPTED = "adopted", _("adopted")
    SUPERSEDED = "superseded", _("superseded")
    WITHDRAWN = "withdrawn", _("withdrawn")


# What only officers and the secretariat know of: nothing has been issued yet.
UNISSUED = (RevisionState.REGISTERED, RevisionState.DRAFTED, RevisionState.SUBMITTED)

REVISION_TRANSITIONS = {
    RevisionState.REGISTERED: {RevisionState.DRAFTED, RevisionState.ISSUED, RevisionState.WITHDRAWN},
    RevisionState.DRAFTED: {RevisionState.SUBMITTED, RevisionState.ISSUED, RevisionState.WITHDRAWN},
    RevisionState.SUBMITTED: {RevisionState.ISSUED, RevisionState.WITHDRAWN},
    RevisionState.ISSUED: {
        RevisionState.AGREED,
        RevisionState.APPROVED,
        RevisionState.ADOPTED,
        RevisionState.SUPERSEDED,
        RevisionState.WITHDRAWN,
    },
    RevisionState.AGREED: {RevisionState.APPROVED, RevisionState.ADOPTED, RevisionState.SUPERSEDED},
    RevisionState.APPROVED: {RevisionState.ADOPTED, RevisionState.SUPERSEDED},
    RevisionState.ADOPTED: set(),
    RevisionState.SUPERSEDED: set(),
    RevisionState.WITHDRAWN: set(),
}


class HowAgreed(TextChoices):
    CONSENSUS = "consensus", _("by consensus")
    VOTE = "vote", _("by vote")
    SILENCE = "silence", _("under the silence procedure")


class TextState(TextChoices):
    AVAILABLE = "available", _("available")
    IN_TRANSLATION = "in_translation", _("in translation")
    EXPECTED = "expected", _("expected")
    CITED = "cited", _("cited, text not held here")


class DocumentRelationKind(TextChoices):
    ANNEX_TO = "annex_to", _("annexed to")
    BASED_ON = "based_on", _("based on")
    ACCOMPANIES = "accompanies", _("accompanies")
    SUPERSEDES = "supersedes", _("supersedes")
    INCLUDES = "includes", _("includes")
    TRANSMITTED_WITH = "transmitted_with", _("transmitted with")
