"""What each form of file has of its own: numbers, spans, cells of dates, encodings, and what is refused."""

import datetime as dt
import io
import zipfile

import docx
import openpyxl
import pytest
from docx.enum.text import WD_BREAK
from docx.shared import Pt

from meetings.imports import UnreadableError, read_schedule
from meetings.imports.sources import containers
from tests.meetings.imports import making

pytestmark = pytest.mark.once


def rows(data: bytes | str, name: str = "") -> list[dict]:
    return read_schedule(data, name).as_json()["rows"]


def word(document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def document_with(*cells: str):
    document = docx.Document()
    table = document.add_table(rows=1, cols=len(cells))
    for place, text in enumerate(cells):
        table.rows[0].cells[place].text = text
    return document, table


def test_word_numbers_come_from_the_numbering_part():
    document, table = document_with("5 March 2013", "")
    cell = table.rows[0].cells[1]
    roman = making.new_list(document, "upperRoman", "%1)", start=3, second=("lowerLetter", "(%2)"))
    for text, depth in (("One", 0), ("Two", 1), ("Three", 1), ("Four", 0), ("Five", 1)):
        making.put_in_list(cell.add_paragraph(text), roman, depth)

    (found,) = rows(word(document))

    assert [(item["label"], [each["label"] for each in item["items"]]) for item in found["items"]] == [
        ("III)", ["(a)", "(b)"]),
        ("IV)", ["(a)"]),
    ]


def test_word_cells_that_span_rows_hold_for_all_of_them():
    document = docx.Document()
    table = document.add_table(rows=3, cols=3)
    for place, text in enumerate(("Date", "Time", "Subject")):
        table.rows[0].cells[place].text = text
    table.cell(1, 0).merge(table.cell(2, 0)).text = "5 March 2013"
    table.cell(1, 1).text, table.cell(2, 1).text = "10:00–13:00", "15:00–18:00"
    table.cell(1, 2).text, table.cell(2, 2).text = "Opening", "Debate"

    (found,) = rows(word(document))

    assert [sitting["start"] for sitting in found["sittings"]] == ["10:00", "15:00"]
    assert found["text"] == "Opening Debate"


def test_word_title_across_all_columns_is_a_title():
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "SCHEDULE OF MEETINGS"
    table.cell(1, 0).text, table.cell(1, 1).text = "5 March 2013", "Debate"

    found = read_schedule(word(document))

    assert (found.title, len(found.rows)) == ("SCHEDULE OF MEETINGS", 1)


def test_word_marks_breaks_and_deletions():
    document, table = document_with("", "Debate")
    paragraph = table.rows[0].cells[0].paragraphs[0]
    paragraph.add_run("5").font.size = Pt(9)
    raised = paragraph.add_run("th")
    raised.font.superscript = True
    run = paragraph.add_run(" March 2013")
    run.add_break(WD_BREAK.LINE)
    paragraph.add_run("10:00")
    mark = paragraph.add_run("1")
    mark.font.superscript = True

    (found,) = rows(word(document))

    assert (found["start"], found["sittings"][0]["start"]) == ("2013-03-05", "10:00")
    assert found["warnings"] == []


def test_html_lists_print_their_numbers():
    html = (
        "<table><tr><td>5 March 2013<td><ol type=A start=3><li>One<ol type=i><li>Two<li value=7>Three</ol>"
        "<li>Four</ol><ul><li>Five</ul></table>"
    )

    (found,) = rows(html)

    assert [(item["label"], [each["label"] for each in item["items"]]) for item in found["items"]] == [
        ("C.", ["i.", "vii."]),
        ("D.", []),
        ("", []),
    ]


def test_html_entities_comments_and_scripts_say_nothing():
    html = (
        "<script>5 May 2013</script><!-- 6 May 2013 -->"
        "<p>7&nbsp;May&#8239;2013: D&eacute;bat<sup>*</sup> &amp; vote</p><p></p>"
    )

    (found,) = rows(html, "a.html")

    assert (found["start"], found["text"]) == ("2013-05-07", "Débat & vote")


def test_excel_cells_of_dates_and_hours():
    book = openpyxl.Workbook()
    page = book.active
    page.append(["Date", "Start", "End", "Subject"])
    page.append([dt.date(2013, 3, 5), dt.time(10), dt.time(13), "Opening"])
    page.append([dt.datetime.fromisoformat("2013-03-06T15:30"), None, None, "Debate"])

    first, second = rows(making.saved(book))

    assert first["sittings"] == [{"date": "2013-03-05", "start": "10:00", "end": "13:00", "room": ""}]
    assert second["sittings"][0]["start"] == "15:30"


def test_excel_merged_date_holds_for_all_its_rows_and_hidden_sheets_are_left():
    book = openpyxl.Workbook()
    page = book.active
    for line in (["5 March 2013", "10:00", "1. One"], [None, "15:00", "2. Two"]):
        page.append(line)
    page.merge_cells("A1:A2")
    hidden = book.create_sheet("old")
    hidden.append(["6 March 2013", "10:00", "Old"])
    hidden.sheet_state = "hidden"

    (found,) = rows(making.saved(book))

    assert [item["label"] for item in found["items"]] == ["1.", "2."]
    assert len(found["sittings"]) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_in_any_encoding_and_with_any_delimiter(encoding, delimiter):
    sheet = making.Sheet([], [[["5 de março de 2013"], ["Sessão"]], [["6 de março"], ["Votação"]]], ["Data", "Assunto"])

    found = rows(making.as_csv(sheet, delimiter=delimiter, encoding=encoding), "plano.csv")

    assert [(row["start"], row["text"]) for row in found] == [("2013-03-05", "Sessão"), ("2013-03-06", "Votação")]


@pytest.mark.parametrize("space", ["\u00a0", "\u2009", "\u202f", "\u3000", "\u200b \u200b"])
def test_spaces_of_all_kinds_are_spaces(space):
    text = "\ufeff5 March 2013, 2:30 p.m.: First debate\r\n\r\n6 March 2013: Vote\r\n".replace(" ", space)

    assert [row["text"] for row in rows(text)] == ["First debate", "Vote"]


def archive(entries: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as made:
        for name, data in entries.items():
            made.writestr(name, data)
    return stream.getvalue()


def test_bomb_is_refused_while_it_is_unpacked():
    bomb = archive({"word/document.xml": b"a" * (containers.LARGEST_INFLATED + 1)})

    with pytest.raises(UnreadableError, match="grows too large"):
        read_schedule(bomb)


def test_overlapping_parts_are_refused():
    data = bytearray(archive({"word/a.xml": b"one" * 50, "word/b.xml": b"two" * 50}, zipfile.ZIP_STORED))
    second = data.rindex(b"PK\x01\x02")
    data[second + 42 : second + 46] = (0).to_bytes(4, "little")

    with pytest.raises(UnreadableError):
        read_schedule(bytes(data))


def test_entities_and_too_many_parts_are_refused():
    with pytest.raises(UnreadableError, match="definitions"):
        read_schedule(archive({"word/document.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}))
    with pytest.raises(UnreadableError, match="more parts"):
        read_schedule(archive({f"word/{number}": b"" for number in range(containers.MOST_ENTRIES + 1)}))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"%PDF-1.4", "PDF"),
        (b"\xd0\xcf\x11\xe0", "old Word"),
        (b"\x00\x01\x02", "not text"),
        (b"a" * (5 * 1024 * 1024 + 1), "5 MB"),
    ],
)
def test_what_is_no_schedule_is_refused_with_a_sentence(data, says):
    with pytest.raises(UnreadableError, match=says):
        read_schedule(data)


def test_archive_of_something_else_is_refused():
    with pytest.raises(UnreadableError, match="neither a Word nor an Excel"):
        read_schedule(archive({"mimetype": b"application/zip"}))


def test_rows_beyond_the_most_are_left_out_and_told():
    text = "\n".join(f"{1 + number % 28} March 2013: Debate {number}" for number in range(2010))

    found = read_schedule(text)

    assert len(found.rows) == 2000
    assert "many" in [warning["code"] for warning in found.warnings]
