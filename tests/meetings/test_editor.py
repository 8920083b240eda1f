"""The editor's requests: cells, lines, rows, undo, stale writes, clashes, drafts; as fragments and without scripts."""

from __future__ import annotations

import json
import re
from datetime import date, time
from html import unescape
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from meetings.models import DraftChange, Entry, ScheduleVersion, Sitting
from tests import make
from tests.cast import Cast, gather

pytestmark = pytest.mark.django_db
FRAGMENT = {"HX-Request": "true"}


class Desk:
    """A secretary at the editor of one adopted schedule with a meeting on Tuesday 10 March 2026."""

    def __init__(self) -> None:
        self.cast: Cast = gather()
        self.room = make.room(self.cast.house)
        self.other_room = make.room(self.cast.house, "Simón Bolívar Room")
        self.schedule = make.schedule(self.cast.term)
        self.meeting = make.meeting(self.schedule, items=("Opening", "Negotiation"), room=self.room)
        self.entry = self.meeting.entry
        self.client = self.client_of("secretary")

    def client_of(self, part: str) -> Client:
        client = Client()
        client.force_login(self.cast.accounts[part])
        return client

    def url(self, tail: str = "") -> str:
        return f"/groups/{self.cast.body.slug}/{self.cast.term.label}/schedule/edit/{tail}"

    def cell(self, name: str, key: str = "") -> str:
        return self.url(f"rows/{key or self.entry.key}/cells/{name}/")

    def seen(self, key: str = "") -> str:
        answer = self.client.get(self.cell("when", key), headers=FRAGMENT)
        return field(answer.content.decode(), "seen")

    def save(self, name: str, key: str = "", *, plain: bool = False, **data: Any) -> Any:
        values = {"seen": self.seen(key)} | data
        return self.client.post(self.cell(name, key), values, headers={} if plain else FRAGMENT)

    def content(self, key: str = "") -> dict[str, Any]:
        """What is proposed for the row."""
        return DraftChange.objects.get(entry_key=key or self.entry.key).content


@pytest.fixture
def desk() -> Desk:
    return Desk()


