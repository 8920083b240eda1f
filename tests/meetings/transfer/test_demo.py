"""The demo data: every file comes back as it is, the made-up group lives on any day, the accounts open."""

import json
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from documents.enums import Distribution, TextState
from documents.models import Document, LanguageVersion
from groups.models import Body, Delegation
from groups.queries.accounts import actor_of_account
from meetings.demo.accounts import ACCOUNTS, PASSWORD
from meetings.demo.living import GROUP, living_group
from meetings.demo.load import FOLDER, load_demo
from meetings.enums import EntryStatus, ServiceKind
from meetings.models import (
    Deadline,
    DeadlineRule,
    DraftChange,
    Entry,
    Meeting,
    Outcome,
    ScheduleVersion,
    Service,
    Silence,
    Sitting,
)
from meetings.queries.deadlines import counted_one, with_anchors
from meetings.queries.owing import debts_of
from meetings.transfer.read import read
from portal.management.commands import prepare
from portal.models import User
from tests.meetings.transfer.records import exported, imported

SATURDAY = 5


@pytest.mark.django_db
@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.json")), ids=lambda path: path.stem)
def test_demo_file_comes_back_byte_for_byte(path: Path) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    imported(data)
    assert exported(data["group"]) == path.read_text(encoding="utf-8")


def test_living_group_can_be_read_on_any_day() -> None:
    for offset in range(0, 800, 3):
        day = date(2026, 1, 1) + timedelta(days=offset)
        record = read(living_group(day))
        entries = [node.values for (kind, _), node in record.index.items() if kind == "entry" and node.values["start"]]
        days = [values["start"] for values in entries if values["precision"] == "day"]
        assert all(start.weekday() < SATURDAY for start in days)
        assert days == sorted(days)


@pytest.mark.django_db
def test_living_group_shows_what_lives(now: datetime) -> None:
    list(load_demo(now))
    today = now.date()
    entries = Entry.objects.filter(schedule__term__body__slug=GROUP)
    coming = entries.filter(meeting__isnull=False, start__gt=today).exclude(status=EntryStatus.POSTPONED).first()
    assert coming is not None
    assert coming.meeting.room is not None
    assert coming.meeting.items.filter(papers__isnull=False).exists()
    assert entries.filter(deadline__isnull=False, status=EntryStatus.OPEN, start__gte=today).exists()
    assert entries.filter(status=EntryStatus.POSTPONED).exists()
    assert Meeting.objects.filter(closed=True).exists()
    assert Outcome.objects.filter(released_at=None, meeting__entry__start__lt=today).exists()
    assert DraftChange.objects.exists()
    assert ScheduleVersion.objects.filter(schedule__term__body__slug=GROUP).count() == 2
    assert set(Document.objects.filter(body__slug=GROUP).values_list("distribution", flat=True)) == set(
        Distribution.values
    )
    assert LanguageVersion.objects.filter(state=TextState.EXPECTED).exists()
    assert not Sitting.objects.filter(
        meeting__entry__schedule__term__body__slug=GROUP, on__week_day__in=[1, 7]
    ).exists()


@pytest.mark.django_db
def test_living_group_comes_back_as_it_was(now: datetime) -> None:
    list(load_demo(now))
    written = exported(GROUP)
    assert not imported(json.loads(written)).created


@pytest.mark.django_db
def test_living_group_takes_a_known_delegation_as_it_is_recorded() -> None:
    Delegation.objects.create(key="pieo", name={"en": "The Institute"})
    list(load_demo(datetime(2026, 3, 10, tzinfo=UTC)))
    assert str(Delegation.objects.get(key="pieo")) == "The Institute"


@pytest.mark.django_db
def test_seed_loads_everything_once() -> None:
    out = StringIO()
    call_command("seed_demo", stdout=out)
    assert f"{GROUP}: " in out.getvalue()
    counts = [model.objects.count() for model in (Body, Entry, User)]
    again = StringIO()
    call_command("seed_demo", stdout=again)
    assert again.getvalue() == ""
    assert [model.objects.count() for model in (Body, Entry, User)] == counts


