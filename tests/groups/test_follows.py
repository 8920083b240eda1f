"""Following bodies: by choice, by service, and not at all."""

from __future__ import annotations

import pytest

from groups.models import Follow
from groups.operations.follows import follow, unfollow
from groups.operations.records import RefusedError
from groups.queries.accounts import actor_of_account
from groups.queries.follows import bodies_followed, followed_by, followers_of
from portal.actors import ANONYMOUS
from portal.enums import Audience
from portal.models import AuditEvent, User
from tests import make
from tests.cast import NOW, Cast, gather

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return gather()


def _followers(cast: Cast) -> set[str]:
    found = set(followers_of(cast.body, NOW.date()))
    return {part for part, account in cast.accounts.items() if account in found}


def _said(body: object) -> list[tuple[str, object]]:
    return [(event.verb, event.after) for event in AuditEvent.objects.about(body).order_by("id")]  # type: ignore[arg-type]


def test_who_serves_in_a_body_follows_it(cast: Cast) -> None:
    serving = {"observer", "delegate", "rapporteur", "vice_chair", "chair"}
    assert _followers(cast) == serving
    by_rule = {part for part, actor in cast.actors().items() if cast.body.pk in followed_by(actor)}
    assert by_rule == serving


def test_follow_and_unfollow_of_a_stranger_to_the_body_keep_one_row_and_say_so_once(cast: Cast) -> None:
    reader = cast.actor("other_delegate")
    follow(actor=reader, now=NOW, body=cast.body)
    follow(actor=reader, now=NOW, body=cast.body)
    assert cast.body.pk in followed_by(reader)
    assert _followers(cast) == {"observer", "delegate", "rapporteur", "vice_chair", "chair", "other_delegate"}
    unfollow(actor=reader, now=NOW, body=cast.body)
    assert cast.body.pk not in followed_by(reader)
    assert not Follow.objects.exists()
    assert _said(cast.body) == [("followed", {"follows": True}), ("unfollowed", {"follows": False})]


def test_muting_a_body_that_one_serves_in_holds_until_it_is_followed_again(cast: Cast) -> None:
    chair = cast.actor("chair")
    follow(actor=chair, now=NOW, body=cast.body)
    assert not Follow.objects.exists()
    unfollow(actor=chair, now=NOW, body=cast.body)
    assert cast.body.pk not in followed_by(chair)
    assert "chair" not in _followers(cast)
    follow(actor=chair, now=NOW, body=cast.body)
    assert "chair" in _followers(cast)
    assert not Follow.objects.exists()


def test_a_stranger_and_who_may_not_know_of_a_body_cannot_follow_it(cast: Cast) -> None:
    with pytest.raises(RefusedError):
        follow(actor=ANONYMOUS, now=NOW, body=cast.body)
    cast.body.audience = Audience.STAFF
    cast.body.save(update_fields=["audience"])
    with pytest.raises(RefusedError):
        follow(actor=cast.actor("other_delegate"), now=NOW, body=cast.body)
    assert not Follow.objects.exists()


def test_a_body_that_closes_itself_to_a_follower_is_shown_to_them_no_more(cast: Cast) -> None:
    reader = cast.actor("other_delegate")
    follow(actor=reader, now=NOW, body=cast.body)
    own = set(bodies_followed(reader)) - {cast.body}
    assert cast.body in bodies_followed(reader)
    cast.body.audience = Audience.STAFF
    cast.body.save(update_fields=["audience"])
    assert set(bodies_followed(reader)) == own


def test_a_closed_account_follows_nothing(cast: Cast) -> None:
    User.objects.filter(pk=cast.accounts["chair"].pk).update(is_active=False)
    assert "chair" not in _followers(cast)


def test_one_accredited_for_another_body_alone_does_not_follow(cast: Cast) -> None:
    account, state = make.user(), make.delegation()
    make.standing(state, cast.body)
    make.accredited(account, state, body=make.body())
    assert cast.body.pk not in followed_by(actor_of_account(account, NOW))
    assert account not in followers_of(cast.body, NOW.date())
