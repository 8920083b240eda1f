"""The rules of reading, one by one."""

import pytest

from meetings.imports import Hints, read_schedule

pytestmark = pytest.mark.once


def rows(text: str, **hints) -> list[dict]:
    return read_schedule(text, hints=Hints(**hints)).as_json()["rows"]


def row(text: str, **hints) -> dict:
    found = rows(text, **hints)
    assert len(found) == 1, [each["text"] for each in found]
    return found[0]


def dates(text: str, **hints) -> list[tuple]:
    return [(each["start"], each["end"], each["precision"]) for each in rows(text, **hints)]


def slots(each: dict) -> list[tuple]:
    return [(sitting["start"], sitting["end"]) for sitting in each["sittings"]]


def codes(each: dict) -> list[str]:
    return [warning["code"] for warning in each["warnings"]]


@pytest.mark.parametrize(
    ("printed", "start", "end"),
    [
        ("September 19, 2012", "2012-09-19", "2012-09-19"),
        ("19 September 2012", "2012-09-19", "2012-09-19"),
        ("Wed. 19 Sept. 2012", "2012-09-19", "2012-09-19"),
        ("19th of September, 2012", "2012-09-19", "2012-09-19"),
        ("2012-09-19", "2012-09-19", "2012-09-19"),
        ("19.09.2012", "2012-09-19", "2012-09-19"),
        ("9/19/2012", "2012-09-19", "2012-09-19"),
        ("19-Sep-12", "2012-09-19", "2012-09-19"),
        ("miércoles 19 de septiembre de 2012", "2012-09-19", "2012-09-19"),
        ("1º de octubre de 2012", "2012-10-01", "2012-10-01"),
        ("mercredi 19 septembre 2012", "2012-09-19", "2012-09-19"),
        ("1er octobre 2012", "2012-10-01", "2012-10-01"),
        ("quarta-feira, 19 de setembro de 2012", "2012-09-19", "2012-09-19"),
        ("October 9 to 30, 2012", "2012-10-09", "2012-10-30"),
        ("9–30 October 2012", "2012-10-09", "2012-10-30"),
        ("del 9 al 30 de octubre de 2012", "2012-10-09", "2012-10-30"),
        ("du 9 au 30 octobre 2012", "2012-10-09", "2012-10-30"),
        ("de 9 a 30 de outubro de 2012", "2012-10-09", "2012-10-30"),
        ("30 September to 2 October 2012", "2012-09-30", "2012-10-02"),
        ("28 December 2012 – 4 January 2013", "2012-12-28", "2013-01-04"),
        ("28 December – 4 January 2013", "2012-12-28", "2013-01-04"),
        ("5, 6 and 7 March 2013", "2013-03-05", "2013-03-07"),
        ("26-28/03/2013", "2013-03-26", "2013-03-28"),
    ],
)
def test_day_or_span_is_read(printed, start, end):
    assert dates(f"{printed}: Meeting of the Group, 10:00") == [(start, end, "day")]


@pytest.mark.parametrize(
    ("printed", "start", "end", "precision"),
    [
        ("March 2013", "2013-03-01", "2013-03-31", "month"),
        ("febrero de 2012", "2012-02-01", "2012-02-29", "month"),
        ("January–March 2013", "2013-01-01", "2013-03-31", "month"),
        ("fourth quarter of 2020", "2020-10-01", "2020-12-31", "quarter"),
        ("primer trimestre de 2021", "2021-01-01", "2021-03-31", "quarter"),
        ("2e trimestre 2021", "2021-04-01", "2021-06-30", "quarter"),
        ("Q3 2021", "2021-07-01", "2021-09-30", "quarter"),
        ("first half of 2021", "2021-01-01", "2021-06-30", "half"),
        ("segundo semestre de 2021", "2021-07-01", "2021-12-31", "half"),
        ("second semestre 2021", "2021-07-01", "2021-12-31", "half"),
        ("2021", "2021-01-01", "2021-12-31", "year"),
    ],
)
def test_part_of_a_year_gives_its_first_and_last_day(printed, start, end, precision):
    assert dates(f"{printed}: Regional workshop") == [(start, end, precision)]


def test_undated_row_is_tentative_and_has_no_date():
    found = row("To be determined: Third meeting")

    assert (found["start"], found["end"], found["precision"], found["status"]) == (None, None, None, "tentative")


