"""What a page holds, its paper holds, in the same order."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.journeys.plan_blocks import Block, blocks_of
from tests.journeys.portal import Portal
from tests.journeys.printed import Printed, squashed
from tests.journeys.rows import rows_of

PAPERS = [
    ("gtc-casa/2012-2013", "work-plan"),
    ("rcsd/2020-2021", "work-plan"),
    ("gt-tm/2004-2005", "report"),
    ("vg-iadc/2023-2024", "communique"),
    ("cam/2020-2021", "work-plan"),
]


def missing(blocks: list[Block], paper: Printed, *, begin: str = "") -> list[str]:
    """Facts that the paper lacks, or has before what stands before them on the page."""
    text = squashed(paper.text)
    place = text.rfind(squashed(begin)) if begin else 0
    found: list[str] = []
    starts: list[tuple[int, Block]] = []
    for block in blocks:
        if block.kind == "footnote":  # at the end of a page in the paper, of a section on the page
            found += [f"footnote: {fact[0]}" for fact in block.facts if _find(fact, text, 0) < 0]
            continue
        at = _find(block.facts[0], text, place)
        if at < 0:
            found.append(f"{block.kind}: {block.facts[0][0]}")
            continue
        starts.append((at, block))
        place = at
    ends = [*(at for at, _block in starts[1:]), len(text)][: len(starts)]
    for (start, block), end in zip(starts, ends, strict=True):
        span = text[start : max(end, start + 1) + SLACK]
        found += [f"{block.kind}: {fact[0]}" for fact in block.facts[1:] if _find(fact, span, 0) < 0]
    return found


SLACK = 600
"""A block of the page may reach a little beyond the beginning of the next one, which is found by a word of its own."""


def _find(spellings: tuple[str, ...], text: str, place: int) -> int:
    places = [text.find(squashed(spelling), place) for spelling in spellings]
    return min((at for at in places if at >= 0), default=-1)


@pytest.mark.parametrize(("term", "kind"), PAPERS)
def test_paper_holds_all_that_its_page_holds(page: Page, portal: Portal, term: str, kind: str) -> None:
    page.goto(f"/groups/{term}/plan/")
    assert (
        page.locator("main a.btn-primary").first.get_attribute("href")
        == f"/groups/{term}/papers/{kind}.pdf?language=en"
    )
    blocks = blocks_of(page)
    assert sum(len(block.facts) for block in blocks) > 1
    paper = Printed(portal.paper(term, kind, language="en"))
    assert not (lacking := missing(blocks, paper)), "\n".join(lacking)


@pytest.mark.parametrize("term", ["gtc-casa/2012-2013", "cam/2020-2021", "wg-open-data/2026-2027"])
def test_paper_holds_every_row_of_the_schedule(page: Page, portal: Portal, term: str) -> None:
    page.goto(f"/groups/{term}/schedule/")
    blocks = [
        Block(
            row.key,
            tuple(
                (fact,) for fact in (row.printed_date("en"), *row.hours, row.room, *row.matters(), *row.symbols) if fact
            ),
        )
        for row in rows_of(page)
    ]
    assert len(blocks) > 9
    paper = Printed(portal.paper(term, "work-plan", language="en"))
    assert not (lacking := missing(blocks, paper, begin=paper.bookmarks()[-1][0])), "\n".join(lacking)


def test_missing_fact_and_wrong_order_are_noticed(page: Page, portal: Portal) -> None:
    page.goto("/groups/cam/2020-2021/plan/")
    blocks = blocks_of(page)
    paper = Printed(portal.paper("cam/2020-2021", "work-plan", language="en"))
    mandates = [block for block in blocks if block.kind == "mandate"]
    assert len(mandates) == 8
    assert missing(mandates, paper) == []
    assert missing([*mandates[::-1]], paper) != []
    assert missing([Block("mandate", (("AG/RES. 9999 (L-O/20)",),))], paper) != []
