"""Many mails of one hour cost a few questions each, and every one of them is still true when it leaves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from groups.models import Accreditation, Standing
from groups.queries.accounts import actor_of_account, actors_of_accounts
from meetings.enums import Delivery, NoticeKind
from meetings.models import Answer, Entry
from meetings.notices import known
from meetings.operations.notices import choose
from meetings.operations.reminders import plan
from portal import clock, outbox
from portal.enums import Audience, OutboxState
from portal.models import OutboxMessage, User
from tests import make
from tests.cast import gather
from tests.meetings.rounds import Round, open_round
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

NINE = datetime(2026, 10, 1, 13, 0, tzinfo=UTC)
"""A week before the date, at nine in Washington."""
MOST = 10
"""Questions for one mail more: whether there is a way, the claim, its row, the version, the end with its try."""


def waiting(number: int) -> Round:
    """So many states, all of whom are reminded at the same hour."""
    scene = open_round(number)
    User.objects.filter(pk__in=[user.pk for user in scene.users]).update(zone="")
    for user in scene.users:
        user.refresh_from_db()
    clock.confirm(NINE)
    plan(NINE)
    OutboxMessage.objects.update(next_attempt_at=NINE, created_at=NINE)
    return scene


def test_one_mail_more_costs_a_few_questions() -> None:
    waiting(4)
    first = OutboxMessage.objects.first()
    assert first
    later = OutboxMessage.objects.exclude(pk=first.pk)
    later.update(next_attempt_at=NINE + timedelta(minutes=1))
    one = queries_of(lambda: outbox.deliver_due(NINE))
    assert OutboxMessage.objects.filter(state=OutboxState.SENT).count() == 1
    known.forget()
    three = queries_of(lambda: outbox.deliver_due(NINE + timedelta(minutes=1)))
    assert OutboxMessage.objects.filter(state=OutboxState.SENT).count() == 4
    assert (three - one) / 2 <= MOST


def the_state_answers(scene: Round, now: datetime) -> None:
    Answer.objects.create(deadline=scene.deadline, delegation=scene.states[0], at=now)


def the_account_is_closed(scene: Round, now: datetime) -> None:
    User.objects.filter(pk=scene.users[0].pk).update(is_active=False)


def the_accreditation_ends(scene: Round, now: datetime) -> None:
    Accreditation.objects.filter(person__user=scene.users[0]).update(ended=now.date() - timedelta(days=1))


def the_state_leaves(scene: Round, now: datetime) -> None:
    Standing.objects.filter(delegation=scene.states[0]).update(ended=now.date() - timedelta(days=1))


def the_reader_wants_none(scene: Round, now: datetime) -> None:
    choose(now=now, user=scene.users[0], kind=NoticeKind.REMINDER, delivery=Delivery.NEVER)


def the_row_is_for_the_secretariat_alone(scene: Round, now: datetime) -> None:
    Entry.objects.filter(pk=scene.deadline.entry_id).update(audience=Audience.STAFF)


def the_date_moves(scene: Round, now: datetime) -> None:
    Entry.objects.filter(pk=scene.deadline.entry_id).update(start=date(2026, 10, 20), end=date(2026, 10, 20))


def the_notice_is_taken_back(scene: Round, now: datetime) -> None:
    OutboxMessage.objects.filter(account=scene.users[0]).update(params={"notice": 0})


EVENTS = [
    the_state_answers,
    the_account_is_closed,
    the_accreditation_ends,
    the_state_leaves,
    the_reader_wants_none,
    the_row_is_for_the_secretariat_alone,
    the_date_moves,
    the_notice_is_taken_back,
]


@pytest.mark.parametrize("happens", EVENTS)
def test_what_was_read_for_many_holds_only_until_something_happens(
    happens: Callable[[Round, datetime], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between what is read for all and the mail to the first of them."""
    scene = waiting(3)
    taken = outbox.claims.claim
    done = []

    def claim(pk: int, now: datetime) -> object:
        if not done:
            known.foresee(list(OutboxMessage.objects.all()), now)
            happens(scene, now)
            done.append(True)
        return taken(pk, now)

    monkeypatch.setattr("portal.outbox.sender.claims.claim", claim)
    outbox.deliver_due(NINE)
    first = OutboxMessage.objects.get(account=scene.users[0])
    assert first.state == OutboxState.CANCELLED
    assert first.why


def test_nothing_happens_and_all_go() -> None:
    waiting(3)
    assert outbox.deliver_due(NINE) == 3


def test_rights_of_many_are_the_rights_of_each() -> None:
    cast = gather()
    users = [*cast.accounts.values(), make.user()]
    together = actors_of_accounts(users)
    assert together == {user.pk: actor_of_account(user) for user in users}
    assert len({frozenset(actor.member_of) for actor in together.values()}) > 1


def test_rights_of_many_cost_what_those_of_one_cost() -> None:
    users = list(gather().accounts.values())
    assert queries_of(lambda: actors_of_accounts(users)) == queries_of(lambda: actors_of_accounts(users[:1])) == 1
