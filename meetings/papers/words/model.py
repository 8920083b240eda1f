"""What a language must say for a paper to be written in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language. Strings with braces are filled by the authors; dictionaries go by the enums' values.

    Posts and ways of taking office are nouns or phrases that agree with anybody, since a record does not say more.
    """

    quotes: tuple[str, str]
    title_comma: str
    """What stands between a title in quotation marks and what follows."""
    on_day: str
    on_part: Mapping[str, str]
    """How a sentence says when: for a day, and for less exact dates by their precision."""
    range: str
    and_: str
    of_articles: tuple[tuple[str, str], ...]
    """Beginnings of names in lower case with what joins them, tried in order; the last one is for any name."""

    kinds: Mapping[str, str]
    titles: Mapping[str, str]
    states: Mapping[str, str]
    """Status lines by the schedule's state; `{when}` is `on September 19, 2012`."""
    state_undated: Mapping[str, str]
    headings: Mapping[str, str]
    annex: str
    united_nations: str
    roles: Mapping[str, str]
    began: Mapping[str, str]
    vacant: str
    vacant_since: str
    to_be_elected: str
    on_agenda: str
    ended: str
    until_successor: str
    nominated_by: str
    seconded_by: str
    standings: Mapping[str, tuple[str, str]]
    provisions: Mapping[str, tuple[str, str]]
    given: str
    """`{body}` and `{when}` a mandate was given."""
    given_on: str
    until: str
    subgroup_heads: tuple[str, str, str]
    activity_heads: tuple[str, str]
    meeting_heads: tuple[str, str]
    meeting_kinds: Mapping[str, str]
    modes: Mapping[str, str]
    statuses: Mapping[str, str]
    certainties: Mapping[str, str]
    stands_for: str
    attended: tuple[str, str]
    present: str
    invited: str
    presenters: str
    held: tuple[str, str]
    none_held: str
    no_schedule: str
    no_posts: str
    no_mandates: str
    no_description: str
    not_dated: str
    agreed: Mapping[str, str]
    document_relations: Mapping[str, str]
    statement_asked: str
    statement_on: str
    statement_text: str
    period: str
    note: str
