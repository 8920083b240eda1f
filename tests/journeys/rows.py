"""The rows of a schedule as a page shows them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from playwright.sync_api import Page

from portal.lib.dates import Precision, Span, Style, format_span

READ = """() => {
  const said = (element) => {
    const copy = element.cloneNode(true);
    copy.querySelectorAll(".lang-tag, .status").forEach((tag) => tag.remove());
    return copy.textContent.replace(/\\s+/g, " ").trim();
  };
  const all = (row, selector) => [...row.querySelectorAll(selector)].map(said);
  return [...document.querySelectorAll("#schedule li.entry")].map((row) => ({
    key: row.id,
    machine: row.querySelector("time")?.getAttribute("datetime") ?? "",
    days: all(row, ".date-main").join(),
    spoken: said(row.querySelector(".date")),
    hours: all(row, ".hours .nowrap"),
    room: row.matches(".entry-meeting") ? all(row, ".room").join() : "",  // elsewhere it says who acts
    heading: all(row, "h4").join(),
    note: all(row, ".entry-note").join(),
    items: all(row, ".agenda > li > div > p:first-child"),
    symbols: all(row, ".entry-what > .agenda-facts .symbol"),
  }));
}"""

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@dataclass(frozen=True)
class Row:
    """One row: its date as the page gives it, and all that stands beside it."""

    key: str
    machine: str
    days: str
    spoken: str
    hours: list[str]
    room: str
    heading: str
    note: str
    items: list[str]
    symbols: list[str]

    @property
    def span(self) -> Span:
        """The day, or the days from the first to the last."""
        if self.machine.count("-") == 1:
            return Span(dt.date.fromisoformat(f"{self.machine}-01"), precision=Precision.MONTH)
        first = dt.date.fromisoformat(self.machine)
        last = first
        if "–" in self.days:
            day, month, year = [*self.days.split("–")[1].split(), "", ""][:3]
            last = first.replace(
                year=int(year or first.year), month=MONTHS.index(month) + 1 if month else first.month, day=int(day)
            )
        return Span(first, last, Precision.DAY)

    def printed_date(self, language: str, style: Style = Style.OAS) -> str:
        """As an official paper writes it; empty where none is assigned."""
        if not self.machine:
            return ""
        span = self.span
        return format_span(span, language, style)

    def matters(self) -> list[str]:
        """What the row is about: its items, else what follows its heading, which then is but its kind, else that."""
        return self.items or [self.note or self.heading]


def rows_of(page: Page) -> list[Row]:
    """The rows of the schedule's own table, in their order."""
    return [Row(**facts) for facts in page.evaluate(READ)]