def test_year_is_never_invented():
    found = row("9 October, 10:00: First meeting")

    assert (found["start"], found["inferred"], codes(found)) == (None, ["year"], ["year"])
    assert found["text"] == "First meeting 10:00 9 October"


def test_year_comes_from_the_title_and_is_marked_as_inferred():
    found = rows("SCHEDULE 2012-2013\n\nOctober 9: First meeting\n\nMarch 5: Second meeting")

    assert [(each["start"], each["inferred"]) for each in found] == [
        ("2012-10-09", ["year"]),
        ("2013-03-05", ["year"]),
    ]


def test_weekday_settles_the_year():
    found = row("SCHEDULE 2020-2021\n\nTuesday, January 26, 2:30 p.m.: Nominations")

    assert found["start"] == "2021-01-26"


@pytest.mark.parametrize(
    ("title", "term", "note", "start"),
    [
        ("SCHEDULE OF MEETINGS", "2020", "Approved on 3 December 2020.", "2021-01-26"),  # a term of one year runs on
        ("SCHEDULE OF MEETINGS", "", "Approved on 3 December 2020.", "2021-01-26"),
        ("SCHEDULE OF MEETINGS", "", "Approved by the Chair.", None),
        ("SCHEDULE OF MEETINGS", "", "Approved for 2012-2024.", None),  # of 2016 or 2021
        ("SCHEDULE OF MEETINGS 2020", "", "Approved on 3 December 2019.", "2020-01-26"),
    ],
)
def test_weekday_settles_a_year_that_nothing_else_does(title, term, note, start):
    found = rows(f"{title}\n\nTuesday, January 26, 2:30 p.m.: Nominations\n\nMarch 5: Vote\n\nNote: {note}", term=term)

    assert [each["inferred"] for each in found] == [["year"], ["year"]]
    assert [each["start"] for each in found] == [start, start and f"{start[:4]}-03-05"]


def test_row_out_of_order_stays_in_the_span_of_the_heading():
    found = read_schedule(
        "Calendrier du second semestre 2026\n\n20 octobre : Réunion\n\n3e trimestre : Atelier\n\nDécembre : Fin"
    )

    assert [(str(each.start), str(each.end), each.inferred) for each in found.rows] == [
        ("2026-10-20", "2026-10-20", ["year"]),
        ("2026-07-01", "2026-09-30", ["year"]),
        ("2026-12-01", "2026-12-31", ["year"]),
    ]
    assert [codes(each.as_json()) for each in found.rows] == [[], ["year"], []]
    assert found.warnings == []


def test_part_of_a_year_is_in_the_span_of_the_heading_whatever_stands_before_it():
    assert [
        each[0] for each in dates("Plan, segundo semestre 2026\n\n1er trimestre: Taller\n\n3er trimestre: Otro")
    ] == [
        "2026-01-01",
        "2026-07-01",
    ]
    found = dates("Plan, second half of 2026\n\nOctober 6: Talks\n\nQ1: Workshop\n\nQ3: Workshop")
    assert [each[0] for each in found] == ["2026-10-06", "2027-01-01", "2026-07-01"]


def test_row_after_the_turn_of_the_year_is_of_the_next_one():
    found = read_schedule("SCHEDULE 2026\n\nDecember 10: First meeting\n\nJanuary 15: Second meeting")

    assert [str(each.start) for each in found.rows] == ["2026-12-10", "2027-01-15"]
    assert [warning["code"] for warning in found.warnings] == ["range"]


def test_ambiguous_dates_are_settled_by_their_neighbours():
    assert dates("03/04/2013: One meeting\n\n15/04/2013: Other meeting")[0] == ("2013-04-03", "2013-04-03", "day")
    assert dates("3/4/2013: One meeting\n\n3/15/2013: Other meeting")[0] == ("2013-03-04", "2013-03-04", "day")


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("2:30 p.m. – 5:30 p.m.", [("14:30", "17:30")]),
        ("2:30–5:30 p.m.", [("14:30", "17:30")]),
        ("10 a.m. to 1 p.m. and 3–6 p.m.", [("10:00", "13:00"), ("15:00", "18:00")]),
        ("10-1, 2:30-5:30", [("10:00", "13:00"), ("14:30", "17:30")]),
        ("14 h 30 – 17 h 30", [("14:30", "17:30")]),
        ("14h30 à 17h", [("14:30", "17:00")]),
        ("10.00–13.00", [("10:00", "13:00")]),
        ("0900-1700 hrs", [("09:00", "17:00")]),
        ("10:00 a.m. to 12:00 noon", [("10:00", "12:00")]),
        ("9:00 a. m. a 12:00 m.", [("09:00", "12:00")]),
        ("8 p.m. – midnight", [("20:00", "24:00")]),
        ("20:00–00:00", [("20:00", "24:00")]),
        ("20:00–24:00", [("20:00", "24:00")]),
        ("2:30 p.m.", [("14:30", None)]),
        ("afternoon", []),
    ],
)
def test_hours_are_read(printed, expected):
    assert slots(row(f"19 September 2012, {printed}: Meeting")) == expected


