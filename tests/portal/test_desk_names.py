"""Names on the desk: what rests on a record is named in words, and no two posts are called the same."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from groups.models import Organization, Removal
from meetings.models import Entry
from portal.views.resting import called, resting_rows
from tests import make
from tests.cast import Cast, gather
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return gather()


@pytest.fixture
def desk(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.accounts["secretary"])
    return client


def _refused(desk: Client, kind: str, pk: int) -> str:
    """What the page lists, where it refuses."""
    answer = desk.post(f"/desk/{kind}/{pk}/remove/", {"reason": "Recorded in error"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert 'value="Recorded in error"' in page
    return page.partition('<section class="alert alert-error resting"')[2].partition("</section>")[0]


def test_what_rests_on_a_record_is_named_in_words_with_the_way_to_it(cast: Cast, desk: Client) -> None:
    schedule = make.schedule(cast.term)
    entry = make.meeting(schedule, date(2026, 12, 4)).entry
    Entry.objects.filter(pk=entry.pk).update(text={"en": "Third reading", "es": "Tercera lectura"})
    make.agenda_item(entry.meeting, "Licences")
    said = _refused(desk, "schedule", schedule.pk)
    assert "Licences" not in said, "it rests on the meeting, and need not be said"
    assert "It cannot be removed while others rest on it." in said
    assert f'<a href="/desk/entry/{entry.pk}/">4 December 2026, Third reading</a>' in said
    assert entry.key not in re.sub(r'href="[^"]*"', "", said)


def test_a_deadline_is_named_by_its_matter_and_not_by_its_key(cast: Cast, desk: Client) -> None:
    made = make.deadline(make.schedule(cast.term), date(2026, 12, 1), owing_standings="member")
    Entry.objects.filter(pk=made.entry_id).update(text={"en": "Comments on the draft"})
    state = make.delegation()
    make.standing(state, cast.body)
    answer = made.answers.create(delegation=state, at="2026-11-20T10:00Z")
    said = _refused(desk, "deadline", made.pk)
    assert f"{answer.delegation}: 1 December 2026, Comments on the draft" in said
    assert f'href="{reverse("meetings:deadline", args=[made.pk])}"' in said


def test_a_sitting_is_named_by_its_day_and_hours(cast: Cast) -> None:
    sitting = make.meeting(make.schedule(cast.term), date(2026, 12, 4)).sittings.get()
    assert called(sitting) == "4 December 2026, 2:30 p.m. – 5:30 p.m."


@pytest.mark.parametrize(
    ("language", "row", "hours", "title"),
    [
        ("en", "4 December 2026, Third reading", "2:30 p.m. – 5:30 p.m.", "Sitting of 4 December 2026, {}"),
        ("es", "4 de diciembre de 2026, Tercera lectura", "14:30 – 17:30", "Sesión del 4 de diciembre de 2026, {}"),
        ("fr", "4 décembre 2026, Third reading", "14 h 30 – 17 h 30", "Séance du 4 décembre 2026, {}"),
        ("pt", "4 de dezembro de 2026, Third reading", "14:30 – 17:30", "Sessão de 4 de dezembro de 2026, {}"),
    ],
)
def test_the_desk_names_rows_and_sittings_as_people_do(
    cast: Cast, desk: Client, language: str, row: str, hours: str, title: str
) -> None:
    schedule = make.schedule(cast.term)
    meeting = make.meeting(schedule, date(2026, 12, 4), key="raw-key")
    Entry.objects.filter(pk=meeting.entry_id).update(text={"en": "Third reading", "es": "Tercera lectura"})
    sitting = meeting.sittings.get()
    said = {"sitting": title.format(hours), "entry": row, "meeting": row}
    for kind, pk in (("sitting", sitting.pk), ("entry", meeting.entry_id), ("meeting", meeting.pk)):
        for tail in ("", "history/"):
            page = desk.get(f"/desk/{kind}/{pk}/{tail}?lang={language}")
            assert str(page.context["title"]) == said[kind]
            assert "raw-key:" not in page.content.decode()
    crumbs = desk.get(f"/desk/sitting/{sitting.pk}/?lang={language}").context["crumbs"]
    kind = {"en": "Meeting", "es": "Reunión", "fr": "Réunion", "pt": "Reunião"}[language]
    assert [str(each["label"]) for each in crumbs[-2:]] == [row, kind]
    for address in (f"/desk/meeting/{meeting.pk}/", f"/desk/schedule/{schedule.pk}/"):
        found = [str(each["label"]) for group in desk.get(address).context["children"] for each in group["rows"]]
        assert f"{row.partition(', ')[0]}, {hours}" in found or row in found


def test_rows_are_chosen_by_their_dates_and_matters(cast: Cast, desk: Client) -> None:
    schedule = make.schedule(cast.term)
    make.meeting(schedule, date(2026, 12, 4), key="raw-key", text={"en": "Third reading"})
    make.entry(schedule, None, key="undated", wording={"en": "Before the next session"}, kind="period", text={})
    deadline = make.deadline(schedule, date(2026, 12, 1))
    page = desk.get(f"/desk/deadline/{deadline.pk}/").content.decode()
    assert ">4 December 2026, Third reading</option>" in page
    assert ">Before the next session, Period</option>" in page
    assert "raw-key" not in page


def test_what_went_to_the_bin_is_called_by_its_words_in_each_language(cast: Cast, desk: Client) -> None:
    sitting = make.meeting(make.schedule(cast.term), date(2026, 12, 4)).sittings.get()
    desk.post(f"/desk/sitting/{sitting.pk}/remove/", {"reason": "Recorded in error"})
    assert Removal.objects.get().called["fr"] == "Séance du 4 décembre 2026, 14 h 30 – 17 h 30"


def test_what_another_house_keeps_is_there_without_its_name(cast: Cast, desk: Client) -> None:
    instrument = make.instrument("AG/RES. 2955 (L-O/20)")
    own = make.mandate(cast.term, instrument)
    other = make.mandate(make.term(make.body(audience="staff")), instrument)
    rows = resting_rows(cast.actor("secretary"), [own, other])
    assert {row["url"] for row in rows} == {f"/desk/mandate/{own.pk}/", ""}
    assert [row["name"] for row in rows if not row["url"]] == ["kept by another secretariat"]


def test_one_and_three_that_rest_on_a_record_cost_the_same(cast: Cast, desk: Client) -> None:
    house = Organization.objects.get(pk=cast.house.pk)
    schedule, counts = make.schedule(cast.term), []
    assert house
    for number in (1, 2):
        for day in range(number):
            make.meeting(schedule, date(2026, 12, 4 + 3 * number + day))
        entries = list(Entry.objects.filter(schedule=schedule))
        counts.append(queries_of(lambda found=entries: resting_rows(cast.actor("secretary"), found)))
    assert counts[0] == counts[1]


def test_two_vice_chairs_are_told_apart_wherever_one_is_chosen(cast: Cast, desk: Client) -> None:
    term = make.term(cast.body, "2024-2027")
    first, second = (make.post(term, key=f"vice-{number}", role="vice_chair") for number in (1, 2))
    make.post(term, role="chair")
    person = make.person(name="Ana Pérez")
    make.tenure(first, person)
    names = {first.pk: ("Vice Chair (1 of 2)", "Ana Pérez"), second.pk: ("Vice Chair (2 of 2)", "vacant")}
    below = desk.get(f"/desk/term/{term.pk}/").content.decode()
    made = make.deadline(make.schedule(term), date(2026, 12, 1), owing_standings="member")
    owing = desk.get(reverse("meetings:deadline_address", args=[made.pk])).content.decode()
    for pk, (post, holder) in names.items():
        assert f'<a href="/desk/post/{pk}/">{post}: {holder}</a>' in below
        assert f"{post}, {term}: {holder}" in owing
    assert ">Chair: vacant<" in below


def test_one_and_three_posts_cost_the_same(cast: Cast, desk: Client) -> None:
    made = make.deadline(make.schedule(cast.term), date(2026, 12, 1), owing_standings="member")
    addresses = [f"/desk/term/{cast.term.pk}/", reverse("meetings:deadline_address", args=[made.pk])]
    counts = []
    for keys in (["a"], ["b", "c"]):
        for key in keys:
            make.tenure(make.post(cast.term, key=key, role="vice_chair"), make.person(name=key))
        desk.get(addresses[0])
        counts.append([queries_of(lambda address=address: desk.get(address)) for address in addresses])
    assert counts[0] == counts[1]
