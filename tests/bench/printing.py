"""One warm process: a paper printed by the press, by bare WeasyPrint and from the cache; times on standard output."""

from __future__ import annotations

import json
import os
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import django


def main(slug: str, term: str, rounds: str, markup: str) -> None:
    """Each once unmeasured, then in turn. The markup is left for those who print it in a new process."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    import weasyprint

    from documents.press import Paper, desk, render
    from meetings.enums import PaperKind
    from meetings.papers import read, write
    from portal.actors import ANONYMOUS

    def paper() -> Paper:
        record = read(ANONYMOUS, slug, term, PaperKind.WORK_PLAN)
        assert record is not None
        return write(record, "en", "")

    bare = render.bare_html(paper())
    Path(markup).write_text(bare, encoding="utf-8")
    ways: dict[str, Callable[[], object]] = {
        "warm": lambda: render.pdf(paper()),
        "bare warm": lambda: weasyprint.HTML(string=bare).write_pdf(),
        "cached": lambda: desk.print_paper(paper()).read_bytes(),
    }
    times: dict[str, list[float]] = defaultdict(list)
    for number in range(int(rounds) + 1):
        for name, way in ways.items():
            began = time.perf_counter()
            way()
            if number:
                times[name].append(time.perf_counter() - began)
    print(json.dumps(times))


if __name__ == "__main__":
    main(*sys.argv[1:])
