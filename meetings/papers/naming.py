"""What a paper is called as a file."""

from __future__ import annotations

import re

from documents.press import Paper
from meetings.papers.facts import Record


def file_name(record: Record, written: Paper) -> str:
    """`gtc-casa_2012-2013_work-plan_es.pdf`, after the symbol where there is one."""
    symbol = re.sub(r"[^A-Za-z0-9]+", "-", written.masthead.symbol).strip("-")
    parts = [symbol or record.body.slug, record.term.label, str(record.kind), written.language]
    return "_".join(part for part in parts if part) + ".pdf"
