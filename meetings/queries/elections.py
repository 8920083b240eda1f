"""The posts that a meeting is to fill, or could."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from groups.models import Post
from groups.queries.posts import with_tenures
from meetings.models import Entry


def posts_at(entry: Entry, also: Collection[int] = ()) -> dict[int, Post]:
    """Those of its term that are for more than one matter, and some more by their ids; with their tenures."""
    of_term = Q(term=entry.schedule.term_id, scope={})
    return {post.pk: post for post in with_tenures(Post.objects.filter(of_term | Q(pk__in=list(also))))}


def vacant_posts(entry: Entry) -> list[Post]:
    """Those that nobody holds on the day of the meeting, and of which the record says in words that they are vacant."""
    day = entry.start
    return [post for post in posts_at(entry).values() if day and post.vacancy and post.holder_at(day) is None]
