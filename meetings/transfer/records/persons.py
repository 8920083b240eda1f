"""Persons with their capacities; never their accounts, accreditations or invitations."""

from groups.models import Capacity, Person
from meetings.transfer.spec import Children, Ref, Spec, parts

PERSONS = (
    Spec(
        "person",
        Person,
        parts("key", "name", "family_name", Children("capacities", "capacity")),
        identity=("key",),
        order=("key",),
    ),
    Spec(
        "capacity",
        Capacity,
        parts("honorific", "title", Ref("delegation", "delegation"), "began", "ended"),
        owner="person",
    ),
)
