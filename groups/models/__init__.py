"""The groups app's models, by noun."""

from groups.models.accounts import Accreditation, Invitation, SecretariatAssignment
from groups.models.bodies import Body, FormerName, Parentage
from groups.models.changes import By, Change, ChangeCount, Seen
from groups.models.delegations import Delegation, Standing, StandingCount
from groups.models.follows import Follow
from groups.models.instruments import (
    Instrument,
    InstrumentAlias,
    InstrumentRelation,
    InstrumentText,
    Provision,
)
from groups.models.listings import Listing, ListingItem, SourceRemark, WorkingRule
from groups.models.mandates import Mandate
from groups.models.organizations import Organization
from groups.models.persons import Capacity, Person
from groups.models.posts import Post, Tenure
from groups.models.removals import Removal
from groups.models.sessions import Session
from groups.models.terms import Term

__all__ = [
    "Accreditation",
    "Body",
    "By",
    "Capacity",
    "Change",
    "ChangeCount",
    "Delegation",
    "Follow",
    "FormerName",
    "Instrument",
    "InstrumentAlias",
    "InstrumentRelation",
    "InstrumentText",
    "Invitation",
    "Listing",
    "ListingItem",
    "Mandate",
    "Organization",
    "Parentage",
    "Person",
    "Post",
    "Provision",
    "Removal",
    "SecretariatAssignment",
    "Seen",
    "Session",
    "SourceRemark",
    "Standing",
    "StandingCount",
    "Tenure",
    "Term",
    "WorkingRule",
]
