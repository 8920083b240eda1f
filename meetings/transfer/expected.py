"""What each constraint of the database expects of a record, in the words of who writes a file.

A constraint that ends in “known” stands behind a list of words, which is checked when the field is read.
"""

from portal.lib.dates import FIRST_YEAR, LAST_YEAR

KNOWN = "_known"
_IN_ORDER = "expected an end that is not before the beginning, or one of the two left out"
_WITHIN_REACH = (
    "expected at most three years: 36 months, 156 weeks, 1100 days, 800 working_days or 26400 hours "
    "from what it is counted from"
)
_YEARS = f"expected years from {FIRST_YEAR} to {LAST_YEAR}"
_OTHER = "expected another record than itself"
_KEY = "expected a symbol with letters or digits, or none"

EXPECTED: dict[str, str] = {
    "organization_has_zone": "expected the time zone of the seat, such as America/New_York",
    "body_ends_after_it_was_established": _IN_ORDER,
    "parentage_not_of_itself": _OTHER,
    "former_name_ends_after_began": _IN_ORDER,
    "standing_ends_after_it_began": _IN_ORDER,
    "session_ends_after_it_began": _IN_ORDER,
    "venue_part_of_a_country": "expected the country of which this is a part",
    "own_day_in_order": "expected a last day that is not before the first",
    "office_hours_in_order": "expected an end that is after the start",
    "deadline_rule_in_order": _IN_ORDER,
    "deadline_rule_within_reach": _WITHIN_REACH,
    "service_in_order": _IN_ORDER,
    "service_language_known": "expected one of en, es, fr, pt",
    "silence_rule_in_order": _IN_ORDER,
    "person_has_name": "expected a name",
    "capacity_ends_after_it_began": _IN_ORDER,
    "instrument_key_null_when_absent": _KEY,
    "provision_in_order": "expected a last paragraph that is not before the first, and no last without a first",
    "instrument_relation_has_object": "expected the other instrument, the body concerned, or a note that says it",
    "instrument_relation_not_to_itself": _OTHER,
    "term_ends_after_it_began": _IN_ORDER,
    "term_reporting_period_in_order": _IN_ORDER,
    "term_years": _YEARS,
    "tenure_has_a_holder": "expected a person, a delegation or an office that holds the post",
    "tenure_ends_after_it_began": _IN_ORDER,
    "activity_grid_has_its_months": "expected the first and the last month of the grid, the last not before the first",
    "span_in_order": "expected a last day that is not before the first",
    "section_has_list": "expected the listing that it prints",
    "section_has_table": "expected the table that it prints",
    "section_has_plan": "expected the term whose plan it includes",
    "document_key_null_when_absent": _KEY,
    "document_symbol_with_its_key": _KEY,
    "revision_key_null_when_absent": _KEY,
    "document_relation_not_to_itself": _OTHER,
    "entry_dates_with_precision_in_order": (
        "expected both dates and their precision, the last not before the first, or none of the three"
    ),
    "entry_weekday_known": "expected a weekday from 1 (Monday) to 7 (Sunday)",
    "deadline_anchor_agrees": (
        "expected what the anchor names, and nothing else: anchor_entry for entry, anchor_session for session, "
        "anchor_term for term, none for date, next and publication"
    ),
    "deadline_within_reach": _WITHIN_REACH,
    "entry_years": _YEARS,
    "extension_years": _YEARS,
    "meeting_stands_for_one_at_least": "expected one meeting at least",
    "sitting_ends_after_it_starts": (
        "expected an end that is after the start, or 00:00 for midnight; and none without a start"
    ),
    "sitting_years": _YEARS,
    "agenda_item_not_under_itself": _OTHER,
    "answer_of_a_delegation_or_a_post": "expected a delegation or a post, and not both",
    "silence_names_its_zone": "expected the time zone of the venue, such as America/New_York",
    "silence_expires_after_its_start": "expected an expiry that is after the start",
    "silence_started_unless_announced": (
        "expected when it started, unless its state is announced, where nothing has started, or withdrawn"
    ),
    "silence_ended_unless_open": (
        "expected when it ended, unless its state is announced or running, where nothing has ended"
    ),
    "silence_broken_before_it_expired": "expected one that was broken before the instant at which it expires",
    "silence_unbroken_until_it_expired": (
        "expected the instant at which it expires for its end, since nobody broke it before that"
    ),
    "silence_declared_once_unbroken": (
        "expected the state declared or issued, where a meeting has announced that it was not broken"
    ),
}
"""Of constraints on one record."""

ALONE: dict[str, str] = {
    "venue_one_seat": "another venue is the seat of the organization already: expected one seat",
    "standing_once_at_a_time": "the delegation has the same standing in the body already, and has not lost it",
    "tenure_one_open_holder": "somebody holds this post and has not left it: expected an end of that tenure",
    "silence_one_that_stands_on_a_revision": "another silence that was not broken or ended rests on the same text",
}
"""Of constraints on several records, where it does not suffice to say that another one has the same."""
