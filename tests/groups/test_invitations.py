"""Invitations: from the secretariat's form to the account, once; and the rights that follow."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from groups.models import Accreditation, Invitation, Person, SecretariatAssignment
from groups.operations.invitations import NeedsSignInError, Offer, accept, digest_of, invite, withdraw
from groups.operations.records import RefusedError
from groups.queries.accounts import actor_of_account
from portal.actors import SYSTEM
from portal.models import AuditEvent, OutboxMessage, User
from tests import make
from tests.cast import Cast, gather

pytestmark = pytest.mark.django_db
PASSWORD = "seven quiet harbours"


@pytest.fixture
def cast() -> Cast:
    return gather()


@pytest.fixture
def peru(cast):
    state = make.delegation("peru", name={"en": "Peru", "es": "Perú"})
    make.standing(state, cast.body)
    return state


def offer(cast: Cast, **facts) -> Offer:
    return Offer(
        **{
            "email": "Ana@Example.org",
            "name": "Ana Ruiz",
            "language": "es",
            "organization": cast.house,
        }
        | facts
    )


def token_of(message: OutboxMessage) -> str:
    return re.search(r"/invitations/([\w-]+)/", message.text)[1]


def invited(cast: Cast, now, part: str = "secretary", **facts) -> tuple[Invitation, str]:
    made = invite(actor=cast.actor(part), now=now, offer=offer(cast, **facts))
    return made, token_of(OutboxMessage.objects.last())


def test_invitation_goes_to_its_address_in_its_language(cast, peru, now):
    made, token = invited(cast, now, delegation=peru, accreditation_role="delegate")
    message = OutboxMessage.objects.get()
    assert (message.recipient, message.language) == ("ana@example.org", "es")
    assert f"http://testserver/invitations/{token}/" in message.text
    assert f"/invitations/{token}/" in message.html
    assert "Perú" in message.text
    assert made.expires_at == now + timedelta(days=14)
    assert "24 de marzo de 2026" in message.text


def test_invitation_keeps_the_digest_of_its_token_alone(cast, now):
    made, token = invited(cast, now, secretariat_role="editor")
    assert made.token_digest == digest_of(token)
    row = AuditEvent.objects.about(made).get()
    assert token not in str(row.after)
    assert made.token_digest not in str(row.after)


@pytest.mark.parametrize("part", ["chair", "editor", "delegate", "other_secretary", "stranger"])
def test_invitation_is_the_secretarys_alone(cast, now, part):
    with pytest.raises(RefusedError):
        invited(cast, now, part, secretariat_role="editor")
    assert not OutboxMessage.objects.exists()


def test_invitation_offers_one_thing(cast, peru, now):
    with pytest.raises(RefusedError):
        invited(cast, now)
    with pytest.raises(RefusedError):
        invited(cast, now, delegation=peru, secretariat_role="editor")


def test_invitation_into_bodies_of_another_house_is_refused(cast, peru, now):
    elsewhere = make.body()
    make.standing(peru, elsewhere)
    with pytest.raises(RefusedError, match="name the body"):
        invited(cast, now, delegation=peru)
    with pytest.raises(RefusedError):
        invited(cast, now, delegation=peru, body=elsewhere)
    assert invited(cast, now, delegation=peru, body=cast.body)


def test_invitation_as_somebody_with_a_post_in_another_house_is_refused(cast, now):
    chair = make.tenure(make.post(make.term())).person
    with pytest.raises(RefusedError, match="a post in another organization"):
        invited(cast, now, secretariat_role="editor", person=chair)


def test_invitation_as_somebody_with_an_account_is_refused(cast, peru, now):
    with pytest.raises(RefusedError, match="has an account already"):
        invited(cast, now, delegation=peru, person=cast.accounts["chair"].person)


def test_acceptance_makes_the_account_its_person_and_its_rights(cast, peru, now):
    made, token = invited(cast, now, delegation=peru, accreditation_role="focal_point", body=cast.body)
    ana = accept(token=token, now=now, name="Ana Ruiz", password=PASSWORD, language="pt", zone="America/Lima")
    assert (ana.email, ana.language, ana.zone) == ("ana@example.org", "pt", "America/Lima")
    assert ana.check_password(PASSWORD)
    given = Accreditation.objects.get(person__user=ana)
    assert (given.delegation, given.body, given.role, given.began) == (peru, cast.body, "focal_point", now.date())
    assert actor_of_account(ana, now).member_of == {cast.body.pk}
    made.refresh_from_db()
    assert (made.accepted_by, made.accepted_at) == (ana, now)
    assert set(AuditEvent.objects.filter(actor=ana).values_list("verb", flat=True)) == {"created", "accepted"}
    assert PASSWORD not in str(list(AuditEvent.objects.values_list("before", "after")))


def test_acceptance_gives_service_in_the_secretariat(cast, now):
    _made, token = invited(cast, now, secretariat_role="editor")
    ana = accept(token=token, now=now, name="Ana", password=PASSWORD)
    assert actor_of_account(ana, now).editor_of == {cast.house.pk}
    assert not Person.objects.filter(user=ana).exists()


def test_acceptance_joins_the_account_to_the_person_recorded(cast, peru, now):
    chosen = make.person("Ana Ruiz")
    make.tenure(make.post(cast.term, "rapporteur"), chosen)
    _made, token = invited(cast, now, delegation=peru, person=chosen)
    ana = accept(token=token, now=now, name="Ana", password=PASSWORD)
    assert ana.person == chosen
    assert cast.body.pk in actor_of_account(ana, now).officer_of


def test_acceptance_works_once(cast, now):
    _made, token = invited(cast, now, secretariat_role="editor")
    accept(token=token, now=now, name="Ana", password=PASSWORD)
    with pytest.raises(RefusedError):
        accept(token=token, now=now, name="Eva", password=PASSWORD)
    assert User.objects.filter(email="ana@example.org").count() == 1


def test_acceptance_is_refused_after_fourteen_days(cast, now):
    _made, token = invited(cast, now, secretariat_role="editor")
    with pytest.raises(RefusedError):
        accept(token=token, now=now + timedelta(days=14), name="Ana", password=PASSWORD)


def test_acceptance_is_refused_after_withdrawal(cast, now):
    made, token = invited(cast, now, secretariat_role="editor")
    withdraw(actor=cast.actor("secretary"), now=now, invitation=made)
    with pytest.raises(RefusedError):
        accept(token=token, now=now, name="Ana", password=PASSWORD)
    assert AuditEvent.objects.filter(verb="withdrawn").count() == 1


def test_withdrawal_is_refused_once_it_is_taken_up(cast, now):
    made, token = invited(cast, now, secretariat_role="editor")
    accept(token=token, now=now, name="Ana", password=PASSWORD)
    with pytest.raises(RefusedError, match="taken up already"):
        withdraw(actor=SYSTEM, now=now, invitation=made)
    assert Invitation.objects.filter(pk=made.pk).exists()


def test_withdrawal_is_refused_for_another_house(cast, now):
    made, _token = invited(cast, now, secretariat_role="editor")
    with pytest.raises(RefusedError):
        withdraw(actor=cast.actor("other_secretary"), now=now, invitation=made)


def test_second_invitation_ends_the_first(cast, now):
    _first, earlier = invited(cast, now, secretariat_role="editor")
    _second, later = invited(cast, now, secretariat_role="secretary")
    with pytest.raises(RefusedError):
        accept(token=earlier, now=now, name="Ana", password=PASSWORD)
    assert accept(token=later, now=now, name="Ana", password=PASSWORD)


def test_acceptance_never_touches_an_account_that_is_not_signed_in(cast, peru, now):
    ana = make.user("ana@example.org")
    made, token = invited(cast, now, delegation=peru)
    with pytest.raises(NeedsSignInError):
        accept(token=token, now=now, name="Mallory", password=PASSWORD)
    ana.refresh_from_db()
    made.refresh_from_db()
    assert not ana.check_password(PASSWORD)
    assert made.accepted_at is None


def test_acceptance_adds_to_the_account_signed_in(cast, peru, now):
    ana = make.user("ana@example.org")
    _made, token = invited(cast, now, delegation=peru)
    assert accept(token=token, now=now, account=ana) == ana
    assert actor_of_account(ana, now).delegations == {peru.pk}


def test_acceptance_with_another_account_is_refused(cast, now):
    made, token = invited(cast, now, secretariat_role="secretary")
    with pytest.raises(RefusedError, match="another address"):
        accept(token=token, now=now, account=cast.accounts["delegate"])
    made.refresh_from_db()
    assert made.accepted_at is None
    assert not SecretariatAssignment.objects.filter(user=cast.accounts["delegate"]).exists()


def test_acceptance_with_an_account_of_somebody_else_is_refused(cast, peru, now):
    ana = make.user("ana@example.org")
    make.person("Another Ana", user=ana)
    _made, token = invited(cast, now, delegation=peru, person=make.person("Ana Ruiz"))
    with pytest.raises(RefusedError, match="has another account"):
        accept(token=token, now=now, account=ana)
    assert not Accreditation.objects.filter(person__user=ana).exists()


# --- the page


@pytest.fixture
def link(cast, peru):
    """The address in a mail just sent, by the portal's own clock."""
    client = Client()
    client.force_login(cast.accounts["secretary"])
    answer = client.post(
        "/desk/people/invite/",
        {
            "email": "ana@example.org",
            "name": "Ana Ruiz",
            "language": "es",
            "organization": cast.house.pk,
            "delegation": peru.pk,
            "accreditation_role": "delegate",
        },
    )
    assert answer.status_code == 302, answer.context["form"].errors
    return f"/invitations/{token_of(OutboxMessage.objects.get())}/"