def test_list_of_days_is_one_meeting_unless_they_are_far_apart():
    near = row("25, 26 and 28 March 2013, 10:00: Special meeting")
    far = rows("5 and 12 March 2013, 10:00: Negotiation")

    assert [sitting["date"][-2:] for sitting in near["sittings"]] == ["25", "26", "28"]
    assert [(each["start"], each["text"]) for each in far] == [
        ("2013-03-05", "Negotiation"),
        ("2013-03-12", "Negotiation"),
    ]


def test_hour_and_room_at_the_end_of_the_line_are_no_text():
    found = row("19 September 2012: First meeting, 2:30 p.m., Guerrero Room")

    assert (found["text"], slots(found), found["room"]) == ("First meeting", [("14:30", None)], "Guerrero Room")


def test_timed_lines_under_one_date_are_sittings_of_one_row():
    found = row("5 March 2013\n10:00–13:00, Room A: Opening\n15:00–18:00, Room B: Debate")

    assert [(each["start"], each["room"]) for each in found["sittings"]] == [("10:00", "Room A"), ("15:00", "Room B")]


def test_timed_lines_that_name_meetings_are_rows():
    found = rows("5 March 2013\n10:00–13:00 First meeting of the Group\n15:00–18:00 Meeting of the Bureau")

    assert [(each["start"], each["text"]) for each in found] == [
        ("2013-03-05", "First meeting of the Group"),
        ("2013-03-05", "Meeting of the Bureau"),
    ]


def test_deadline_has_its_hour_and_zone_and_no_sitting():
    found = row("October 8, 2012, 6:00 p.m. (Washington time): Deadline for comments")

    assert (found["kind"], found["at"], found["zone"], found["sittings"]) == (
        "deadline",
        "18:00",
        "Washington time",
        [],
    )


@pytest.mark.parametrize(
    ("printed", "text", "said"),
    [
        ("9 October 2012: Deadline for comments (close of business)", "Deadline for comments (close of business)", ""),
        ("By close of business on 9 October 2012: Comments", "Comments By close of business", "By close of business"),
        ("9 October 2012, COB: Comments", "Comments COB", "COB"),
        ("9 de octubre de 2012, cierre de actividades: Notas", "Notas cierre de actividades", "cierre de actividades"),
        ("9 octobre 2012, fermeture des bureaux : Notes", "Notes fermeture des bureaux", "fermeture des bureaux"),
        ("9 de outubro de 2012: Prazo, fim do expediente", "Prazo, fim do expediente", "fim do expediente"),
    ],
)
def test_close_of_business_gives_a_deadline_no_hour(printed, text, said):
    found = row(printed)

    assert (found["kind"], found["start"], found["at"], found["text"]) == ("deadline", "2012-10-09", None, text)
    assert [(each["code"], each["text"]) for each in found["warnings"]] == [
        ("hour", f"Line 1: “{said or 'close of business'}” gives no hour.")
    ]


def test_close_of_business_with_its_hour_is_no_doubt():
    found = row("9 October 2012, close of business (6 p.m.): Deadline for comments")

    assert (found["at"], found["text"], found["warnings"]) == ("18:00", "Deadline for comments close of business", [])


@pytest.mark.parametrize(
    ("matter", "kind"),
    [
        ("Deadline for comments", "deadline"),
        ("Plazo para presentar observaciones", "deadline"),
        ("Date limite de soumission", "deadline"),
        ("Prazo para comentários", "deadline"),
        ("Distribution of the draft", "distribution"),
        ("Circulación del proyecto", "distribution"),
        ("Distribution du projet", "distribution"),
        ("Envio do projeto", "distribution"),
        ("Recess", "recess"),
        ("Feriado", "recess"),
        ("Vacances d’été", "recess"),
        ("Third meeting", "meeting"),
    ],
)
def test_kind_is_told_by_words(matter, kind):
    assert row(f"19/09/2012: {matter}")["kind"] == kind


