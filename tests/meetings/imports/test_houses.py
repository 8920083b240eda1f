"""What other houses print, one habit at a time."""

import pytest

from meetings.imports import read_schedule
from tests.meetings.imports.test_rules import row, rows, slots

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("printed", "start"),
    [
        ("26.III.2026", "2026-03-26"),
        ("1.X.2026", "2026-10-01"),
        ("02/03/2026 (2ª-feira)", "2026-03-02"),
    ],
)
def test_other_ways_of_printing_a_day_are_read(printed, start):
    found = row(f"Data;Assunto\n{printed};Reunião")

    assert (found["start"], found["text"]) == (start, "Reunião")


@pytest.mark.parametrize("printed", ["3 mars 2026, après-midi", "3 mars 2026 (après-midi)"])
def test_afternoon_holds_no_noon(printed):
    assert row(f"{printed} : Réunion du Bureau")["sittings"] == []


def test_midday_is_an_hour():
    assert slots(row("3 March 2026, 9 a.m. to midday: Meeting of the Bureau")) == [("09:00", "12:00")]


def test_a_numbered_day_is_no_label():
    found = rows("• 30.11.26 – Bureau meeting\n• 01.02.27 – Plenary meeting")

    assert [(each["start"], each["text"]) for each in found] == [
        ("2026-11-30", "Bureau meeting"),
        ("2027-02-01", "Plenary meeting"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Postponed from 12 August 2026 to 9 September 2026: Drafting committee",
        "v. Postponed from 12 August 2026 to 9 September 2026: Drafting committee",
        "Aplazada del 12 de agosto al 9 de septiembre de 2026: Drafting committee",
        "Reportée du 12 août au 9 septembre 2026 : Drafting committee",
    ],
)
def test_a_row_that_begins_with_its_move_is_at_the_new_day(text):
    found = row(text)

    assert (found["start"], found["end"], found["status"], found["text"]) == (
        "2026-09-09",
        "2026-09-09",
        "",
        "Drafting committee",
    )


@pytest.mark.parametrize("text", ["Week of 16 February 2026: Visit", "Semana del 16 de febrero de 2026: Visit"])
def test_a_week_is_at_the_day_that_it_prints_and_says_so(text):
    found = row(text)

    assert found["start"] == "2026-02-16"
    assert found["text"].lower().startswith(("visit week of", "visit semana del"))


def test_a_room_on_the_line_of_one_hour_is_of_that_sitting():
    found = row("Monday 9 March 2026\n9.00–10.00 Screening Group (Room VII)\n10.30–13.00 Groups")

    assert [sitting["room"] for sitting in found["sittings"]] == ["Room VII", ""]
    assert found["room"] == ""


def test_a_column_of_rooms_is_of_all_hours_of_its_row():
    found = row('Date,Time,Venue,Topic\n9 March 2026,"10:00-13:00\n15:00-18:00","Conference Room 2\n(hybrid)",Meeting')

    assert (found["room"], found["text"]) == ("Conference Room 2", "Meeting (hybrid)")
    assert [sitting["room"] for sitting in found["sittings"]] == ["", ""]


def test_a_venue_to_be_confirmed_is_no_room_and_does_not_doubt_the_day():
    found = row("Date,Venue,Topic\n9 March 2026,TBC,Third meeting")

    assert (found["room"], found["status"], found["text"]) == ("", "", "Third meeting Venue: TBC")


def test_a_remark_that_is_a_status_is_the_rows():
    assert row("Fecha;Tema;Observaciones\n5/4/2026;Misión;por confirmar")["status"] == "tentative"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("9 to 13 March 2026: Committee on Trademarks", "meeting"),
        ("9 to 13 March 2026: Working Group on Rules", "meeting"),
        ("9 to 13 March 2026: preparation of the report of the Committee", "period"),
        ("9 to 13 March 2026: consultations of the working group", "period"),
        ("March 2026: Working Group on Rules", "period"),
    ],
)
def test_a_body_meets_on_the_days_beside_its_name(text, kind):
    assert row(text)["kind"] == kind


def test_a_deadline_below_the_lines_of_a_meeting_leaves_it_a_meeting():
    text = "Friday, 13 October 2023\n10 a.m. Action on draft resolutions\nDeadline for proposals: 6 p.m."

    assert row(text)["kind"] == "meeting"


def test_numbered_rows_go_on_where_the_day_stands_at_the_end():
    text = "1. 5 March 2026: First meeting\n2. 19 March 2026: Meeting\n3. Deadline for comments: 3 April 2026, 5 p.m."

    found = rows(text)

    assert [(each["kind"], each["start"], each["text"]) for each in found][2] == (
        "deadline",
        "2026-04-03",
        "Deadline for comments",
    )


def test_items_numbered_like_their_rows_stay_items():
    text = "1. 5 March 2026: Meeting\n1. Opening\n2. Report of 3 April: debate, 3 April 2026\n2. 19 March 2026: Meeting"

    assert [len(each["items"]) for each in rows(text)] == [2, 0]


def test_bullets_of_another_sign_are_below():
    found = row("5 March 2026: Meeting\n• Plan\n– Indicators\n– Budget\n• Other matters")

    assert [(item["text"], len(item["items"])) for item in found["items"]] == [("Plan", 2), ("Other matters", 0)]


def test_a_letter_belongs_to_the_number_of_a_resolution():
    text = "5 March 2026: Follow-up to resolution 75/290 A and to resolution 60/1 a year later"

    assert row(text)["mandates"] == ["resolution 75/290 A", "resolution 60/1"]


