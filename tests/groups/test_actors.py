"""Rights follow from posts, accreditations and service, and end with them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from groups.enums import HowBegan, Role, StandingKind
from groups.models import Accreditation, SecretariatAssignment
from groups.operations.accounts import (
    close_account,
    end_accreditation,
    end_service,
    join_person,
    open_account,
    part_person,
)
from groups.operations.records import RefusedError
from groups.queries.accounts import actor_of_account
from portal.actors import SYSTEM
from portal.models import AuditEvent, OutboxMessage
from tests import make
from tests.cast import Cast, gather

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return gather()


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def tenure_of(term, how=HowBegan.ELECTED, role=Role.CHAIR, **facts):
    account = make.user()
    return account, make.tenure(make.post(term, role), make.person(user=account), how_began=how, **facts)


@pytest.mark.parametrize(
    ("day", "presides"),
    [
        (date(2026, 2, 28), False),
        (date(2026, 3, 1), True),
        (date(2026, 5, 31), True),
        (date(2026, 6, 1), False),
    ],
)
def test_post_gives_rights_from_its_first_to_its_last_day(cast, day, presides):
    account, _tenure = tenure_of(cast.term, began=date(2026, 3, 1), ended=date(2026, 5, 31))
    actor = actor_of_account(account, at(day))
    assert (cast.body.pk in actor.officer_of) is presides
    assert (cast.body.pk in actor.chair_of) is presides


@pytest.mark.parametrize("how", [HowBegan.ELECTED, HowBegan.DESIGNATED, HowBegan.ACTING, HowBegan.PRO_TEMPORE])
def test_acting_holder_has_the_rights_of_the_post(cast, now, how):
    account, _tenure = tenure_of(cast.term, how)
    assert actor_of_account(account, now).chair_of == {cast.body.pk}


def test_nomination_gives_no_right(cast, now):
    account, _tenure = tenure_of(cast.term, HowBegan.NOMINATED)
    actor = actor_of_account(account, now)
    assert not actor.officer_of | actor.chair_of | actor.member_of


@pytest.mark.parametrize(
    ("role", "chairs"),
    [(Role.CHAIR, True), (Role.CO_CHAIR, True), (Role.VICE_CHAIR, False), (Role.RAPPORTEUR, False)],
)
def test_post_of_a_chair_alone_chairs(cast, now, role, chairs):
    account, _tenure = tenure_of(cast.term, role=role)
    actor = actor_of_account(account, now)
    assert actor.officer_of == {cast.body.pk}
    assert bool(actor.chair_of) is chairs


def test_post_ends_with_its_term_unless_held_until_a_successor_is_chosen(cast):
    after = at(date(2028, 1, 1))
    account, tenure = tenure_of(cast.term)
    assert not actor_of_account(account, after).officer_of
    tenure.until_successor = True
    tenure.save()
    assert actor_of_account(account, after).officer_of == {cast.body.pk}


def test_post_gives_nothing_in_another_body(cast, now):
    account, _tenure = tenure_of(make.term())
    actor = actor_of_account(account, now)
    assert cast.body.pk not in actor.officer_of | actor.chair_of | actor.member_of


@pytest.mark.parametrize("kind", StandingKind.values)
def test_accreditation_gives_what_the_standing_gives(cast, now, kind):
    account, state = make.user(), make.delegation()
    make.standing(state, cast.body, kind)
    make.accredited(account, state)
    actor = actor_of_account(account, now)
    inside = kind in ("member", "participant", "supporter", "coordinator")
    assert (actor.member_of, actor.observer_of) == (({cast.body.pk}, set()) if inside else (set(), {cast.body.pk}))


def test_accreditation_as_observer_observes_even_for_a_member(cast, now):
    account, state = make.user(), make.delegation()
    make.standing(state, cast.body)
    make.accredited(account, state, role="observer")
    actor = actor_of_account(account, now)
    assert (actor.member_of, actor.observer_of) == (set(), {cast.body.pk})


def test_accreditation_in_one_body_opens_no_other(cast, now):
    account, state, other = make.user(), make.delegation(), make.body()
    make.standing(state, cast.body)
    make.standing(state, other)
    make.accredited(account, state, body=other)
    assert actor_of_account(account, now).member_of == {other.pk}


@pytest.mark.parametrize("facts", [{"ended": date(2026, 3, 9)}, {"began": date(2026, 3, 11)}])
def test_accreditation_gives_nothing_outside_its_dates(cast, now, facts):
    account, state = make.user(), make.delegation()
    make.standing(state, cast.body)
    make.accredited(account, state, **facts)
    actor = actor_of_account(account, now)
    assert not actor.member_of | actor.delegations


def test_accreditation_gives_nothing_after_the_standing_ended(cast, now):
    account, state = make.user(), make.delegation()
    make.standing(state, cast.body, ended=date(2026, 3, 9))
    make.accredited(account, state)
    assert not actor_of_account(account, now).member_of


# --- ending


@pytest.mark.parametrize("began", [None, date(2026, 1, 1), date(2026, 3, 10)])
def test_accreditation_ended_by_the_secretary_gives_nothing_from_now_on(cast, now, began):
    account = cast.accounts["delegate"]
    given = Accreditation.objects.get(person__user=account)
    Accreditation.objects.filter(pk=given.pk).update(began=began, body=cast.body)
    given.refresh_from_db()
    assert actor_of_account(account, now).member_of
    end_accreditation(actor=cast.actor("secretary"), now=now, accreditation=given)
    actor = actor_of_account(account, now)
    assert not actor.member_of | actor.delegations
    row = AuditEvent.objects.first()
    assert (row.verb, row.before["ended"]) == ("ended", None)
    assert OutboxMessage.objects.get().recipient == account.email


@pytest.mark.parametrize("part", ["delegate", "chair", "editor", "other_secretary"])
def test_accreditation_is_ended_by_the_secretary_alone(cast, now, part):
    given = Accreditation.objects.get(person__user=cast.accounts["delegate"])
    with pytest.raises(RefusedError):
        end_accreditation(actor=cast.actor(part), now=now, accreditation=given)


def test_service_ended_gives_nothing_from_now_on(cast, now):
    account = cast.accounts["editor"]
    served = SecretariatAssignment.objects.get(user=account)
    with pytest.raises(RefusedError):
        end_service(actor=cast.actor("other_secretary"), now=now, assignment=served)
    end_service(actor=cast.actor("secretary"), now=now, assignment=served)
    assert not actor_of_account(account, now).editor_of
    assert AuditEvent.objects.first().before["role"] == "editor"
    assert OutboxMessage.objects.get().recipient == account.email


def test_account_closed_is_a_stranger_at_once_and_its_acts_stay(cast, now, client):
    account = cast.accounts["delegate"]
    client.force_login(account)
    AuditEvent.objects.create(at=now, actor=account, actor_name="D", verb="asked", action="0" * 32)
    close_account(actor=cast.actor("secretary"), now=now, account=account)
    assert "_auth_user_id" not in client.session, "it ended with the account"
    assert not client.get("/").context["user"].is_authenticated
    account.refresh_from_db()
    assert not account.is_active
    assert AuditEvent.objects.filter(actor=account, verb="asked").exists()
    open_account(actor=cast.actor("secretary"), now=now + timedelta(days=1), account=account)
    account.refresh_from_db()
    assert account.is_active
    verbs = AuditEvent.objects.about(account).values_list("verb", flat=True)
    assert list(verbs) == ["opened", "sessions ended", "closed"]


@pytest.mark.parametrize(
    ("who", "whose"),
    [
        ("secretary", "secretary"),
        ("secretary", "admin"),
        ("secretary", "other_secretary"),
        ("secretary", "other_delegate"),
        ("other_secretary", "delegate"),
        ("editor", "delegate"),
        ("chair", "delegate"),
    ],
)
def test_account_is_closed_by_its_own_secretariat_alone(cast, now, who, whose):
    with pytest.raises(RefusedError):
        close_account(actor=cast.actor(who), now=now, account=cast.accounts[whose])
    cast.accounts[whose].refresh_from_db()
    assert cast.accounts[whose].is_active


def test_account_with_rights_in_another_house_is_not_ours_to_close(cast, now):
    account = cast.accounts["delegate"]
    make.serving(account, make.organization())
    with pytest.raises(RefusedError):
        close_account(actor=cast.actor("secretary"), now=now, account=account)
    close_account(actor=SYSTEM, now=now, account=account)
    account.refresh_from_db()
    assert not account.is_active


# --- whose account it is


def test_account_joined_to_a_person_has_what_the_person_has(cast, now):
    account, chosen = make.user(), make.person()
    make.serving(account, cast.house, "editor")
    make.tenure(make.post(cast.term, Role.FRIEND), chosen)
    join_person(actor=cast.actor("secretary"), now=now, account=account, person=chosen)
    assert actor_of_account(account, now).officer_of == {cast.body.pk}
    part_person(actor=cast.actor("secretary"), now=now, account=account, person=chosen)
    account.refresh_from_db()
    assert not actor_of_account(account, now).officer_of
    assert list(AuditEvent.objects.about(chosen).values_list("verb", flat=True)) == ["parted", "joined"]


@pytest.mark.parametrize("part", ["chair", "editor", "other_secretary"])
def test_account_is_joined_by_its_secretariat_alone(cast, now, part):
    account = cast.accounts["secretary"]
    with pytest.raises(RefusedError):
        join_person(actor=cast.actor(part), now=now, account=account, person=make.person())


def test_account_is_not_joined_to_somebody_with_a_post_elsewhere(cast, now):
    chair = make.tenure(make.post(make.term())).person
    with pytest.raises(RefusedError):
        join_person(actor=cast.actor("secretary"), now=now, account=cast.accounts["secretary"], person=chair)


def test_account_of_one_person_is_not_joined_to_another(cast, now):
    with pytest.raises(RefusedError, match="another person already"):
        join_person(actor=SYSTEM, now=now, account=cast.accounts["chair"], person=make.person())


def test_secretary_does_not_part_an_account_with_rights_elsewhere(cast, now):
    account = cast.accounts["delegate"]
    make.serving(account, make.organization())
    with pytest.raises(RefusedError):
        part_person(actor=cast.actor("secretary"), now=now, account=account, person=account.person)