TYPED = {"name": "Ana Ruiz", "password": PASSWORD, "language": "es", "zone": "America/Lima"}


def test_page_opens_the_account_and_signs_in(client, link):
    assert "Ana Ruiz" in client.get(link).content.decode()
    answer = client.post(link, TYPED)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(User.objects.get(email="ana@example.org").pk)


def test_page_keeps_its_address_to_itself(client, link):
    answer = client.get(link)
    assert (answer["Referrer-Policy"], answer["Cache-Control"]) == ("no-referrer", "private, no-store")
    assert "Content-Security-Policy" in answer


@pytest.mark.parametrize("password", ["short", "password1234", "ana@example.org"])
def test_page_refuses_a_weak_password(client, link, password):
    answer = client.post(link, TYPED | {"password": password})
    assert answer.status_code == 200
    assert answer.context["form"].errors["password"]
    assert not User.objects.filter(email="ana@example.org").exists()


def test_page_says_kindly_that_it_no_longer_works(client, link):
    client.post(link, TYPED)
    for address in (link, "/invitations/never-sent/"):
        answer = Client().get(address)
        assert answer.status_code == 410
        assert "no longer works" in answer.content.decode()
        assert answer["Referrer-Policy"] == "no-referrer"


def test_page_asks_who_has_an_account_to_sign_in_and_comes_back(client, link):
    User.objects.create_user("ana@example.org", "a long password")
    page = client.get(link).content.decode()
    assert 'name="password"' not in page
    assert link not in page, "the secret address must not travel in a query"
    answer = client.post("/accounts/login/", {"login": "ana@example.org", "password": "a long password"})
    assert answer["Location"] == link
    assert client.post(link).status_code == 302
    assert Accreditation.objects.filter(person__user__email="ana@example.org").exists()


