"""Choices of the groups app, and its state machines as data: each state with those it can become."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class HouseStyle(TextChoices):
    OAS = "oas", _("OAS")
    UN = "un", _("UN")


class PaperSize(TextChoices):
    LETTER = "letter", _("Letter")
    A4 = "a4", "A4"


class BodyKind(TextChoices):
    ORGAN = "organ", _("organ")
    CONFERENCE = "conference", _("conference")
    BUREAU = "bureau", _("presiding officers")
    COMMITTEE = "committee", _("committee")
    WORKING_GROUP = "working_group", _("working group")
    SUBGROUP = "subgroup", _("subgroup")
    THEMATIC = "thematic", _("thematic group")
    DISCUSSION = "discussion", _("discussion group")
    VOLUNTARY = "voluntary", _("voluntary group")


class BodyState(TextChoices):
    PROPOSED = "proposed", _("proposed")
    ESTABLISHED = "established", _("established")
    INSTALLED = "installed", _("installed")
    ACTIVE = "active", _("active")
    SUSPENDED = "suspended", _("suspended")
    RECESS = "recess", _("in recess")
    REPORTED = "reported", _("reported")
    CLOSED = "closed", _("closed")


BODY_TRANSITIONS = {
    BodyState.PROPOSED: {BodyState.ESTABLISHED, BodyState.CLOSED},
    BodyState.ESTABLISHED: {BodyState.INSTALLED, BodyState.CLOSED},
    BodyState.INSTALLED: {BodyState.ACTIVE, BodyState.CLOSED},
    BodyState.ACTIVE: {BodyState.SUSPENDED, BodyState.RECESS, BodyState.REPORTED, BodyState.CLOSED},
    BodyState.SUSPENDED: {BodyState.ACTIVE, BodyState.CLOSED},
    BodyState.RECESS: {BodyState.ACTIVE, BodyState.CLOSED},
    BodyState.REPORTED: {BodyState.CLOSED, BodyState.INSTALLED},
    BodyState.CLOSED: {BodyState.INSTALLED},
}


class Participation(TextChoices):
    ALL = "all", _("all member states")
    LISTED = "listed", _("the delegations listed")
    OPEN = "open", _("open to participation")


class TermState(TextChoices):
    PLANNED = "planned", _("planned")
    INSTALLED = "installed", _("installed")
    ACTIVE = "active", _("active")
    REPORTED = "reported", _("reported")
    CLOSED = "closed", _("closed")


TERM_TRANSITIONS = {
    TermState.PLANNED: {TermState.INSTALLED, TermState.ACTIVE},
    TermState.INSTALLED: {TermState.ACTIVE, TermState.CLOSED},
    TermState.ACTIVE: {TermState.REPORTED, TermState.CLOSED},
    TermState.REPORTED: {TermState.CLOSED},
    TermState.CLOSED: set(),
}


class SessionKind(TextChoices):
    REGULAR = "regular", _("regular session")
    SPECIAL = "special", _("special session")
    MEETING = "meeting", _("meeting")
    SUMMIT = "summit", _("summit")


class DelegationKind(TextChoices):
    STATE = "state", _("state")
    ORGANIZATION = "organization", _("international organization")
    ENTITY = "entity", _("entity of the organization")
    CIVIL_SOCIETY = "civil_society", _("civil society")
    OTHER = "other", _("other")


class StandingKind(TextChoices):
    MEMBER = "member", _("member")
    PARTICIPANT = "participant", _("participant")
    SUPPORTER = "supporter", _("supporter")
    COORDINATOR = "coordinator", _("coordinator")
    OBSERVER = "observer", _("observer")
    INVITED = "invited", _("invited")


class Role(TextChoices):
    CHAIR = "chair", _("Chair")
    PRESIDENT = "president", _("President")
    COORDINATOR = "coordinator", _("Coordinator")
    CO_CHAIR = "co_chair", _("Co-Chair")
    VICE_CHAIR = "vice_chair", _("Vice Chair")
    RAPPORTEUR = "rapporteur", _("Rapporteur")
    FACILITATOR = "facilitator", _("Facilitator")
    FRIEND = "friend", _("Friend of the Chair")
    TECHNICAL_SECRETARIAT = "technical_secretariat", _("Technical secretariat")


CHAIRING = (Role.CHAIR, Role.PRESIDENT, Role.COORDINATOR, Role.CO_CHAIR)


class HowBegan(TextChoices):
    NOMINATED = "nominated", _("nominated")
    ELECTED = "elected", _("elected")
    RATIFIED = "ratified", _("ratified")
    DESIGNATED = "designated", _("designated")
    EX_OFFICIO = "ex_officio", _("ex officio")
    ACTING = "acting", _("acting")
    PRO_TEMPORE = "pro_tempore", _("pro tempore")
    UNRECORDED = "unrecorded", _("not recorded")


# These serve beside the holder of the post, or are not yet in office: they never bar another tenure.
NOT_HOLDING = (HowBegan.NOMINATED, HowBegan.ACTING, HowBegan.PRO_TEMPORE)


class InstrumentKind(TextChoices):
    RESOLUTION = "resolution", _("resolution")
    DECLARATION = "declaration", _("declaration")
    DECISION = "decision", _("decision")
    RULES = "rules", _("rules of procedure")
    PLAN = "plan", _("plan or agenda")
    CHARTER = "charter", _("charter or convention")
    SUMMIT = "summit", _("summit declaration")


class RelationKind(TextChoices):
    ESTABLISHES = "establishes", _("establishes")
    MANDATES = "mandates", _("gives a mandate to")
    RATIFIES = "ratifies", _("ratifies")
    REITERATES = "reiterates", _("reiterates")
    RENEWS = "renews", _("renews")
    FULFILS = "fulfils", _("fulfils")
    ADOPTS = "adopts", _("adopts")
    ENDORSES = "endorses", _("endorses")
    SUPERSEDES = "supersedes", _("supersedes")
    GOVERNS = "governs", _("governs")


class ProvisionKind(TextChoices):
    OPERATIVE = "operative", _("operative paragraph")
    PREAMBULAR = "preambular", _("preambular paragraph")
    ARTICLE = "article", _("article")
    CHAPTER = "chapter", _("chapter")


class MandateState(TextChoices):
    RECEIVED = "received", _("received")
    ASSIGNED = "assigned", _("assigned")
    PLANNED = "planned", _("planned")
    IN_PROGRESS = "in_progress", _("in progress")
    REPORTED = "reported", _("reported")
    FULFILLED = "fulfilled", _("fulfilled")
    RENEWED = "renewed", _("renewed")
    SUPERSEDED = "superseded", _("superseded")
    LAPSED = "lapsed", _("lapsed")


MANDATE_TRANSITIONS = {
    MandateState.RECEIVED: {MandateState.ASSIGNED},
    MandateState.ASSIGNED: {MandateState.PLANNED, MandateState.SUPERSEDED, MandateState.LAPSED},
    MandateState.PLANNED: {MandateState.IN_PROGRESS, MandateState.SUPERSEDED, MandateState.LAPSED},
    MandateState.IN_PROGRESS: {MandateState.REPORTED, MandateState.SUPERSEDED, MandateState.LAPSED},
    MandateState.REPORTED: {MandateState.FULFILLED, MandateState.RENEWED, MandateState.SUPERSEDED},
    MandateState.FULFILLED: set(),
    MandateState.RENEWED: set(),
    MandateState.SUPERSEDED: set(),
    MandateState.LAPSED: set(),
}


class ListingKind(TextChoices):
    STAKEHOLDERS = "stakeholders", _("stakeholders")
    PRINCIPLES = "principles", _("guiding principles")
    AXES = "axes", _("axes")
    PARTICIPANTS = "participants", _("participants")
    GROUPS = "groups", _("groups")
    MEANS = "means", _("means of implementation")
    TOPICS = "topics", _("topics")
    OTHER = "other", _("other")


class Numbering(TextChoices):
    DECIMAL = "decimal", "1. 2. 3."
    LOWER_ALPHA = "alpha", "(a) (b) (c)"
    LOWER_ROMAN = "roman", "(i) (ii) (iii)"
    BULLET = "bullet", _("bullets")
    NONE = "none", _("none")


class AccreditationRole(TextChoices):
    DELEGATE = "delegate", _("delegate")
    FOCAL_POINT = "focal_point", _("focal point")
    OBSERVER = "observer", _("observer")


class SecretariatRole(TextChoices):
    SECRETARY = "secretary", _("secretary")
    EDITOR = "editor", _("documents editor")
