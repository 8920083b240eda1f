"""The desk and its renderer: kept files, and a process that may be stuck, ended or limited."""

from __future__ import annotations

import dataclasses
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from documents.press import Paper, Paragraph, PressError, desk, render
from documents.press.printer import ROOT, Printer
from tests.documents.press.printed import sample
from tests.documents.press.samples import everything

pytestmark = pytest.mark.once
SMALL = '<html lang="en"><head><title>x</title></head><body><h1>x</h1></body></html>'


def small(words: str = "x") -> Paper:
    """A paper of one page."""
    return dataclasses.replace(everything("en", "oas"), blocks=(Paragraph.of(words),), contents=False)


@pytest.fixture
def papers(settings: Settings, tmp_path: Path) -> Path:
    """An empty folder of papers."""
    settings.DATA_DIR = tmp_path
    return tmp_path / "papers"


@pytest.fixture
def printer() -> Iterator[Printer]:
    """A printer of this test alone."""
    own = Printer()
    yield own
    own.close()


def test_paper_is_printed_once_and_kept(papers: Path) -> None:
    path = desk.print_paper(small())
    before = path.stat()
    assert path.read_bytes() == render.pdf(small())
    assert desk.print_paper(small()) == path
    assert path.stat().st_ino == before.st_ino
    assert [file.name for file in papers.iterdir()] == [f"{desk.paper_key(small())}.pdf"]


def test_another_word_style_or_size_is_another_paper(papers: Path) -> None:
    keys = {
        desk.paper_key(paper)
        for paper in (
            small(),
            small("y"),
            dataclasses.replace(small(), style="un"),
            dataclasses.replace(small(), size="a4"),
        )
    }
    assert len(keys) == 4


def test_kept_paper_is_found_without_printing(papers: Path) -> None:
    assert desk.kept(small()) is None
    path = desk.print_paper(small())
    assert desk.kept(small()) == path


def test_renderer_and_this_process_print_the_same_bytes(papers: Path) -> None:
    assert desk.print_paper(everything("en", "oas")).read_bytes() == sample("oas", "en")


def test_renderer_stays_warm_between_papers(printer: Printer) -> None:
    printer.submit(SMALL, "oas", "letter").result()
    first = printer.process
    printer.submit(SMALL, "un", "a4").result()
    assert first is not None
    assert printer.process is first


def test_stuck_renderer_is_ended_and_replaced(printer: Printer) -> None:
    long = SMALL.replace("<h1>x</h1>", "<h1>x</h1>" + "<p>y</p>" * 50_000)
    with pytest.raises(PressError, match="too long to print"):
        printer.submit(long, "oas", "letter", seconds=1.0).result()
    assert printer.process is None
    assert printer.submit(SMALL, "oas", "letter").result().startswith(b"%PDF-1.7")


def test_renderer_ended_from_outside_is_replaced(printer: Printer) -> None:
    printer.submit(SMALL, "oas", "letter").result()
    assert printer.process is not None
    os.kill(printer.process.pid, signal.SIGKILL)
    assert printer.submit(SMALL, "oas", "letter").result().startswith(b"%PDF-1.7")


def test_paper_that_cannot_be_printed_gives_a_sentence(printer: Printer) -> None:
    with pytest.raises(PressError, match="could not be printed"):
        printer.submit(SMALL, "no-such-house", "letter").result()
    assert printer.submit(SMALL, "oas", "letter").result().startswith(b"%PDF-1.7")


def test_renderer_ends_with_its_parent() -> None:
    program = (
        "import os, sys\nfrom documents.press.printer import Printer\np = Printer()\n"
        f"p.submit({SMALL!r}, 'oas', 'letter').result()\nprint(p.process.pid, flush=True)\nos._exit(0)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    renderer = Path("/proc") / done.stdout.strip()
    deadline = time.monotonic() + 5
    while renderer.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not renderer.exists()


def test_renderer_may_not_take_all_memory() -> None:
    program = (
        "from documents.press.worker import MEMORY, limit_memory\nlimit_memory()\n"
        "try:\n    bytearray(MEMORY)\nexcept MemoryError:\n    print('refused')\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "refused"


def test_tree_is_built_without_weasyprint() -> None:
    program = (
        "import sys\nfrom documents.press import Paragraph\nfrom documents.press import render\n"
        "print(any(name.startswith('weasyprint') for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_missing_native_libraries_are_named(tmp_path: Path) -> None:
    # A folder before WeasyPrint's own, whose import fails as it does where Pango is missing
    (tmp_path / "weasyprint").mkdir()
    (tmp_path / "weasyprint" / "__init__.py").write_text("raise OSError('cannot load library')\n")
    program = (
        "from documents.press.errors import PressError\nfrom documents.press.render import pdf_of_markup\n"
        "try:\n    pdf_of_markup('x', 'oas', 'letter')\nexcept PressError as error:\n    print(error)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True, env=environment
    )
    assert "libpango-1.0-0" in done.stdout


def test_oldest_papers_are_forgotten(papers: Path) -> None:
    papers.mkdir()
    for number in range(desk.MOST_FILES):
        path = papers / f"{number}.pdf"
        path.touch()
        os.utime(path, (number, number))
    newest = desk.print_paper(small())
    assert newest.exists()
    assert not (papers / "0.pdf").exists()
    assert (papers / f"{desk.MOST_FILES - 1}.pdf").exists()