def test_span_of_work_is_a_period_and_a_meeting_over_days_is_a_meeting():
    found = rows("9–30 October 2012: Preparation of a draft\n\n5–7 November 2012: Special meeting")

    assert [each["kind"] for each in found] == ["period", "meeting"]


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("postponed to 20 March 2013", "postponed"),
        ("aplazada para el 20 de marzo", "postponed"),
        ("reportée au 20 mars", "postponed"),
        ("adiada para 20 de março", "postponed"),
        ("postponed from 5 March", ""),
        ("cancelled", "cancelled"),
        ("annulée", "cancelled"),
        ("not held", "not_held"),
        ("no se realizó", "not_held"),
        ("sin quórum", "no_quorum"),
        ("not held for lack of quorum", "no_quorum"),
        ("to be confirmed", "tentative"),
        ("por confirmar", "tentative"),
    ],
)
def test_status_is_read_and_the_printed_date_kept(said, status):
    found = row(f"12 March 2013 ({said}): Negotiation")

    assert (found["start"], found["status"], found["text"]) == ("2013-03-12", status, "Negotiation")


def test_status_words_of_papers_are_none_of_the_row():
    assert row("12 March 2013: Adoption of the provisional agenda")["status"] == ""


@pytest.mark.parametrize("city", ["Geneva", "Ginebra", "Lima, Peru", "Washington, D.C."])
def test_city_is_no_room(city):
    found = row(f"Date\tPlace\tSubject\n5 March 2013\t{city}\tNegotiation")

    assert (found["room"], codes(found)) == ("", ["room"])
    assert city.rstrip(".") in found["warnings"][0]["text"]


def test_room_is_as_printed_without_its_city():
    assert row("5 March 2013, 10:00, Simón Bolívar Room, Washington, D.C.: Debate")["room"] == "Simón Bolívar Room"


@pytest.mark.parametrize(
    "room",
    [
        "Plenário 2",
        "Plenario B",
        "Plenário nº 4",
        "Sala 5",
        "Room C",
        "Room No. 3",
        "Salle XIX",
        "Salón 3",
        "Salas 1 e 2",
    ],
)
@pytest.mark.parametrize("printed", ["5 March 2013, 10:00, {}: Debate", "5 March 2013, 10:00: Debate, {}"])
def test_numbered_room_is_a_room(printed, room):
    found = row(printed.format(room))

    assert (found["room"], found["text"], found["warnings"]) == (room, "Debate", [])


def test_plenary_among_other_words_is_no_room():
    assert row("5 March 2013, 10:00: Plenário Final, 2 resoluções")["room"] == ""


def test_known_room_needs_no_word_for_one():
    assert row("Date\tSubject\n5 March 2013, 10-1, Guerrero\tDebate", rooms=("Guerrero",))["room"] == "Guerrero"


def test_labels_are_as_printed_and_a_bullet_is_the_empty_label():
    found = row("5 March 2013\n1. One\n a) Two\n (i) Three\n2. Four\n• Five\nIntroduction")

    assert found["items"][0] == {
        "label": "1.",
        "text": "One",
        "items": [{"label": "a)", "text": "Two", "items": [{"label": "(i)", "text": "Three", "items": []}]}],
    }
    assert [item["label"] for item in found["items"]] == ["1.", "2."]
    assert found["items"][1]["items"][0]["label"] == ""


@pytest.mark.parametrize(
    ("line", "items"),
    [
        ("1. Opening 2. Agenda 3. Report of the Chair", ["1. Opening", "2. Agenda", "3. Report of the Chair"]),
        ("1. Opening; 2. Agenda; 3. Report", ["1. Opening;", "2. Agenda;", "3. Report"]),
        ("1. Opening; 2. Agenda", ["1. Opening;", "2. Agenda"]),
        ("1) Opening, 2) the agenda, 3) report", ["1) Opening,", "2) the agenda,", "3) report"]),
        ("(1) Opening (2) Two of 2 papers (3) Vote", ["(1) Opening", "(2) Two of 2 papers", "(3) Vote"]),
        ("1. Review of the 2. version", ["1. Review of the 2. version"]),
        ("1. Opening 3. Agenda 4. Vote", ["1. Opening 3. Agenda 4. Vote"]),
        ("1. Chapters 2. 5 and 3. 6", ["1. Chapters 2. 5 and 3. 6"]),
    ],
)
def test_numbers_that_run_on_one_line_are_items(line, items):
    found = row(f"5 March 2013, 10:00\n{line}")

    assert [f"{item['label']} {item['text']}" for item in found["items"]] == items


