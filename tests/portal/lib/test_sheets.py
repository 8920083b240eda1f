"""Tables for spreadsheets: nothing in them is run."""

from __future__ import annotations

import csv
import io

import pytest
from openpyxl import load_workbook

from portal.lib.sheets import Sheet, as_csv, as_xlsx

HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =cmd|'/c calc'!A0"]


def test_csv_is_read_back_as_it_was_with_its_mark_for_excel() -> None:
    content = as_csv(Sheet("Owed", ["What", "To"], [["Observación, “texto”", "a\nb"], ["", "x"]]))
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert rows == [["What", "To"], ["Observación, “texto”", "a\nb"], ["", "x"]]


@pytest.mark.parametrize("cell", HOSTILE)
def test_csv_cell_that_would_be_a_formula_is_a_text(cell: str) -> None:
    content = as_csv(Sheet("Owed", ["What"], [[cell]]))
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert rows[1] == [f"'{cell}"]


@pytest.mark.parametrize("cell", HOSTILE)
def test_workbook_cell_that_would_be_a_formula_is_a_text(cell: str) -> None:
    (page,) = load_workbook(io.BytesIO(as_xlsx([Sheet("Owed", ["What"], [[cell]])]))).worksheets
    assert page["A2"].data_type == "s"
    assert page["A2"].value.strip() == cell.strip()


def test_workbook_has_a_sheet_for_each_table_and_survives_what_xml_cannot_hold() -> None:
    tables = [Sheet("A: [long] name/that is longer than Excel allows", ["x"], [["a\x00b\x0bc"]]), Sheet("B", ["y"], [])]
    first, second = load_workbook(io.BytesIO(as_xlsx(tables))).worksheets
    assert (first.title, first["A2"].value) == ("A   long  name that is longer t", "abc")
    assert (second.title, second["A1"].value, second.freeze_panes) == ("B", "y", "A2")
