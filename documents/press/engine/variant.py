"""A PDF variant that is PDF/UA-1 and PDF/A-2a at once; WeasyPrint offers one or the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pydyf
import weasyprint.pdf
from weasyprint.pdf import pdfa

from documents.press.engine import footnotes, lines, tagger

# WeasyPrint looks for `pdf/a` in the name to choose the kind of output intent
VARIANT = "pdf/a-2a+ua-1"
# A name of our own: for `srgb` WeasyPrint opens the profile at each render and leaves it open
PROFILE = "--srgb"

# PDF/A allows only properties that are declared: this declares pdfuaid:part
UA_METADATA = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""
CLOSING = b"</rdf:RDF>"


def _both(pdf: Any, document: Any, page_streams: list[Any], attachments: list[Any], compress: bool) -> None:
    metadata = document.metadata
    original: Callable[..., bytes] = metadata.generate_rdf_metadata

    def with_ua(*arguments: Any) -> bytes:
        before, closing, after = original(*arguments).rpartition(CLOSING)
        return before + UA_METADATA + closing + after

    metadata.generate_rdf_metadata = with_ua
    try:
        # Checkers that do not inflate must still find the metadata
        pdfa.pdfa(pdf, document, page_streams, attachments, False, version=2, variant="A")
    finally:
        del metadata.generate_rdf_metadata


def _page_references(self: Any) -> tuple[bytes, ...]:
    """WeasyPrint's property is rebuilt at each use, which is quadratic in pages: keep it while no page is added."""
    kids = self.pages["Kids"]
    kept = self.__dict__.get("_kept_references")
    if kept is None or len(kept) * 3 != len(kids):
        kept = tuple(f"{number} 0 R".encode("ascii") for number in kids[::3])
        self.__dict__["_kept_references"] = kept
    return kept


def install() -> None:
    """Register the variant and the tagger in WeasyPrint, once."""
    if VARIANT in weasyprint.pdf.VARIANTS:
        return
    properties = {"pdf_version": "1.7", "pdf_identifier": True, "output_intent": PROFILE, "pdf_tags": True}
    weasyprint.pdf.VARIANTS[VARIANT] = (_both, properties)
    pydyf.PDF.page_references = property(_page_references)
    footnotes.install()
    lines.install()
    stock = weasyprint.pdf.add_tags

    def add_tags(pdf: Any, document: Any, pdf_version: Any, page_streams: list[Any]) -> None:
        if getattr(document, "press_paper", False):
            tagger.add_tags(pdf, document, page_streams)
        else:
            stock(pdf, document, pdf_version, page_streams)

    weasyprint.pdf.add_tags = add_tags
