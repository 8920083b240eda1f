"""Symbols are read as identities, whatever their spelling."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.lib.symbols import Kind, Session, Suffix, SuffixKind, find_all, parse
from portal.lib.symbols.roman import from_roman, to_roman

from .spellings import all_symbols, sloppy

pytestmark = pytest.mark.once

CASES = [
    ("AG/RES. 2699 (XLII-O/12)", "AG/RES. 2699 (XLII-O/12)", "ag-res-2699-xlii-o-12", "oas", "resolution"),
    ("AG/RES. 2699 (XLIIO/12)", "AG/RES. 2699 (XLII-O/12)", "ag-res-2699-xlii-o-12", "oas", "resolution"),
    ("AG/ DEC. 88 (XLVI-0/16)", "AG/DEC. 88 (XLVI-O/16)", "ag-dec-88-xlvi-o-16", "oas", "declaration"),
    ("AG/RES. 2939 (XLIX-0/19)", "AG/RES. 2939 (XLIX-O/19)", "ag-res-2939-xlix-o-19", "oas", "resolution"),
    ("AG/RES. 2955 (L-O/20)", "AG/RES. 2955 (L-O/20)", "ag-res-2955-l-o-20", "oas", "resolution"),
    ("ag res nº 2955 (lo/2020)", "AG/RES. 2955 (L-O/20)", "ag-res-2955-l-o-20", "oas", "resolution"),
    ("AG/RES. 2955", "AG/RES. 2955", "ag-res-2955", "oas", "resolution"),
    ("CP/RES. 760 (1217/99)", "CP/RES. 760 (1217/99)", "cp-res-760-1217-99", "oas", "resolution"),
    ("CIDH/RES. 1/20", "CIDH/RES. 1/20", "cidh-res-1-20", "oas", "resolution"),
    ("CAJP/GT/TM-24/05 Rev.7", "CAJP/GT/TM-24/05 rev. 7", "cajp-gt-tm-24-05-rev-7", "oas", "document"),
    ("CP/CAJP-2038/03", "CP/CAJP-2038/03", "cp-cajp-2038-03", "oas", "document"),
    ("AG/doc.5242/12", "AG/doc.5242/12", "ag-doc-5242-12", "oas", "document"),
    ("AG/doc. 5238/12 add. 1", "AG/doc.5238/12 add. 1", "ag-doc-5238-12-add-1", "oas", "document"),
    ("CP/DOC. 12/80 REV. 4 corr. 1", "CP/doc.12/80 rev. 4 corr. 1", "cp-doc-12-80-rev-4-corr-1", "oas", "document"),
    ("CP/CAJP/GT/DDD-5/06", "CP/CAJP/GT/DDD-5/06", "cp-cajp-gt-ddd-5-06", "oas", "document"),
    ("CP/INF. 5475/07", "CP/INF. 5475/07", "cp-inf-5475-07", "oas", "notice"),
    ("CP/OD-1588/07", "CP/OD-1588/07", "cp-od-1588-07", "oas", "order_of_business"),
    ("CP/ACTA 1970/14", "CP/ACTA 1970/14", "cp-acta-1970-14", "oas", "minutes"),
    ("CP/SA.1433/04", "CP/SA.1433/04", "cp-sa-1433-04", "oas", "summary_record"),
    ("LC/MDS.4/3", "LC/MDS.4/3", "lc-mds-4-3", "un", "document"),
    ("LC/MDS.4/3 rev. 1", "LC/MDS.4/3/Rev.1", "lc-mds-4-3-rev-1", "un", "document"),
    ("LC/CDS.3/5", "LC/CDS.3/5", "lc-cds-3-5", "un", "document"),
    ("LC/L.4021", "LC/L.4021", "lc-l-4021", "un", "document"),
    ("LC/L.4021(CDS.1/3)", "LC/L.4021(CDS.1/3)", "lc-l-4021-cds-1-3", "un", "document"),
    ("LC/SES.38/14", "LC/SES.38/14", "lc-ses-38-14", "un", "document"),
    ("751(PLEN.36)", "751(PLEN.36)", "751-plen-36", "un", "resolution"),
    ("700 (XXXVI)", "700(XXXVI)", "700-xxxvi", "un", "resolution"),
    ("A/RES/70/1", "A/RES/70/1", "a-res-70-1", "un", "resolution"),
    ("A/RES/217 A (III)", "A/RES/217 A (III)", "a-res-217-a-iii", "un", "resolution"),
    ("s/res/1325(2000)", "S/RES/1325 (2000)", "s-res-1325-2000", "un", "resolution"),
    ("A/CONF.219/L.1/Add.1", "A/CONF.219/L.1/Add.1", "a-conf-219-l-1-add-1", "un", "document"),
    ("E/CN.4/2004/76/Add.3", "E/CN.4/2004/76/Add.3", "e-cn-4-2004-76-add-3", "un", "document"),
    ("a/c.3/75/l.10/rev.1", "A/C.3/75/L.10/Rev.1", "a-c-3-75-l-10-rev-1", "un", "document"),
    ("A/70/1/Summary", "A/70/1/Summary", "a-70-1-summary", "un", "document"),
    ("A/72/L.1*", "A/72/L.1*", "a-72-l-1-reissue-1", "un", "document"),
    ("E-079/23", "E-079/23", "press-e-079-23", "oas", "press_reference"),
]


@pytest.mark.parametrize(("text", "printed", "key", "house", "kind"), CASES)
def test_parse_reads_symbol(text: str, printed: str, key: str, house: str, kind: str) -> None:
    symbol = parse(text)
    assert symbol is not None
    assert (symbol.printed, symbol.key, symbol.house, symbol.kind) == (printed, key, house, kind)
    assert symbol.source == text


@pytest.mark.parametrize(
    "text",
    ["", "TM 24/05", "5 (a)", "paragraph 5", "COVID-19", "A/B", "OEA/Ser.G", "24/7", "A/70/1 of 2"],
)
def test_parse_refuses_what_is_no_symbol(text: str) -> None:
    assert parse(text) is None


def test_citation_has_parts() -> None:
    symbol = parse("AG/RES. 2881 (XLIII-O/16) corr. 1")
    assert symbol is not None
    assert (symbol.organs, symbol.series, symbol.number, symbol.year) == (("AG",), "RES", "2881", 2016)
    assert symbol.session == Session(numeral="XLIII", kind="O")
    assert symbol.session is not None
    assert symbol.session.ordinal == 43
    assert symbol.suffixes == (Suffix(SuffixKind.CORRIGENDUM, 1),)


def test_years_before_the_organization_belong_to_the_next_century() -> None:
    years = [parse(f"CP/doc.1/{year}").year for year in ("47", "48", "99", "00")]  # type: ignore[union-attr]
    assert years == [2047, 1948, 1999, 2000]


def test_suffixes_stack_and_unstack() -> None:
    symbol = parse("CP/doc.1112/80 rev. 4 corr. 1")
    assert symbol is not None
    assert symbol.revision == 4
    assert symbol.parent is not None
    assert symbol.parent.printed == "CP/doc.1112/80 rev. 4"
    assert symbol.base.printed == "CP/doc.1112/80"
    assert symbol.base.parent is None


def test_reissue_is_added_to_the_paper_itself() -> None:
    symbol = parse("A/72/L.1/Rev.2*")
    assert symbol is not None
    assert symbol.reissued == 1
    assert symbol.parent is not None
    assert (symbol.parent.printed, symbol.base.printed) == ("A/72/L.1/Rev.2", "A/72/L.1")


def test_press_reference_is_not_taken_for_a_paper_of_the_united_nations() -> None:
    reference, paper = parse("E-079/23"), parse("E/79/23")
    assert reference is not None
    assert paper is not None
    assert reference.kind is Kind.PRESS_REFERENCE
    assert reference != paper


@given(all_symbols)
def test_printed_form_reads_back_as_itself(text: str) -> None:
    symbol = parse(text)
    assert symbol is not None
    assert symbol.printed == text
    again = parse(symbol.printed)
    assert again == symbol
    assert again is not None
    assert again.suffixes == symbol.suffixes


@given(sloppy(all_symbols))
def test_key_is_the_same_for_every_spelling(pair: tuple[str, str]) -> None:
    printed, spelled = pair
    symbol = parse(spelled)
    assert symbol is not None
    assert symbol.printed == printed
    assert symbol == parse(printed)


@given(all_symbols, all_symbols)
def test_different_symbols_have_different_addresses(one: str, other: str) -> None:
    first, second = parse(one), parse(other)
    assert first is not None
    assert second is not None
    assert (first.url_key == second.url_key) == (one == other)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", first.url_key)


@given(st.text(max_size=60))
def test_any_text_can_be_offered(text: str) -> None:
    symbol = parse(text)
    assert symbol is None or parse(symbol.printed) == symbol


@given(st.integers(1, 3999))
def test_numerals_go_both_ways(number: int) -> None:
    assert from_roman(to_roman(number)) == number


@pytest.mark.parametrize("numeral", ["XLIIII", "IC", "", "O", "VX"])
def test_malformed_numeral_has_no_number(numeral: str) -> None:
    assert from_roman(numeral) is None


@pytest.mark.parametrize("number", [0, 4000, -1])
def test_numeral_needs_a_number_that_has_one(number: int) -> None:
    with pytest.raises(ValueError, match="no Roman numeral"):
        to_roman(number)


def test_prose_gives_its_symbols_with_places() -> None:
    text = (
        "resolutions AG/RES. 2027 (XXXIV-O/04), AG/RES.\u00a01928 (XXXIII-O/03).  Its documents "
        "(CAJP/GT/TM-24/05 rev.\u00a07) and LC/CDS.3/5), 751(PLEN.36) and AG/ DEC. 88 (XLVI-0/16)"
    )
    found = find_all(text)
    assert [text[each.start : each.end] for each in found] == [
        "AG/RES. 2027 (XXXIV-O/04)",
        "AG/RES.\u00a01928 (XXXIII-O/03)",
        "CAJP/GT/TM-24/05 rev.\u00a07",
        "LC/CDS.3/5",
        "751(PLEN.36)",
        "AG/ DEC. 88 (XLVI-0/16)",
    ]
    assert [each.symbol.source for each in found] == [text[each.start : each.end] for each in found]


def test_places_count_invisible_characters() -> None:
    text = "\u200bsee AG/\u2060RES. 2955 (L\u00ad-O/20)\u200b."
    (found,) = find_all(text)
    assert found.symbol.key == "ag-res-2955-l-o-20"
    assert text[found.start : found.end] == "AG/\u2060RES. 2955 (L\u00ad-O/20)"


@pytest.mark.parametrize(
    "text",
    [
        "A/4 paper and/or 5/12, AND/OR 5/12, 24/7, km/h, S/4HANA, B/C 3",
        "COVID-19/20 in operative paragraph 5 (a), 18 (I), Article 29.2",
        "https://undocs.org/A/RES/70/1 and x/AG/RES. 5",
        "a/res/70/1",
    ],
)
def test_prose_without_symbols_gives_none(text: str) -> None:
    assert find_all(text) == []


@given(st.lists(all_symbols, min_size=1, max_size=4))
def test_prose_gives_what_was_written_into_it(symbols: list[str]) -> None:
    found = find_all("See document " + ", and document ".join(symbols) + ", and so on.")
    assert [each.symbol.printed for each in found] == symbols


def test_superscript_footnote_call_is_no_digit_of_a_symbol() -> None:
    (found,) = find_all("See A/RES/70/1¹ for this.")
    assert found.symbol.printed == "A/RES/70/1"
