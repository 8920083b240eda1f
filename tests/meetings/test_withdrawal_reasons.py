"""Why an extension is withdrawn is read in one's own language where it was written in it, else with its language."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.forms.deadlines import LONGEST_REASON
from meetings.models import Extension, Notice
from meetings.operations.discarding import discard
from meetings.operations.extending import take_back
from meetings.pages.hours import Reader
from meetings.pages.inbox import inbox_rows
from tests.clock import day_in
from tests.meetings.rounds import open_round
from tests.meetings.test_extensions_told import EXTENDED_AT, extended, sent, waiting
from tests.meetings.test_reminders import delivered, planned

pytestmark = pytest.mark.django_db

REASON = {"en": "A slip", "es": "Un error"}
SAID = {
    "state-1": "Reason: A slip\n",
    "state-2": "Motivo: Un error\n",
    "state-3": "Motivo: A slip (inglês)\n",
    "state-4": "Motif\u00a0: A slip (anglais)\n",
}


def read() -> dict[str, str]:
    return {each.to[0].partition("@")[0]: each.body for each in mail.outbox}


def test_the_notice_gives_the_reason_in_the_readers_language() -> None:
    scene = open_round(4)
    secretary = scene.cast.actor("secretary")
    given = extended(scene)
    sent(scene)
    later = EXTENDED_AT + timedelta(hours=3)
    delivered(later)
    take_back(actor=secretary, now=later, given=given, reason=REASON)
    sent(scene, later)
    assert len(delivered(later)) == 4
    assert {name: SAID[name] in said for name, said in read().items()} == dict.fromkeys(SAID, True)
    told = Notice.objects.get(user=scene.users[3], event="taken_back")
    [row] = inbox_rows([told], scene.cast.actor("secretary"), Reader("fr"))
    assert row["why"].pick("fr") == ("A slip", "en"), "pages mark the language"


def test_who_is_told_by_itself_reads_it_in_their_language_too() -> None:
    scene = open_round(2)
    given = extended(scene)
    discard(actor=scene.cast.actor("secretary"), now=EXTENDED_AT, announcement=waiting(scene))
    assert planned(EXTENDED_AT) == 2
    delivered(EXTENDED_AT)
    later = EXTENDED_AT + timedelta(hours=3)
    take_back(actor=scene.cast.actor("secretary"), now=later, given=given, reason=REASON)
    assert len(delivered(later + timedelta(minutes=11))) == 2
    assert [SAID[name] in said for name, said in read().items()] == [True, True]


def test_an_extensions_own_reason_is_named_by_its_language_where_that_is_not_the_readers() -> None:
    scene = open_round(2)
    extended(scene)
    sent(scene)
    delivered(EXTENDED_AT)
    assert "Reason: Two delegations asked for more time\n" in read()["state-1"]
    assert "Motivo: Two delegations asked for more time (inglés)\n" in read()["state-2"]


@pytest.mark.parametrize(
    ("typed", "refused"),
    [
        ({"reason_es": " "}, "Write it in one language at least."),
        ({"reason_es": "a" * (LONGEST_REASON + 1)}, "at most 500 characters"),
    ],
)
def test_a_withdrawal_without_a_reason_or_with_a_long_one_is_refused(typed: dict[str, str], refused: str) -> None:
    scene = open_round(1)
    given = extended(scene, day_in(days=30), timezone.now())
    client = Client()
    client.force_login(scene.cast.accounts["secretary"])
    address = reverse("meetings:deadline_extension_take_back", args=[scene.deadline.pk, given.pk])
    assert refused in client.post(address, typed, follow=True).content.decode()
    assert Extension.objects.exists()