def test_numbers_that_run_on_after_prose_are_items_below_it():
    found = row("5 March 2013, 10:00: Third meeting: 1. Opening 2. Agenda 3. Report")

    assert (found["text"], [item["text"] for item in found["items"]]) == (
        "Third meeting:",
        ["Opening", "Agenda", "Report"],
    )


def test_decimal_numbers_go_below_their_number():
    found = row("5 March 2013\n1. One\n1.1 Two\n1.2 Three\n2. Four")

    assert [item["label"] for item in found["items"]] == ["1.", "2."]
    assert [item["label"] for item in found["items"][0]["items"]] == ["1.1", "1.2"]


def test_mandates_are_instruments_without_paragraphs_and_documents_are_none():
    cited = "AG/RES. 2738 (XLII-O/12), op. paras. 1 to 3; Rules of Procedure of CIDI"
    text = f"Date\tMandate\tSubject\n5 March 2013\t{cited}\tDraft CP/doc.4812/12\n"

    assert row(text)["mandates"] == ["AG/RES. 2738 (XLII-O/12)", "Rules of Procedure of CIDI"]


def test_footnote_marks_are_dropped_and_footnotes_are_notes():
    found = read_schedule("SCHEDULE OF MEETINGS 1/\n\n5 March 2013: Debate¹\n\n1/ Open to change.\n¹ In the morning.")

    assert found.title == "SCHEDULE OF MEETINGS"
    assert found.rows[0].text == "Debate"
    assert found.notes == ["Open to change.", "In the morning."]


def test_headings_are_no_rows():
    found = read_schedule(
        "SCHEDULE OF MEETINGS\nSeptember 2012 – April 2013\n\n5 March 2013: Debate\n\n7 May 2013: Vote"
    )

    assert found.title == "SCHEDULE OF MEETINGS September 2012 – April 2013"
    assert [warning["code"] for warning in found.warnings] == ["range"]
    assert "7 May 2013" in found.warnings[0]["text"]


def test_date_in_prose_is_a_suggestion():
    found = read_schedule("9–30 October 2012: Preparation of a draft. It will be distributed on October 31.")

    assert len(found.rows) == 1
    assert [(str(each.start), each.kind, each.inferred) for each in found.suggestions] == [
        ("2012-10-31", "distribution", ["year"])
    ]


def test_date_that_has_a_row_is_no_suggestion():
    found = read_schedule("19 September 2012: Request for comments by October 8\n\nOctober 8: Deadline for comments")

    assert found.suggestions == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Wednesday 5 March 2013: Debate", "weekday"),
        ("5 March 2013, 12:00 p.m.: Debate", "noon"),
        ("31 February 2013: Debate", "date"),
        ("5 March 2013, 6 p.m. – 3 p.m.: Debate", "hours"),
    ],
)
def test_doubt_is_warned_of_with_its_line(text, code):
    found = row(text)

    assert codes(found) == [code]
    assert all(warning["text"].startswith("Line 1:") for warning in found["warnings"])


def test_same_row_twice_is_warned_of():
    assert codes(rows("5 March 2013: Debate\n\n5 March 2013: Debate")[1]) == ["duplicate"]


def test_deadline_stated_twice_differently_is_warned_of():
    found = rows("5 March 2013: Deadline for comments\n\n6 March 2013: Deadline for comments")

    assert codes(found[1]) == ["duplicate"]


def test_what_is_not_understood_stays_as_text_and_is_marked():
    found = row("Date\tSubject\n5 March 2013 sub rosa\tDebate")

    assert "sub rosa" in found["text"]
    assert codes(found) == ["unread"]


