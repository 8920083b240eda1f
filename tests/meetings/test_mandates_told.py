"""A mandate is told to chair and secretariat once when it is given, and again before it is due."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from meetings.models import Notice
from meetings.operations.digests import plan_mandates
from portal import clock, outbox
from tests import make
from tests.cast import NOW, Cast, gather

pytestmark = pytest.mark.django_db

TODAY = NOW.date()


@pytest.fixture
def cast() -> Cast:
    clock.confirm(NOW)
    return gather()


def delivered() -> dict[str, str]:
    mail.outbox.clear()
    outbox.deliver_due(NOW)
    return {message.to[0]: message.subject for message in mail.outbox}


@pytest.mark.parametrize(("days", "number"), [(-1, 0), (0, 2), (90, 2), (91, 0)])
def test_a_mandate_that_was_given_lately_is_told_once(cast: Cast, days: int, number: int) -> None:
    make.mandate(cast.term, given_on=TODAY - timedelta(days=days))
    assert [plan_mandates(NOW), plan_mandates(NOW)] == [number, 0]
    told = delivered()
    assert sorted(told) == (sorted(cast.accounts[part].email for part in ("chair", "secretary")) if number else [])
    assert all(subject.startswith("Mandate assigned: ") for subject in told.values())


def test_one_given_when_it_is_due_soon_is_told_as_given_alone(cast: Cast) -> None:
    mandate = make.mandate(cast.term, given_on=TODAY, until_on=TODAY + timedelta(days=40))
    mandate.given_by = make.body(organization=cast.house)
    mandate.given_by.name = {"en": "Permanent Council"}
    mandate.given_by.save()
    mandate.save()
    assert plan_mandates(NOW) == 2
    assert set(Notice.objects.values_list("event", flat=True)) == {"assigned"}
    delivered()
    assert "Given by: Permanent Council" in mail.outbox[0].body
    later = NOW + timedelta(days=11)
    clock.confirm(later)
    assert plan_mandates(later) == 2


def test_the_inbox_names_what_was_given(cast: Cast) -> None:
    mandate = make.mandate(cast.term, given_on=TODAY)
    plan_mandates(NOW)
    client = Client()
    client.force_login(cast.accounts["chair"])
    page = client.get(reverse("meetings:inbox")).content.decode()
    assert "Mandate assigned" in page
    assert mandate.printed in page