def test_a_month_alone_heads_what_follows_with_or_without_a_day():
    found = read_schedule("CALENDAR 2026\n\nJANUARY\n14 Jan – Retreat\n\nFEBRUARY\nTBC – Working Group\n").as_json()

    assert [each["text"] for each in found["rows"]] == ["Retreat", "Working Group"]
    assert (found["title"], found["notes"]) == ("CALENDAR 2026", ["JANUARY", "FEBRUARY"])


def test_a_deadline_among_the_hours_of_a_day_is_a_row_of_its_own():
    found = rows(
        "7 July 2026\n09:30-12:30 Contact group 1\n18:00 Deadline for proposals (Geneva time)\n19:00-21:00 Evening"
    )

    assert [(each["kind"], each["at"], len(each["sittings"])) for each in found] == [
        ("meeting", None, 2),
        ("deadline", "18:00", 0),
    ]


def test_two_bodies_under_one_day_are_two_meetings_with_their_own_hours_and_rooms():
    found = rows(
        "Fecha;Hora;Tema\n2 de marzo de 2026;10:00;Comisión de Seguridad (Salón Miranda)\n"
        ";14:30;Grupo de Trabajo (Salón Padilha)"
    )

    assert [(slots(each), each["room"]) for each in found] == [
        ([("10:00", None)], "Salón Miranda"),
        ([("14:30", None)], "Salón Padilha"),
    ]


def test_hours_with_points_are_no_labels():
    found = row("12 October 2026\n10.00 – 13.00 Plenary\n15.00 – 18.00 Plenary")

    assert (slots(found), found["items"]) == ([("10:00", "13:00"), ("15:00", "18:00")], [])


def test_fields_one_below_the_other_are_a_row():
    found = row("Meeting,Third session\nDate,14-16 April 2026\nTime,10:00 – 18:00 (CET)\nVenue,Room XXI")

    assert (found["start"], found["end"], found["room"], found["zone"]) == (
        "2026-04-14",
        "2026-04-16",
        "Room XXI",
        "CET",
    )


def test_a_number_of_the_week_is_no_day():
    found = row("Semana,Fecha,Tema\n10,2 de marzo de 2026,Reunión")

    assert (found["text"], found["warnings"]) == ("Reunión", [])


def test_a_month_after_a_day_in_it_is_of_the_same_year():
    found = rows("Calendar 2025-2026\n\n11 March – Meeting\nMarch – Consultation by mail\n8 April – Meeting")

    assert [each["start"] for each in found] == ["2026-03-11", "2026-03-01", "2026-04-08"]


def test_where_and_when_a_schedule_was_made_is_a_note_and_lends_its_year_to_the_weekdays():
    found = read_schedule("04/02 (qua) – Reunião\n25/02 (qua) – Reunião\n\nBrasília, 10 de janeiro de 2026").as_json()

    assert [each["start"] for each in found["rows"]] == ["2026-02-04", "2026-02-25"]
    assert found["notes"] == ["Brasília, 10 de janeiro de 2026"]


def test_a_bulleted_line_alone_tells_the_kind():
    assert row("3 June 2026\n• No meetings – national holiday")["kind"] == "recess"


def test_quarters_of_an_hour_with_points_are_no_labels():
    found = row("3 March 2026\n10.00 Item four\n13.15 Lunchtime briefing\n15.00 Item five")

    assert [opens for opens, _closes in slots(found)] == ["10:00", "13:15", "15:00"]


def test_names_stand_above_dates_and_rooms_below_them():
    found = rows("Session A\n3-5 February 2026\nRoom 1\n\nSession B\n10-12 March 2026\nRoom 2")

    assert [(each["text"], each["room"]) for each in found] == [("Session A", "Room 1"), ("Session B", "Room 2")]


def test_a_list_of_sentences_that_begin_with_their_dates_is_rows():
    text = "Planned:\n- on 5 March 2026 at 10:00 (Room 2), the first reading;\n- no later than 20 March 2026, comments."

    assert [(each["kind"], each["start"]) for each in rows(text)] == [
        ("meeting", "2026-03-05"),
        ("deadline", "2026-03-20"),
    ]


def test_a_date_between_the_name_and_the_matter_begins_a_row():
    text = "First meeting, 9 October 2025, 10:00 a.m. - Elections\nSecond meeting, 13 November 2025 - Draft"

    assert [each["text"] for each in rows(text)] == ["First meeting: Elections", "Second meeting: Draft"]


def test_hours_over_columns_are_those_of_the_cells_below():
    found = rows(
        "Date,Morning (10:00-13:00),Afternoon (15:00-18:00)\n"
        "Mon 2 Mar 2026,Plenary session,Drafting\nTue 3 Mar 2026,,Closing"
    )

    assert [(each["start"], slots(each), each["text"]) for each in found] == [
        ("2026-03-02", [("10:00", "13:00"), ("15:00", "18:00")], "Plenary session Drafting"),
        ("2026-03-03", [("15:00", "18:00")], "Closing"),
    ]


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("12 de janeiro de 2027, 10h – 1ª Sessão Ordinária", "1ª Sessão Ordinária"),
        ("12 January 2027, 10 a.m. - 1st session", "1st session"),
        ("12 de enero de 2027, 10:00 – 2.ª reunión", "2.ª reunión"),
        ("12 janvier 2027, 10 h – 2e séance", "2e séance"),
    ],
)
def test_an_ordinal_after_an_hour_is_not_when_it_ends(text, matter):
    found = row(text)

    assert (slots(found), found["text"]) == ([("10:00", None)], matter)


@pytest.mark.parametrize("place", ["Paris, Room XII", "Room XII, Paris"])
def test_a_city_beside_a_room_is_no_part_of_it(place):
    assert row(f'Date,Place,Body\n11 January 2027,"{place}",Legal Committee')["room"] == "Room XII"
