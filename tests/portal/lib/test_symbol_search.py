"""Papers are found by symbols in sloppy or partial spelling."""

import re
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.lib.symbols import matches, normalise, search_key, search_terms

from .spellings import all_symbols, sloppy

pytestmark = pytest.mark.once

PAPER = "CAJP/GT/TM-24/05 rev. 7"


@pytest.mark.parametrize(
    ("query", "symbol", "rank"),
    [
        ("CAJP/GT/TM-24/05 Rev.7", PAPER, 0),
        ("cajp gt tm 24 05 rev 7", PAPER, 0),
        ("CAJP/GT/TM-24/05", PAPER, 1),
        ("cajp", PAPER, 2),
        ("TM 24/05", PAPER, 3),
        ("tm-24/2005", PAPER, 3),
        ("gt/tm-24", PAPER, 3),
        ("rev. 7", PAPER, 3),
        ("TM-2", PAPER, 4),
        ("TM-38", PAPER, None),
        ("TM-24/05 rev. 6", PAPER, None),
        ("", PAPER, None),
        ("?", PAPER, None),
        ("%", PAPER, None),
        ("ag res 2955", "AG/RES. 2955 (L-O/20)", 2),
        ("2955", "AG/RES. 2955 (L-O/20)", 3),
        ("res 2955 lo/20", "AG/RES. 2955 (L-O/20)", 3),
        ("295", "AG/RES. 2955 (L-O/20)", 4),
        ("2699 (XLIIO/12)", "AG/RES. 2699 (XLII-O/12)", 3),
        ("2939 (XLIX-0/19)", "AG/RES. 2939 (XLIX-O/19)", 3),
        ("Nº 2939", "AG/RES. 2939 (XLIX-O/19)", 3),
        ("E-079/23", "E-079/23", 0),
        ("079/23", "E-079/23", 3),
        ("mds.4/3", "LC/MDS.4/3", 3),
        ("XLIX-0/19", "AG/RES. 2939 (XLIX-0/19)", 3),
        ("XLIX-O/19", "AG/RES. 2939 (XLIX-0/19)", 3),
        ("(XLIX-0", "AG/RES. 2939 (XLIX-O/19)", 3),
        ("TM 24/O5", "CAJP/GT/TM-24/05 rev. 7", 3),
        ("CAJP GT TM 24/O5", "CAJP/GT/TM-24/05", 0),
        ("AG/RES. 26O2", "AG/RES. 2602 (XL-O/10)", 2),
        ("CD-0/19", "AG/RES. 2939 (XLIX-O/19)", None),
    ],
)
def test_query_is_ranked(query: str, symbol: str, rank: int | None) -> None:
    assert matches(query, symbol) == rank


def test_base_comes_before_its_revisions() -> None:
    symbols = ["CAJP/GT/TM-24/05 rev. 7", "CAJP/GT/TM-24/05", "CAJP/GT/TM-240/05"]
    assert [matches("CAJP/GT/TM-24/05", symbol) for symbol in symbols] == [1, 0, None]


@given(st.text(max_size=40))
def test_terms_need_no_escaping(query: str) -> None:
    assert all(re.fullmatch(r"[a-z0-9-]+", term) for term in search_terms(query))


@given(sloppy(all_symbols))
def test_every_spelling_finds_the_stored_symbol_first(pair: tuple[str, str]) -> None:
    printed, spelled = pair
    assert matches(spelled, printed) == 0
    assert normalise(spelled) == normalise(printed)


@given(all_symbols, st.data())
def test_database_finds_what_matches_finds(printed: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(printed) - 1))
    query = printed[start : data.draw(st.integers(start + 1, len(printed)))]
    connection = sqlite3.connect(":memory:")
    try:
        found = any(
            connection.execute("SELECT ? LIKE '%' || ? || '%'", (search_key(printed), term)).fetchone()[0]
            for term in search_terms(query)
        )
    finally:
        connection.close()
    assert found == (matches(query, printed) is not None)
