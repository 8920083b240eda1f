"""Sentences for the database's constraints, whose names alone would tell a user nothing."""

from __future__ import annotations

from django.db.models import BaseConstraint
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_BY_NAME: dict[str, str | Promise] = {
    "tenure_has_a_holder": _("Name a person, a delegation or an office that holds the post."),
    "tenure_one_open_holder": _("Somebody holds this post and has not left it: end that tenure first."),
    "entry_dates_with_precision_in_order": _(
        "Give both dates and their precision, the last not before the first; or leave all three empty."
    ),
    "deadline_anchor_agrees": _("Name what the deadline is counted from, and nothing else."),
    "deadline_within_reach": _("Expected at most three years from what it is counted from."),
    "deadline_rule_within_reach": _("Expected at most three years from what it is counted from."),
    "activity_grid_has_its_months": _("A month grid needs its first and its last month."),
    "section_has_list": _("Choose the list that this section prints."),
    "section_has_table": _("Choose the table that this section prints."),
    "section_has_plan": _("Choose the plan that this section includes."),
    "instrument_relation_has_object": _("Name the instrument or the body concerned, or say it in a note."),
    "parentage_not_of_itself": _("A body cannot be its own parent."),
    "entry_weekday_known": _("Expected a weekday from 1 (Monday) to 7 (Sunday)."),
    "sitting_ends_after_it_starts": _("A sitting must end after it starts; midnight is written 00:00."),
    "document_symbol_with_its_key": _("The symbol could not be read; check its spelling."),
    "venue_one_seat": _("Another venue is the seat of the organization already."),
    "venue_part_of_a_country": _("Name the country of which this is a part."),
    "organization_has_zone": _("Give the time zone of the seat, such as America/New_York."),
    "person_has_name": _("Give the name as it is printed."),
    "meeting_stands_for_one_at_least": _("A row stands for one meeting at least."),
}

_BY_ENDING: tuple[tuple[str, str | Promise], ...] = (
    ("_in_order", _("The last must not come before the first.")),
    ("_began", _("The end must not come before the beginning.")),
    ("_established", _("The end must not come before the beginning.")),
    ("_years", _("Expected years from 1800 to 2199.")),
    ("_itself", _("A record cannot stand under or beside itself.")),
    ("_once", _("This is recorded already.")),
    ("_at_a_time", _("This is recorded already and has not ended.")),
)


def sentence_for(message: str) -> str | Promise:
    """The sentence for Django's “Constraint “name” is violated.”, as the reader reads it; others unchanged."""
    before, _name, after = str(BaseConstraint.default_violation_error_message).partition("%(name)s")
    name = message.removeprefix(before).removesuffix(after)
    if message != f"{before}{name}{after}":
        return message
    if name in _BY_NAME:
        return _BY_NAME[name]
    return next((sentence for ending, sentence in _BY_ENDING if name.endswith(ending)), message)