def test_page_is_not_for_another_account(cast, client, link):
    client.force_login(cast.accounts["delegate"])
    assert client.get(link).status_code == 403
    assert client.post(link).status_code == 403
    assert Invitation.objects.get().accepted_at is None


def test_page_answers_guesses_with_when_to_come_back(client):
    answers = [client.get(f"/invitations/guess-{n}/") for n in range(90)]
    assert answers[0].status_code == 410
    assert 429 in {answer.status_code for answer in answers[30:]}
    assert int(answers[30]["Retry-After"]) >= 1


def test_invitation_form_tells_nothing_of_accounts(cast, client, peru):
    make.user("known@example.org")
    client.force_login(cast.accounts["secretary"])
    said = []
    for address in ("known@example.org", "other@example.org"):
        facts = {
            "email": address,
            "name": "N",
            "language": "en",
            "organization": cast.house.pk,
            "delegation": peru.pk,
            "accreditation_role": "delegate",
        }
        page = client.post("/desk/people/invite/", facts, follow=True).content.decode()
        said.append(
            re.sub(r'csrfmiddlewaretoken" value="\w+"|/invitations/\d+/', "", page.split("<main")[1]).count("<li")
        )
    assert said[1] == said[0] + 1


@pytest.mark.parametrize("typed", [{}, {"secretariat_role": "editor", "delegation": "peru"}])
def test_invitation_form_wants_one_role(cast, client, peru, typed):
    client.force_login(cast.accounts["secretary"])
    facts = {
        "email": "ana@example.org",
        "name": "Ana",
        "language": "en",
        "organization": cast.house.pk,
        "accreditation_role": "delegate",
    }
    facts |= typed | ({"delegation": peru.pk} if "delegation" in typed else {})
    answer = client.post("/desk/people/invite/", facts)
    assert answer.status_code == 200
    assert "Choose either a role" in answer.content.decode()
    assert not Invitation.objects.exists()
