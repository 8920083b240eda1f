"""What is inconsistent in symbols is said, with a suggestion; nothing is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.lib.symbols import lint, parse

from .spellings import all_symbols, sloppy

pytestmark = pytest.mark.once


def _said(*symbols: str) -> list[tuple[str, str, str | None]]:
    return [(remark.code, remark.source, remark.suggestion) for remark in lint(symbols)]


@pytest.mark.parametrize(
    ("symbol", "code", "suggestion"),
    [
        ("AG/RES. 2881 (XLIII-O/16)", "session_year", "AG/RES. 2881 (XLVI-O/16)"),
        ("AG/RES. 9 (XLIII-O/69)", "session_year", None),
        ("AG/RES. 2939 (XLIX-0/19)", "zero_for_letter", "AG/RES. 2939 (XLIX-O/19)"),
        ("AG/RES. 2699 (XLIIO/12)", "missing_hyphen", "AG/RES. 2699 (XLII-O/12)"),
        ("AG/RES. 2699 (XLII-O)", "year_missing", "AG/RES. 2699 (XLII-O/12)"),
        ("AG/DEC. 88 (XC-O/60)", "session_unknown", None),
        ("AG/RES. 1 (XLIIII-O/14)", "numeral_malformed", None),
        ("AG/Res. 2699 (XLII-O/12)", "letter_case", "AG/RES. 2699 (XLII-O/12)"),
        ("AG/ RES. 2699 (XLII-O/12)", "spacing", "AG/RES. 2699 (XLII-O/12)"),
        ("AG/RES. 2699 (XLII–O/12)", "dash", "AG/RES. 2699 (XLII-O/12)"),
        ("AG/RES. Nº2699 (XLII-O/12)", "number_sign", "AG/RES. 2699 (XLII-O/12)"),
        ("the resolution", "unreadable", None),
    ],
)
def test_one_fault_is_one_remark(symbol: str, code: str, suggestion: str | None) -> None:
    assert _said(symbol) == [(code, symbol, suggestion)]


def test_several_faults_are_several_remarks() -> None:
    assert [code for code, _, _ in _said("AG/ DEC. 88 (XLVI0/16)")] == ["zero_for_letter", "missing_hyphen", "spacing"]
    assert [code for code, _, _ in _said("AG/RES. 2699")] == ["year_missing", "session_missing"]


def test_session_against_year_tells_both_sides() -> None:
    (remark,) = lint(["AG/RES. 2881 (XLIII-O/16)"])
    assert remark.params == {
        "symbol": "AG/RES. 2881 (XLIII-O/16)",
        "session": "XLIII",
        "year": 2016,
        "session_year": 2013,
        "year_session": "XLVI",
    }


def test_same_number_with_two_sessions_is_said_of_both() -> None:
    remarks = [r for r in lint("AG/RES. 2816 (XLIII-O/14) ... AG/RES. 2816 (XLIV-O/14)") if r.code == "two_sessions"]
    assert [(remark.source, remark.params["others"]) for remark in remarks] == [
        ("AG/RES. 2816 (XLIII-O/14)", "AG/RES. 2816 (XLIV-O/14)"),
        ("AG/RES. 2816 (XLIV-O/14)", "AG/RES. 2816 (XLIII-O/14)"),
    ]


def test_numbers_of_special_sessions_begin_anew() -> None:
    assert lint(["AG/RES. 1 (XXXI-E/06)", "AG/RES. 1 (XXXII-E/06)"]) == []


def test_symbol_without_fault_is_passed_over() -> None:
    good = ["AG/RES. 1928 (XXXIII-O/03)", "AG/RES. 2955 (L-O/20)", "AG/RES. 3004 (LIII-O/23)", "CP/RES. 760 (1217/99)"]
    assert lint([*good, "LC/MDS.4/3", "E-079/23", "CIDI/RES. 1 (V-O/14)"]) == []


def test_hard_space_is_no_fault() -> None:
    assert lint(["AG/RES.\u00a02910 (XLVII-O/17)"]) == []


def test_other_sessions_can_be_given() -> None:
    assert [r.code for r in lint(["CIDI/RES. 1 (V-O/14)"], {("CIDI", "O"): {5: 2013}})] == ["session_year"]


def test_text_says_a_thing_once() -> None:
    assert len(lint("AG/RES. 2699 (XLIIO/12) and again AG/RES. 2699 (XLIIO/12)")) == 1


@given(sloppy(all_symbols))
def test_suggested_spelling_is_the_same_symbol_unless_the_session_is_wrong(pair: tuple[str, str]) -> None:
    for remark in lint([pair[1]]):
        if remark.suggestion and remark.code not in ("session_year", "year_missing"):
            assert remark.suggestion == pair[0]


@given(st.lists(st.text(max_size=30), max_size=4))
def test_nothing_is_refused(texts: list[str]) -> None:
    unreadable = [remark.source for remark in lint(texts) if remark.code == "unreadable"]
    assert unreadable == [text for text in dict.fromkeys(texts) if parse(text) is None]