def field(html: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    assert found, html
    return unescape(found[1])


def words(answer: Any) -> str:
    """The text of an answer without tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def test_page_shows_every_row_with_an_address_for_each_cell(desk):
    make.deadline(desk.schedule, date(2026, 4, 3))
    html = desk.client.get(desk.url()).content.decode()
    assert html.count("data-row=") == 2
    assert "Tue 10 March 2026" in html
    assert "2:30 p.m. – 5:30 p.m." in html
    assert f'href="rows/{desk.entry.key}/#when"' in html


def test_delegates_and_strangers_find_no_editor(desk):
    assert desk.client_of("delegate").get(desk.url()).status_code == 404
    assert Client().get(desk.url()).status_code == 302


def test_opened_cell_holds_what_reads_back_as_itself(desk):
    html = desk.client.get(desk.cell("when"), headers=FRAGMENT).content.decode()
    assert field(html, "typed") == "10 March 2026, 14:30-17:30, Guerrero Room"
    answer = desk.save("when", typed=field(html, "typed"))
    assert answer.status_code == 200
    assert not DraftChange.objects.exists()


def test_typed_cell_is_understood_as_a_whole(desk):
    answer = desk.save("when", typed="3/26 10-1, 2:30-5:30 bolivar")
    assert answer.status_code == 200
    assert "Thu 26 March 2026" in words(answer)
    assert "was Tue 10 March 2026" in words(answer)
    content = desk.content()
    assert (content["start"], content["end"]) == ("2026-03-26", "2026-03-26")
    assert [(sitting["on"], sitting["start"], sitting["end"]) for sitting in content["meeting"]["sittings"]] == [
        ("2026-03-26", "10:00", "13:00"),
        ("2026-03-26", "14:30", "17:30"),
    ]
    assert content["meeting"]["room"] == f"{desk.cast.house.key}/{desk.other_room.key}"


def test_edit_is_a_proposal_that_delegates_do_not_see(desk):
    desk.save("when", typed="3/26")
    assert Entry.objects.get(pk=desk.entry.pk).start == date(2026, 3, 10)
    page = f"/groups/{desk.cast.body.slug}/{desk.cast.term.label}/schedule/"
    assert "26 March" not in desk.client_of("delegate").get(page).content.decode()


def test_new_date_alone_carries_hours_and_room_along(desk):
    desk.save("when", typed="26 March")
    content = desk.content()
    assert content["meeting"]["sittings"] == [{"on": "2026-03-26", "start": "14:30", "end": "17:30"}]
    assert "room" not in content["meeting"]


def test_hours_alone_keep_the_date_and_the_room(desk):
    desk.save("when", typed="10-1")
    assert desk.content() == {"meeting": {"sittings": [{"on": "2026-03-10", "start": "10:00", "end": "13:00"}]}}


def test_room_taken_out_of_an_unmoved_cell_is_gone(desk):
    desk.save("when", typed="10 March 2026, 14:30-17:30")
    assert desk.content() == {"meeting": {"room": None}}


def test_same_date_typed_anew_keeps_the_room(desk):
    desk.save("when", typed="10 Mar 3-5")
    assert desk.content() == {"meeting": {"sittings": [{"on": "2026-03-10", "start": "15:00", "end": "17:00"}]}}


def test_reading_warns_of_what_would_be_lost(desk):
    data = {"row": desk.entry.key, "typed": "10 March 2026"}
    said = words(desk.client.get(desk.url("reading/"), data, headers=FRAGMENT))
    assert "It would have no room any more. It would have no hours any more." in said


def test_place_outside_the_house_is_typed_in_quotation_marks(desk):
    desk.save("when", typed='10 March 2-5 "Hotel Nacional"')
    meeting = desk.content()["meeting"]
    assert (meeting["room"], meeting["place"]) == (None, {"en": "Hotel Nacional"})


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("45/45", "“45/45” is no date"),
        ("10 March 5-2", "no stretch of hours"),
        ("10/3/0026", "Expected a year from 1800 to 2199, got 0026."),
        ("10/3/9026 2:30-5:30", "Expected a year from 1800 to 2199, got 9026."),
        ("10 March 2213", "“2213” is neither a year from 1800 to 2199 nor a stretch of hours."),
        ("10 March 2-5 Bogus", "“Bogus” is no room of the house: Guerrero Room, Simón Bolívar Room"),
        ("10 March 2-5 Room", "“Room” may be Guerrero Room, Simón Bolívar Room"),
    ],
)
def test_what_cannot_be_read_stays_in_its_cell_with_what_was_expected(desk, typed, sentence):
    answer = desk.save("when", typed=typed)
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert field(answer.content.decode(), "typed") == typed
    assert not DraftChange.objects.exists()


def test_reading_says_in_words_what_is_typed(desk):
    answer = desk.client.get(desk.url("reading/"), {"row": desk.entry.key, "typed": "3/26 10-1"}, headers=FRAGMENT)
    assert "Thu 26 March 2026 10:00 a.m. – 1:00 p.m. Guerrero Room" in words(answer)
    answer = desk.client.get(desk.url("reading/"), {"typed": "9-30 April"}, headers=FRAGMENT)
    assert words(answer).startswith("Period 9–30 April 2026")


def test_page_in_spanish_reads_the_day_first(desk):
    client = desk.client
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "es"
    answer = client.get(desk.url("reading/"), {"typed": "5/6 10-13"}, headers=FRAGMENT)
    assert "5 de junio de 2026" in words(answer)


def test_stale_write_is_refused_with_both_versions(desk):
    seen = desk.seen()
    desk.save("when", typed="26 March")
    answer = desk.client.post(desk.cell("when"), {"seen": seen, "typed": "27 March"}, headers=FRAGMENT)
    assert answer.status_code == 409
    said = words(answer)
    assert "Yours 27 March" in said
    assert f"Theirs · {desk.cast.accounts['secretary']} 26 March 2026, 14:30-17:30, Guerrero Room" in said
    assert desk.content()["start"] == "2026-03-26"
    fresh = field(answer.content.decode(), "seen")
    again = desk.client.post(desk.cell("when"), {"seen": fresh, "typed": "27 March"}, headers=FRAGMENT)
    assert again.status_code == 200
    assert desk.content()["start"] == "2026-03-27"


def test_clash_waits_in_its_cell_until_it_is_given_a_reason(desk):
    other = make.schedule(make.term(make.body(organization=desk.cast.house)))
    taken = make.meeting(other, date(2026, 3, 26), room=desk.room)
    Sitting.objects.filter(meeting=taken).update(start=time(10), end=time(13))
    answer = desk.save("when", typed="26 March 10-1")
    assert answer.status_code == 422
    assert "Guerrero Room is taken by" in words(answer)
    assert not DraftChange.objects.exists()
    answer = desk.save("when", typed="26 March 10-1", reason="They share it")
    assert answer.status_code == 200
    assert desk.content()["start"] == "2026-03-26"
    assert "remark-clash" in answer.content.decode()


def test_warning_holds_nothing_up(desk):
    answer = desk.save("when", typed="Saturday 28 March 10-1")
    assert answer.status_code == 200
    assert "remark-warning" in answer.content.decode()
    assert "Saturday" in words(answer)


def test_line_is_written_in_the_language_of_the_page_and_keeps_the_others(desk):
    key = desk.meeting.items.get(label="1.").key
    desk.client.cookies[settings.LANGUAGE_COOKIE_NAME] = "es"
    html = desk.client.get(desk.cell(f"line.{key}"), headers=FRAGMENT).content.decode()
    assert "Opening" in html  # the original, below the empty field
    desk.save(f"line.{key}", text="Apertura")
    items = desk.content()["meeting"]["items"]
    assert items[0]["text"] == {"en": "Opening", "es": "Apertura"}


def test_new_line_is_numbered_by_the_system(desk):
    answer = desk.save("line", text="Other business")
    items = desk.content()["meeting"]["items"]
    assert [(item["label"], item["text"]["en"]) for item in items] == [
        ("1.", "Opening"),
        ("2.", "Negotiation"),
        ("3.", "Other business"),
    ]
    assert "3. Other business" in words(answer)


def test_second_line_numbers_a_matter_that_stood_alone(desk):
    sole = make.meeting(desk.schedule, date(2026, 5, 5))
    make.agenda_item(sole, "Negotiation")
    desk.save("line", sole.entry.key, text="Other business")
    assert [item["label"] for item in desk.content(sole.entry.key)["meeting"]["items"]] == ["1.", "2."]


def test_line_moves_by_steps_and_is_numbered_anew(desk):
    first, second = desk.meeting.items.order_by("position")
    answer = desk.save(f"line.{first.key}", move="down")
    assert json.loads(answer["HX-Trigger"])["plenary:saved"]["said"] == "Line 2 of 2"
    items = desk.content()["meeting"]["items"]
    assert [(item["label"], item["key"]) for item in items] == [("1.", second.key), ("2.", first.key)]
    desk.save(f"line.{first.key}", move="in")
    items = desk.content()["meeting"]["items"]
    assert [item["key"] for item in items[0]["children"]] == [first.key]


def test_step_saves_what_was_typed_before_it(desk):
    first = desk.meeting.items.order_by("position")[0]
    desk.save(f"line.{first.key}", move="down", text="Opening of the session")
    assert desk.content()["meeting"]["items"][1]["text"]["en"] == "Opening of the session"


def test_removed_line_leaves_what_stood_under_it(desk):
    first, second = desk.meeting.items.order_by("position")
    desk.save(f"line.{second.key}", move="in")
    desk.save(f"line.{first.key}", move="remove")
    assert [item["key"] for item in desk.content()["meeting"]["items"]] == [second.key]


def test_dragged_order_is_posted_whole(desk):
    first, second = desk.meeting.items.order_by("position")
    data = {"seen": desk.seen(), "order": json.dumps([[second.key, 0], [first.key, 1]])}
    assert desk.client.post(desk.url(f"rows/{desk.entry.key}/order/"), data, headers=FRAGMENT).status_code == 200
    assert desk.content()["meeting"]["items"][0]["children"][0]["key"] == first.key


def test_mandates_and_papers_are_chosen_for_a_line(desk):
    mandate = make.mandate(desk.cast.term)
    paper = make.document(desk.cast.body, "CAJP/GT/TM-24/05")
    item = desk.meeting.items.get(label="1.")
    place = f"{desk.cast.body.slug}/{desk.cast.term.label}"
    answer = desk.save(f"links.{item.key}", mandates=[f"{place}#{mandate.key}"], papers=[paper.slug])
    assert "AG/RES. 2955 (L-O/20)" in words(answer)
    assert "CAJP/GT/TM-24/05" in words(answer)
    changed = desk.content()["meeting"]["items"][0]
    assert changed["papers"] == [{"document": paper.slug}]
    assert desk.save(f"links.{item.key}").status_code == 200
    assert not DraftChange.objects.exists()  # as it was: nothing is proposed any more


def test_kind_mode_and_conveners_are_set_in_one_cell(desk):
    convener = make.body(organization=desk.cast.house, acronym="CAJP")
    answer = desk.save("kind", kind="meeting", meeting_kind="negotiation", mode="virtual", conveners=[convener.slug])
    assert "Negotiation virtual convened by CAJP" in words(answer)
    assert desk.content()["meeting"] == {"kind": "negotiation", "mode": "virtual", "conveners": [convener.slug]}


def test_undo_and_redo_go_by_the_server(desk):
    desk.save("when", typed="26 March")
    desk.save("line", text="Other business")
    for _step in range(2):
        assert desk.client.post(desk.url("undo/"), headers=FRAGMENT).status_code == 200
    assert not DraftChange.objects.exists()
    assert desk.client.post(desk.url("undo/"), headers=FRAGMENT).status_code == 422
    assert desk.client.post(desk.url("redo/"), headers=FRAGMENT).status_code == 200
    assert desk.content()["start"] == "2026-03-26"


def test_new_row_takes_its_kind_from_what_is_typed(desk):
    for typed, text in (
        ("26 March 10-1", "A meeting"),
        ("9-30 April", "Drafting"),
        ("deadline 3 April 6 pm", "Comments"),
    ):
        answer = desk.client.post(desk.url("rows/"), {"typed": typed, "text": text}, headers=FRAGMENT)
        assert answer.status_code == 200
        assert "data-fresh" in answer.content.decode()
    added = {change.content["kind"]: change.content for change in DraftChange.objects.all()}
    assert set(added) == {"meeting", "period", "deadline"}
    assert added["deadline"]["deadline"] == {"at": "18:00"}
    assert (added["period"]["start"], added["period"]["end"]) == ("2026-04-09", "2026-04-30")
    assert added["meeting"]["meeting"]["items"][0]["text"] == {"en": "A meeting"}


def test_new_row_that_is_not_understood_keeps_what_was_typed(desk):
    answer = desk.client.post(desk.url("rows/"), {"typed": "45/45", "text": "Matter"}, headers=FRAGMENT)
    assert answer.status_code == 422
    assert field(answer.content.decode(), "typed") == "45/45"
    assert field(answer.content.decode(), "text") == "Matter"


def test_withdrawn_row_stays_struck_and_is_put_back(desk):
    url = desk.url(f"rows/{desk.entry.key}/")
    answer = desk.client.post(f"{url}withdraw/", {"seen": desk.seen()}, headers=FRAGMENT)
    assert "plan-withdrawn" in answer.content.decode()
    seen = re.search(r'data-version="([^"]+)"', answer.content.decode())
    assert seen
    desk.client.post(f"{url}restore/", {"seen": seen[1]}, headers=FRAGMENT)
    assert not DraftChange.objects.exists()


def test_rows_move_by_weeks_together(desk):
    other = make.meeting(desk.schedule, date(2026, 4, 7))
    keys = [desk.entry.key, other.entry.key]
    page = desk.client.get(desk.url("move/"), {"keys": keys})
    data = {"keys": keys, "by": "weeks", "count": "2"}
    data |= {f"seen-{key}": field(page.content.decode(), f"seen-{key}") for key in keys}
    assert desk.client.post(desk.url("move/"), data).status_code == 302
    moved = {change.entry_key: change.content["start"] for change in DraftChange.objects.all()}
    assert moved == {keys[0]: "2026-03-24", keys[1]: "2026-04-21"}


def test_row_is_repeated_on_a_weekday_of_each_month(desk):
    url = desk.url(f"rows/{desk.entry.key}/repeat/")
    page = desk.client.get(url).content.decode()
    data = {
        f"seen-{desk.entry.key}": field(page, f"seen-{desk.entry.key}"),
        "how": "month",
        "nth": "2",
        "weekday": "1",
        "until": "2026-06-30",
    }
    assert desk.client.post(url, data).status_code == 302
    days = sorted(change.content["start"] for change in DraftChange.objects.all())
    assert days == ["2026-04-14", "2026-05-12", "2026-06-09"]


def test_last_terms_plan_is_copied(desk):
    new = make.term(desk.cast.body, "2028-2029", began=date(2028, 1, 4), ended=date(2029, 12, 31))
    make.schedule(new, state="draft")
    url = f"/groups/{desk.cast.body.slug}/{new.label}/schedule/edit/copy/"
    assert desk.client.post(url, {"term": desk.cast.term.pk}).status_code == 302
    copy = Entry.objects.get(schedule__term=new)
    assert copy.start
    assert copy.start.isoweekday() == 2


def test_draft_is_adopted_as_the_next_revision(desk):
    desk.save("when", typed="26 March")
    page = words(desk.client.get(desk.url("difference/")))
    assert "moved date" in page
    assert "Tue 10 March 2026" in page
    assert "Thu 26 March 2026" in page
    answer = desk.client.post(desk.url("adopt/"), {"on": "2026-02-20", "at_meeting": desk.meeting.pk})
    assert answer.status_code == 302
    assert ScheduleVersion.objects.filter(schedule=desk.schedule).latest("revision").revision == 1
    assert Entry.objects.get(pk=desk.entry.pk).start == date(2026, 3, 26)
    assert not DraftChange.objects.exists()


def test_adoption_is_offered_where_there_is_something_to_adopt(desk):
    nothing = "Nothing to adopt: the table is as adopted."
    for tail in ("", "difference/", "adopt/"):
        page = desk.client.get(desk.url(tail))
        assert (nothing in words(page), "Adopt rev. 1…" in words(page)) == (True, False), tail
    refused = desk.client.post(desk.url("adopt/"), {"on": "2026-02-20", "at_meeting": desk.meeting.pk})
    assert (refused.status_code, nothing in words(refused)) == (422, True)
    assert not ScheduleVersion.objects.exists()

    answer = words(desk.save("when", typed="26 March"))
    assert (nothing in answer, "Adopt rev. 1…" in answer) == (False, True)
    for tail in ("", "difference/"):
        page = words(desk.client.get(desk.url(tail)))
        assert (nothing in page, "Adopt rev. 1…" in page) == (False, True), tail
    assert desk.client.post(desk.url("undo/"), headers=FRAGMENT).status_code == 200
    assert nothing in words(desk.client.get(desk.url()))


def test_adoption_is_offered_after_a_change_that_took_effect_at_once(desk):
    url = desk.url(f"rows/{desk.entry.key}/state/")
    seen = field(desk.client.get(url, {"act": "postpone"}).content.decode(), "seen")
    desk.client.post(url, {"act": "postpone", "seen": seen, "note": "Until further notice"})
    assert not DraftChange.objects.exists()
    assert "Adopt rev. 1…" in words(desk.client.get(desk.url()))
    answer = desk.client.post(desk.url("adopt/"), {"on": "2026-02-20", "at_meeting": make.meeting(desk.schedule).pk})
    assert answer.status_code == 302
    assert "Nothing to adopt: the table is as adopted." in words(desk.client.get(desk.url()))


@pytest.mark.parametrize("state", ["draft", "circulated", "presented"])
def test_schedule_never_adopted_is_offered_for_adoption_as_it_stands(desk, state):
    type(desk.schedule).objects.update(state=state)
    page = words(desk.client.get(desk.url()))
    assert ("Nothing to adopt" in page, "Adopt…" in page) == (False, True)


def test_postponing_shows_what_follows_and_takes_effect_at_once(desk):
    url = desk.url(f"rows/{desk.entry.key}/state/")
    page = desk.client.get(url, {"act": "postpone"})
    assert "What follows" in words(page)
    assert Entry.objects.get(pk=desk.entry.pk).status == "scheduled"
    data = {"act": "postpone", "seen": field(page.content.decode(), "seen"), "note": "Until further notice"}
    assert desk.client.post(url, data).status_code == 302
    assert Entry.objects.get(pk=desk.entry.pk).status == "postponed"


def test_others_changes_are_sent_row_by_row(desk):
    page = desk.client.get(desk.url()).content.decode()
    have = dict(re.findall(r'data-row="([^"]+)"[^>]*data-version="([^"]+)"', page))
    edits = re.search(r'data-edits="(\d+)"', page)
    assert edits
    asked = desk.client.get(desk.url("lately/"), {"since": edits[1]})
    assert asked.status_code == 204
    desk.save("when", typed="26 March")
    assert desk.client.get(desk.url("lately/"), {"since": edits[1]}).status_code == 200
    answer = desk.client.post(desk.url("lately/"), {"have": json.dumps(have)}, headers=FRAGMENT)
    assert answer.content.decode().count("data-row=") == 1
    assert "Thu 26 March 2026" in words(answer)


def test_every_cell_is_saved_by_a_plain_form_too(desk):
    page = desk.client.get(desk.url(f"rows/{desk.entry.key}/"))
    assert page.content.decode().count("<form") >= 6
    answer = desk.save("when", plain=True, typed="26 March")
    assert answer.status_code == 302
    assert answer["Location"] == f"{desk.url()}#row-{desk.entry.key}"
    wrong = desk.save("when", plain=True, typed="45/45")
    assert wrong.status_code == 422
    assert "“45/45” is no date" in words(wrong)
    assert "</html>" in wrong.content.decode()


def test_only_the_rows_concerned_are_answered(desk):
    for month in range(4, 10):
        make.meeting(desk.schedule, date(2026, month, 7))
    answer = desk.save("line", text="Other business")
    assert answer.content.decode().count("data-row=") == 1


def test_page_with_its_files_weighs_less_than_400_kilobytes(desk):
    html = desk.client.get(desk.url()).content
    found = set(re.findall(rb'(?:href|src)="/static/([^"?]+\.(?:css|js|woff2))"', html))
    files = [settings.BASE_DIR / "static" / re.sub(r"\.[0-9a-f]{12}\.", ".", name.decode()) for name in found]
    assert len(files) > 12
    faces = settings.BASE_DIR / "static" / "vendor" / "source-sans-3" / "latin-italic.woff2"
    assert len(html) + faces.stat().st_size + sum(path.stat().st_size for path in files) < 400_000
