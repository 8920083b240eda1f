"""What a test reads from a downloaded paper."""

from __future__ import annotations

import io
import re
from typing import Any

from pypdf import PdfReader

FOLDED = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "\u00a0": " "})


def squashed(text: str) -> str:
    """Text without what setting it in lines may change: spaces, kinds of dashes and quotation marks, capitals."""
    return re.sub(r"[\s\u00ad\u2010]+", "", text.translate(FOLDED)).casefold()


class Printed:
    """A PDF, read once."""

    def __init__(self, data: bytes) -> None:
        self.reader = PdfReader(io.BytesIO(data))
        self.pages = [" ".join(page.extract_text().split()) for page in self.reader.pages]
        self.text = " ".join(self.pages)

    @property
    def catalog(self) -> Any:
        return self.reader.trailer["/Root"]

    def bookmarks(self) -> list[tuple[str, int]]:
        """Every bookmark with its page, counted from 1, in order."""

        def walk(entries: list[Any]) -> list[tuple[str, int]]:
            found: list[tuple[str, int]] = []
            for entry in entries:
                if isinstance(entry, list):
                    found += walk(entry)
                else:
                    found.append((entry.title, self.reader.get_destination_page_number(entry) + 1))
            return found

        return walk(self.reader.outline)

    def contents(self) -> list[int]:
        """The page numbers of the table of contents, in order."""
        return [int(number) for number in re.findall(r"(?: \.){3,} (\d+)", self.text)]

    def fonts(self) -> dict[str, bool]:
        """Every font used, and whether it is embedded."""
        found = {}
        for page in self.reader.pages:
            for font in page["/Resources"].get("/Font", {}).values():
                font = font.get_object()
                descended = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
                descriptor = descended["/FontDescriptor"].get_object()
                found[font["/BaseFont"]] = bool({"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor))
        return found

    def languages(self) -> set[str]:
        """The languages of the document and of its elements."""
        found = {str(self.catalog["/Lang"])}

        def walk(element: Any) -> None:
            element = element.get_object()
            if isinstance(element, list):
                for kid in element:
                    walk(kid)
            elif isinstance(element, dict) and "/S" in element:
                if "/Lang" in element:
                    found.add(str(element["/Lang"]))
                walk(element.get("/K", []))

        walk(self.catalog["/StructTreeRoot"]["/K"])
        return found