@pytest.mark.django_db
@pytest.mark.parametrize("command", ["seed_demo", "seed_reference", "demo_accounts"])
def test_portal_in_use_refuses_accounts_whose_passwords_everybody_knows(settings: Any, command: str) -> None:
    settings.DEMO, settings.SITE_URL = False, "https://groups.example.org"
    with pytest.raises(CommandError, match=r"in use, at https://groups\.example\.org .*Set DEMO=yes"):
        call_command(command)
    assert not User.objects.exists()


@pytest.mark.django_db
def test_portal_in_use_is_prepared_without_demo_data(settings: Any, tmp_path: Path) -> None:
    settings.DEMO, settings.STATIC_ROOT = False, tmp_path
    (tmp_path / ".collected").write_text(prepare.fingerprint())
    call_command("prepare")
    assert not Body.objects.exists()


@pytest.mark.django_db
def test_accounts_are_told_with_their_roles_and_open() -> None:
    call_command("seed_demo", verbosity=0)
    out = StringIO()
    call_command("demo_accounts", stdout=out)
    lines = out.getvalue().splitlines()
    assert [line.split(": ")[0] for line in lines] == [account.role for account in ACCOUNTS]
    for line in lines:
        email, password = line.split(": ")[1].split(" / ")
        assert User.objects.get(email=email).check_password(password)
        assert password == PASSWORD


@pytest.mark.django_db
def test_accounts_may_do_what_their_roles_say() -> None:
    call_command("seed_demo", verbosity=0)
    group = Body.objects.get(slug=GROUP)
    actors = {
        account.mailbox: actor_of_account(User.objects.get(email=account.email), timezone.now()) for account in ACCOUNTS
    }
    assert group.organization_id in actors["secretariat"].secretariat_of
    assert group.pk in actors["chair"].chair_of
    assert group.pk in actors["vice-chair"].officer_of
    assert group.pk in actors["rapporteur"].officer_of
    assert group.pk in actors["peru"].member_of & actors["brazil"].member_of
    assert group.pk in actors["observer"].observer_of
    assert group.pk not in actors["observer"].member_of


@pytest.mark.django_db
def test_portal_without_demo_data_tells_no_accounts() -> None:
    out = StringIO()
    call_command("demo_accounts", stdout=out)
    assert out.getvalue() == ""


@pytest.mark.django_db
def test_newcomer_finds_a_deadline_by_rule_who_owes_a_silence_and_services(now: datetime) -> None:
    list(load_demo(now))
    rule = DeadlineRule.objects.get(body__slug=GROUP)
    ruled = counted_one(with_anchors(Deadline.objects.filter(ruled_by=rule)).get(), now)
    assert ruled.due is not None
    assert (ruled.by_rule, ruled.moves) == (ruled.due, False), "nothing is proposed anew on the first day"
    comments = Deadline.objects.get(entry__key="comments-rev-2")
    debts = debts_of(comments, now.date())
    assert {debtor.of.key for debtor in debts.owing} == {"bra", "col", "per", "ury"}
    silence = Silence.objects.get(term__body__slug=GROUP)
    assert silence.state == "running"
    assert silence.started_at < now < silence.expires_at
    assert not silence.revision.symbol
    assert set(Service.objects.values_list("kind", flat=True)) == set(ServiceKind.values)
    assert all("made-up" in str(service.name) for service in Service.objects.all())


@pytest.mark.django_db
def test_real_documents_have_neither_rule_nor_silence_nor_service_nor_debts(now: datetime) -> None:
    list(load_demo(now))
    real = Body.objects.exclude(organization__key="hodr")
    assert real.count() > 5
    assert not DeadlineRule.objects.filter(body__in=real).exists()
    assert not Service.objects.filter(body__in=real).exists()
    assert not Silence.objects.filter(term__body__in=real).exists()
    owing = Deadline.objects.exclude(owing_standings="").filter(entry__schedule__term__body__in=real)
    assert not owing.exists()