def test_columns_may_come_in_any_order_and_without_headings():
    with_headings = row("Sala\tAsunto\tFecha\tHora\nSala Guerrero\tDebate\t5/3/2013\t10:00")
    without = rows("Debate on trade\tRoom A\t10:00\t5 March 2013\nDebate on aid\tRoom B\t15:00\t6 March 2013")

    assert (with_headings["room"], with_headings["text"], slots(with_headings)) == (
        "Sala Guerrero",
        "Debate",
        [("10:00", None)],
    )
    assert [(each["room"], each["text"]) for each in without] == [
        ("Room A", "Debate on trade"),
        ("Room B", "Debate on aid"),
    ]


def test_rows_keep_the_order_of_the_source():
    assert [each["start"] for each in rows("5 March 2013: Debate\n\n1 March 2013: Vote")] == [
        "2013-03-05",
        "2013-03-01",
    ]


def test_source_is_the_first_and_last_line():
    found = rows("TITLE\n\n5 March 2013\n10:00\nDebate\n\n6 March 2013: Vote")

    assert [each["source"] for each in found] == [[3, 5], [7, 7]]


@pytest.mark.parametrize("text", ["", " \n\n", "No date at all."])
def test_source_without_rows_says_so(text):
    found = read_schedule(text)

    assert found.rows == []
    assert [warning["code"] for warning in found.warnings] == ["nothing"]


@pytest.mark.parametrize("headings", ["Date;Heure;Ordre du jour", "Fecha;Hora;Orden del día", "Data;Hora;Ordem do dia"])
def test_order_of_the_day_heads_the_matter_and_no_date(headings):
    found = row(f"{headings}\n30/10/2026;9:30;Resolución A/RES/74/10")

    assert (found["text"], found["mandates"], found["warnings"]) == ("Resolución A/RES/74/10", ["A/RES/74/10"], [])


@pytest.mark.parametrize("label", ["POSTPONED: ", "Postponed – ", "APLAZADA: ", "Reportée : ", "ADIADA: "])
def test_status_before_the_date_labels_the_row_of_that_date(label):
    found = rows(f"March 2026\nConsultations\n\n{label}14/4/2026, 9:30, Room A\nReading of the text")

    assert [(each["start"], each["status"], each["room"]) for each in found] == [
        ("2026-03-01", "", ""),
        ("2026-04-14", "postponed", "Room A"),
    ]


def test_date_that_a_meeting_is_postponed_to_is_an_ordinary_row():
    assert row("Date\tSubject\nPostponed to 14 April 2026\tDebate")["status"] == ""


def test_hours_without_a_day_stay_in_the_text():
    found = row("Date\tTime\tSubject\nMarch 2026\t10 p.m. – midnight\tClosing meeting")

    assert (found["sittings"], codes(found)) == ([], ["unread"])
    assert found["text"] == "Closing meeting 10 p.m. – midnight"


def test_mark_of_a_footnote_leaves_the_space_after_it():
    found = read_schedule(
        "They were 70 million in 2019.[footnoteRef:2] Added to it. [2: . Facts.]\n\n5 March 2013: Debate"
    )

    assert found.as_json()["notes"] == ["They were 70 million in 2019. Added to it.", "Facts."]


def test_days_below_a_month_are_read_without_headings():
    days = "<td>10:00-13:00<br>15:00-18:00</td><td>Item 3 (a): Report<br>Room XX</td>"
    table = f"<table><tr><td colspan=3>March 2026</td></tr><tr><td>Tue 3</td>{days}</tr><tr><td>Thu 5</td>{days}</tr>"

    assert [(each["start"], len(each["sittings"]), each["room"], codes(each)) for each in rows(table)] == [
        ("2026-03-03", 2, "Room XX", []),
        ("2026-03-05", 2, "Room XX", []),
    ]


def test_hours_on_a_line_of_their_own_may_begin_with_a_word():
    found = row("7 de abril de 2026 (terça-feira)\nDas 10h às 12h30 – Plenário\nI. Abertura")

    assert (slots(found), found["items"][0]["text"]) == ([("10:00", "12:30")], "Abertura")


def test_status_below_the_items_is_of_the_row():
    found = row("Mardi 3 mars 2026, 10 h – 13 h\n– Examen du texte\n– Questions diverses\nReportée au 10 mars 2026")

    assert (found["status"], found["start"], found["text"]) == (
        "postponed",
        "2026-03-03",
        "Reportée au 10 mars 2026",
    )
    assert [item["text"] for item in found["items"]] == ["Examen du texte", "Questions diverses"]
