"""The desk's people: who is listed, what is said of them, and what one press of a button does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from groups.models import Accreditation, Invitation, SecretariatAssignment
from tests import make
from tests.cast import Cast, gather
from tests.queries import assert_constant

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return gather()


@pytest.fixture
def desk(cast) -> Client:
    client = Client()
    client.force_login(cast.accounts["secretary"])
    return client


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def invitation(cast: Cast, email: str, **facts) -> Invitation:
    now = timezone.now()
    facts = {"created_at": now, "expires_at": now + timedelta(days=14), "secretariat_role": "editor"} | facts
    return Invitation.objects.create(
        email=email, name=email, organization=facts.pop("organization", cast.house), token_digest=email, **facts
    )


def test_accounts_listed_are_those_of_the_house(cast, desk):
    found = page(desk, "/desk/people/")
    listed = {part for part, account in cast.accounts.items() if account.email in found}
    assert listed == set(cast.accounts) - {"other_delegate", "other_secretary", "admin"}


def test_accounts_are_found_by_name_and_address(cast, desk):
    ana = make.user("ana@example.org", name="Ana Ruiz")
    make.serving(ana, cast.house, "editor")
    for sought in ("ruiz", "ANA@"):
        assert (
            page(desk, f"/desk/people/?q={sought}").count("/desk/people/")
            == page(desk, "/desk/people/?q=nobody").count("/desk/people/") + 1
        )


def test_account_says_what_gives_it_rights(cast, desk):
    chair = cast.accounts["chair"]
    assert str(cast.accounts["chair"].person.tenures.get().post) in page(desk, f"/desk/people/{chair.pk}/")
    editor = cast.accounts["editor"]
    assert "documents editor" in page(desk, f"/desk/people/{editor.pk}/")


def test_buttons_end_what_they_say(cast, desk):
    editor, delegate = cast.accounts["editor"], cast.accounts["delegate"]
    served = SecretariatAssignment.objects.get(user=editor)
    assert f"/desk/people/service/{served.pk}/end/" in page(desk, f"/desk/people/{editor.pk}/")
    desk.post(f"/desk/people/service/{served.pk}/end/")
    assert not SecretariatAssignment.objects.filter(pk=served.pk).exists()
    given = Accreditation.objects.get(person__user=delegate)
    ends = f"/desk/people/accreditations/{given.pk}/end/"
    assert ends in page(desk, f"/desk/people/{delegate.pk}/")
    desk.post(ends)
    assert ends not in page(desk, f"/desk/people/{delegate.pk}/")


def test_account_is_closed_and_opened_again(cast, desk):
    delegate = cast.accounts["delegate"]
    assert "is closed" in desk.post(f"/desk/people/{delegate.pk}/close/", follow=True).content.decode()
    delegate.refresh_from_db()
    assert not delegate.is_active
    assert "is open again" in desk.post(f"/desk/people/{delegate.pk}/open/", follow=True).content.decode()


def test_account_without_a_person_is_joined_to_one(cast, desk):
    editor, chosen = cast.accounts["editor"], make.person("Ana Ruiz")
    assert "Ana Ruiz" in page(desk, f"/desk/people/{editor.pk}/")
    desk.post(f"/desk/people/{editor.pk}/person/", {"person": chosen.pk})
    chosen.refresh_from_db()
    assert chosen.user == editor
    desk.post(f"/desk/people/{editor.pk}/person/part/")
    chosen.refresh_from_db()
    assert chosen.user is None


def test_own_account_has_no_button_that_closes_it(cast, desk):
    own = cast.accounts["secretary"]
    assert f"/desk/people/{own.pk}/close/" not in page(desk, f"/desk/people/{own.pk}/")


def test_invitations_say_how_they_stand(cast, desk):
    past = timezone.now() - timedelta(days=20)
    invitation(cast, "open@example.org")
    invitation(cast, "late@example.org", created_at=past, expires_at=past + timedelta(days=14))
    invitation(cast, "done@example.org", accepted_at=timezone.now())
    invitation(cast, "foreign@example.org", organization=make.organization())
    found = page(desk, "/desk/people/invitations/")
    said = {}
    for row in found.split("<li class")[1:]:
        for email in ("open@", "late@", "done@", "foreign@"):
            if email in row:
                said[email] = next(word for word in ("expired", "taken up", "open</span>") if word in row)
    assert said == {"open@": "open</span>", "late@": "expired", "done@": "taken up"}
    assert found.count("/withdraw/") == 2


def test_invitation_is_withdrawn_with_a_button(cast, desk):
    sent = invitation(cast, "open@example.org")
    answer = desk.post(f"/desk/people/invitations/{sent.pk}/withdraw/", follow=True)
    assert "withdrawn" in answer.content.decode()
    assert not Invitation.objects.exists()


def test_lists_take_the_same_queries_for_one_row_and_for_three(cast, desk):
    def grow() -> None:
        account, state = make.user(), make.delegation()
        make.standing(state, cast.body)
        make.accredited(account, state)
        make.serving(account, cast.house, "editor")
        make.tenure(make.post(cast.term), account.person)
        invitation(cast, account.email, delegation=state)

    assert_constant(desk, "/desk/people/", grow)
    assert_constant(desk, "/desk/people/invitations/", grow)
