"""Filling forms as a browser does: what a page's form would send if nobody touched it."""

from __future__ import annotations

from html.parser import HTMLParser


class _Form(HTMLParser):
    """Collects the values of the first form whose class is `kind` ("form-page" or "form-narrow")."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self.inside = self.done = False
        self.select = self.textarea = ""
        self.first: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = {name: value or "" for name, value in attrs}
        if tag == "form" and about.get("class", "").startswith("form-") and not self.done:
            self.inside = True
        if not self.inside:
            return
        name = about.get("name", "")
        if tag == "input" and name:
            kind = about.get("type", "text")
            if kind not in ("checkbox", "radio") or "checked" in about:
                self.values.setdefault(name, []).append(about.get("value", "on" if kind == "checkbox" else ""))
        elif tag == "textarea":
            self.textarea = name
            self.values[name] = [""]
        elif tag == "select":
            self.select, self.first = name, None
            self.multiple = "multiple" in about
        elif tag == "option" and self.select:
            if self.first is None and not self.multiple:
                self.first = about.get("value", "")
            if "selected" in about:
                self.values.setdefault(self.select, []).append(about.get("value", ""))

    def handle_data(self, data: str) -> None:
        if self.inside and self.textarea:
            self.values[self.textarea][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self.inside:
            self.inside, self.done = False, True
        elif tag == "textarea" and self.textarea:
            # A browser drops the newline that follows the opening tag.
            self.values[self.textarea][0] = self.values[self.textarea][0].removeprefix("\r\n").removeprefix("\n")
            self.textarea = ""
        elif tag == "select" and self.select:
            if self.first is not None:
                self.values.setdefault(self.select, [self.first])
            self.select = ""


def form_values(html: str) -> dict[str, list[str]]:
    """Names and values of the page's main form as it would be sent untouched."""
    form = _Form()
    form.feed(html)
    form.values.pop("csrfmiddlewaretoken", None)
    return form.values
