"""Posts of a term with all their tenures."""

from __future__ import annotations

from django.db.models import QuerySet

from groups.models import Post, Tenure, Term
from portal.folding import folded
from portal.prefetching import Prefetch


def posts_of(term: Term) -> list[Post]:
    """The posts of a visible term, each with its tenures; vacant ones too."""
    return list(with_tenures(Post.objects.filter(term=term)))


def with_tenures(posts: QuerySet[Post]) -> QuerySet[Post]:
    """Posts with what `groups.pages.officers` says of their holders."""
    tenures = Tenure.objects.select_related(
        "person", "delegation", "nominated_by", "seconded_by", "chosen_by", "rule__instrument"
    )
    return posts.prefetch_related(Prefetch("tenures", queryset=folded(tenures, "person__capacities")))
