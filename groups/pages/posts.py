"""Posts told apart: a term may have two vice chairs, and who chooses one has to know which."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext as _

from groups.models import Post, Tenure
from groups.pages.officers import title_of


def post_names(posts: Iterable[Post], day: dt.date, *, under_term: bool = False) -> dict[int, str]:
    """By id, what each is called, which of several of that name it is, of which body and term, and who holds it.

    The posts come with their tenures and their terms' bodies, in their order; `under_term`: where the term is said.
    """
    found = list(posts)
    titles = {post.pk: str(title_of(post)) for post in found}
    several = Counter((post.term_id, titles[post.pk]) for post in found)
    seen: Counter[tuple[int, str]] = Counter()
    names = {}
    for post in found:
        same = (post.term_id, titles[post.pk])
        seen[same] += 1
        title = titles[post.pk]
        if several[same] > 1:
            title = _("%(post)s (%(number)s of %(all)s)") % {
                "post": title,
                "number": seen[same],
                "all": several[same],
            }
        facts = {"post": title, "term": post.term, "holder": _holder(post.holder_at(day))}
        words = _("%(post)s: %(holder)s") if under_term else _("%(post)s, %(term)s: %(holder)s")
        names[post.pk] = words % facts
    return names


def _holder(tenure: Tenure | None) -> str:
    if tenure is None:
        return _("vacant")
    if tenure.person and tenure.delegation:
        return f"{tenure.person} ({tenure.delegation})"
    return str(tenure)
