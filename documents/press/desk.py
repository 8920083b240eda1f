"""The desk: papers in, files out, each paper printed once and kept by the hash of all it depends on."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
import tempfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from django.conf import settings

from documents.press.errors import PressError
from documents.press.paper import Paper
from documents.press.printer import WALL_SECONDS, printer
from documents.press.render import html

HERE = Path(__file__).resolve().parent
MOST_FILES = 2000
NOT_INSTALLED = "Official papers cannot be printed: WeasyPrint is not installed in this environment."


@functools.cache
def press_digest() -> str:
    """Hash of the press itself: its code, sheets, faces, and the versions of what it prints with."""
    digest = hashlib.sha256()
    for path in sorted(path for path in HERE.rglob("*") if path.suffix in (".py", ".css", ".otf")):
        digest.update(str(path.relative_to(HERE)).encode() + path.read_bytes())
    for package in ("weasyprint", "pydyf", "tinycss2", "fonttools"):
        try:
            digest.update(f"{package} {version(package)}".encode())
        except PackageNotFoundError as error:
            raise PressError(NOT_INSTALLED) from error
    return digest.hexdigest()


def paper_key(paper: Paper) -> str:
    """The hash that names the paper's file; it serves as its ETag."""
    return _key(html(paper), paper)


def _key(markup: str, paper: Paper) -> str:
    whole = f"{press_digest()} {paper.style} {paper.size}\n{markup}"
    return hashlib.sha256(whole.encode("utf-8", "replace")).hexdigest()


def folder() -> Path:
    """Where printed papers are kept."""
    return Path(settings.DATA_DIR) / "papers"


def kept(paper: Paper) -> Path | None:
    """The file of a paper printed before, if it is still kept."""
    path = folder() / f"{paper_key(paper)}.pdf"
    return path if path.exists() else None


def print_paper(paper: Paper, *, seconds: float = WALL_SECONDS) -> Path:
    """The paper's file, printed now or kept from before. Raises PressError with a sentence for the reader."""
    markup = html(paper)
    path = folder() / f"{_key(markup, paper)}.pdf"
    with contextlib.suppress(FileNotFoundError):
        # A paper that is asked for is not the oldest
        os.utime(path)
        return path
    data = printer().submit(markup, paper.style, paper.size, seconds).result()
    _keep(path, data)
    return path


def _keep(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        # In one step: a reader never meets half a file
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    _forget_oldest(path.parent)


def _forget_oldest(papers: Path) -> None:
    files = list(papers.glob("*.pdf"))
    if len(files) <= MOST_FILES:
        return
    for path in sorted(files, key=lambda file: file.stat().st_mtime)[: len(files) - MOST_FILES * 9 // 10]:
        path.unlink(missing_ok=True)
