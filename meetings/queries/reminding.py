"""Who owes what, for many deadlines at once: as `meetings.queries.owing` answers for one, in few queries."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Q

from groups.enums import HowBegan
from groups.models import Accreditation, Standing, Tenure
from meetings.models import Answer, Deadline
from meetings.queries.owing import Key, running
from portal.models import User


def users_owing(deadlines: Sequence[Deadline], day: dt.date) -> dict[int, list[User]]:
    """By deadline, the accounts of who is addressed on `day` and has not answered, each once."""
    owing = _owing(deadlines, day)
    of_delegations = _representatives({pk for keys in owing.values() for kind, pk in keys if kind == "delegation"}, day)
    of_posts = _holders({pk for keys in owing.values() for kind, pk in keys if kind == "post"}, day)
    found: dict[int, dict[int, None]] = {}
    for deadline in deadlines:
        body = deadline.entry.schedule.term.body_id
        mine = found.setdefault(deadline.pk, {})
        for kind, pk in owing[deadline.pk]:
            people = of_posts[pk] if kind == "post" else [*of_delegations[pk, None], *of_delegations[pk, body]]
            mine.update(dict.fromkeys(people))
    users = User.objects.in_bulk({pk for each in found.values() for pk in each})
    return {pk: [users[user] for user in each if user in users] for pk, each in found.items()}


def _owing(deadlines: Sequence[Deadline], day: dt.date) -> dict[int, set[Key]]:
    pks = [deadline.pk for deadline in deadlines]
    found: dict[int, set[Key]] = {pk: set() for pk in pks}
    members = _members({each.entry.schedule.term.body_id for each in deadlines if each.owing_standings}, day)
    for deadline in deadlines:
        for standing in deadline.standings_owing:
            found[deadline.pk] |= members[deadline.entry.schedule.term.body_id, standing]
    for kind in ("delegation", "post"):
        named = Deadline.objects.filter(**{"pk__in": pks, f"owing_{kind}s__isnull": False}).order_by()
        for pk, of in named.values_list("pk", f"owing_{kind}s"):
            found[pk].add((kind, of))
    given = Answer.objects.filter(deadline__in=pks).order_by().values_list("deadline_id", "delegation_id", "post_id")
    for pk, delegation, post in given:
        found[pk].discard(("delegation", delegation) if delegation else ("post", post or 0))
    return found


def _members(bodies: Iterable[int], day: dt.date) -> dict[tuple[int, str], set[Key]]:
    found: dict[tuple[int, str], set[Key]] = defaultdict(set)
    standings = Standing.objects.filter(running(day), body__in=bodies).order_by()
    for body, standing, delegation in standings.values_list("body_id", "standing", "delegation_id"):
        found[body, standing].add(("delegation", delegation))
    return found


def _representatives(delegations: Iterable[int], day: dt.date) -> dict[tuple[int, int | None], list[int]]:
    """Of a delegation in one body, or in all of them where none is named."""
    found: dict[tuple[int, int | None], list[int]] = defaultdict(list)
    accredited = Accreditation.objects.filter(running(day), delegation__in=delegations, person__user__is_active=True)
    for delegation, body, user in accredited.order_by("pk").values_list("delegation_id", "body_id", "person__user_id"):
        found[delegation, body].append(user)
    return found


def _holders(posts: Iterable[int], day: dt.date) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    held = Tenure.objects.filter(running(day), ~Q(how_began=HowBegan.NOMINATED), post__in=posts)
    for post, user in (
        held.filter(person__user__is_active=True).order_by("pk").values_list("post_id", "person__user_id")
    ):
        found[post].append(user)
    return found
