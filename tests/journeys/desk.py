"""The schedule editor as a journey handles it: rows, cells, lines, and the word that all is saved."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

Open = Callable[..., Page]


def row(page: Page, key: str) -> Locator:
    page.wait_for_load_state()  # clicked before the scripts are there, a cell opens as a page of its own
    return page.locator(f"#row-{key}")


def cell(page: Page, key: str, name: str) -> Locator:
    return row(page, key).locator(f"[data-cell='{name}']")


def focus_in(page: Page) -> list[str]:
    """The row and the cell that have the focus."""
    return page.evaluate(
        "() => { const a = document.activeElement;"
        " return [a.closest('[data-row]')?.dataset.row ?? '', a.closest('[data-cell]')?.dataset.cell ?? '']; }"
    )


def saved(page: Page) -> None:
    expect(page.locator("#saved")).to_contain_text("All changes saved")


def lines(page: Page, key: str) -> list[str]:
    """Number and matter of each agenda line."""
    found = row(page, key).locator("[data-item]")
    return [
        " ".join(f"{each.locator('.number').inner_text()} {each.locator('.text').inner_text()}".split())
        for each in found.all()
    ]
