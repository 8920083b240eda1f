"""The warm renderer: fonts and style sheets are read once in a process and shared by all its papers."""

from __future__ import annotations

import functools
import gc
import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import Any

import weasyprint
from weasyprint.css import ColorProfile
from weasyprint.text.fonts import FontConfiguration

from documents.press.engine.fetcher import AssetFetcher
from documents.press.engine.variant import PROFILE, VARIANT, install

HERE = Path(__file__).resolve().parent.parent
# WeasyPrint's layout and Pango's font map are not safe to share between threads
LOCK = threading.Lock()


@functools.cache
def assets() -> dict[str, bytes]:
    """The faces, by file name."""
    return {path.name: path.read_bytes() for path in sorted((HERE / "fonts").glob("*.otf"))}


@functools.cache
def sheet_text(style: str, size: str) -> str:
    """The style sheet of a house on a size of paper."""
    parts = [(HERE / "sheets" / f"{name}.css").read_text(encoding="utf-8") for name in ("shared", style)]
    return "\n".join([*parts, f"@page {{ size: {size} }} @page landscape {{ size: {size} landscape }}"])


@functools.cache
def fonts() -> tuple[FontConfiguration, Any]:
    """The font configuration with the faces loaded, and the sheet that loaded them."""
    configuration = FontConfiguration()
    text = (HERE / "sheets" / "faces.css").read_text(encoding="utf-8")
    faces = weasyprint.CSS(string=text, font_config=configuration, url_fetcher=AssetFetcher(assets()))
    return configuration, faces


@functools.cache
def sheet(style: str, size: str) -> tuple[Any, Any]:
    """The parsed sheet and the counter styles it declares."""
    from weasyprint.css.counters import CounterStyle

    counters = CounterStyle()
    parsed = weasyprint.CSS(
        string=sheet_text(style, size), font_config=fonts()[0], counter_style=counters,
        url_fetcher=AssetFetcher(assets()),
    )  # fmt: skip
    return parsed, counters


@functools.cache
def _profile_bytes() -> bytes:
    return (resources.files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()


def color_profiles() -> dict[str, Any]:
    """The output intent; one for each render, because a render writes its object's number into it."""
    names = (["r"], ["g"], ["b"])
    return {PROFILE: ColorProfile(io.BytesIO(_profile_bytes()), "sRGB2014.icc", "relative-colorimetric", names)}


@contextmanager
def _no_collector() -> Iterator[None]:
    """A render makes many small objects and few cycles: the collector would cost a fifth of its time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def render(html: str, style: str, size: str) -> bytes:
    """HTML of the press as a PDF."""
    with LOCK, _no_collector():
        install()
        parsed, counters = sheet(style, size)
        configuration, faces = fonts()
        source = weasyprint.HTML(string=html, url_fetcher=AssetFetcher(assets()))
        options = {"pdf_variant": VARIANT}
        document = source.render(
            font_config=configuration,
            counter_style=counters.copy(),
            color_profiles=color_profiles(),
            stylesheets=[faces, parsed],
            **options,
        )
        document.press_paper = True
        for page in document.pages:
            # Boxes within a link inherit it: one annotation for each line is enough
            page.links = [link for link in page.links if link[3].link]
        return document.write_pdf(**options)
