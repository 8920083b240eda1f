"""Terms: posts and tenures, mandates, lists, rules of work, remarks on the source."""

from groups.models import Listing, ListingItem, Mandate, Post, SourceRemark, Tenure, Term, WorkingRule
from meetings.transfer.spec import Children, Ref, Spec, parts

TERMS = (
    Spec(
        "term",
        Term,
        parts(
            "label",
            "title",
            "state",
            "began",
            "began_precision",
            "ended",
            "ended_precision",
            "installed_on",
            "installation",
            "reporting_began",
            "reporting_ended",
            Ref("previous", "term", late=True),
            "meetings_held",
            Children("posts", "post"),
            Children("mandates", "mandate"),
            Children("listings", "listing"),
            Children("working_rules", "working_rule"),
            Children("source_remarks", "source_remark"),
            Children("statements", "statement"),
            Children("activity_tables", "activity_table"),
            Children("sections", "section"),
            Children("schedule", "schedule", many=False),
        ),
        identity=("label",),
        owner="body",
        order=("label",),
    ),
    Spec(
        "post",
        Post,
        parts("key", "role", "title", "scope", "vacancy", Children("tenures", "tenure")),
        identity=("key",),
        owner="term",
        separator="#",
    ),
    Spec(
        "tenure",
        Tenure,
        parts(
            Ref("person", "person"),
            Ref("delegation", "delegation"),
            "office",
            "capacity",
            "how_began",
            "began",
            "began_precision",
            "ended",
            "ended_precision",
            "how_ended",
            "until_successor",
            Ref("chosen_by", "body"),
            Ref("nominated_by", "delegation"),
            Ref("seconded_by", "delegation"),
            Ref("rule", "provision"),
            "note",
        ),
        owner="post",
    ),
    Spec(
        "mandate",
        Mandate,
        parts(
            "key",
            Ref("instrument", "instrument"),
            Ref("provision", "provision"),
            "citation",
            "wording",
            "state",
            Ref("given_by", "body"),
            "given_on",
            "until_on",
            Ref("until_session", "session"),
            "until_wording",
            "task",
            "quote",
            "listed",
        ),
        identity=("key",),
        owner="term",
        separator="#",
    ),
    Spec(
        "listing",
        Listing,
        parts(
            "key", "kind", "label", "title", "introduction", "source", "numbering", Children("items", "listing_item")
        ),
        identity=("key",),
        owner="term",
        separator="#",
    ),
    Spec(
        "listing_item",
        ListingItem,
        parts(
            "name", "note", Ref("body", "body"), Ref("delegation", "delegation"), Children("children", "listing_item")
        ),
        owner="listing",
        nest="parent",
    ),
    Spec(
        "working_rule", WorkingRule, parts("key", "wording", "minimum"), identity=("key",), owner="term", separator="#"
    ),
    Spec(
        "source_remark", SourceRemark, parts("key", "place", "wording"), identity=("key",), owner="term", separator="#"
    ),
)
