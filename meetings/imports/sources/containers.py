"""Word and Excel files are zip archives: what is no honest one is refused before anything is unpacked."""

from __future__ import annotations

import io
import zipfile

from django.utils.translation import gettext as _

from meetings.imports.stream import UnreadableError

MOST_ENTRIES = 2000
LARGEST_INFLATED = 60 * 1024 * 1024
LARGEST_RATIO = 200
_SMALL = 1024 * 1024
_CHUNK = 256 * 1024


def open_container(data: bytes) -> list[str]:
    """The names in the archive. Raises UnreadableError for a bomb, overlapping entries or entities in its XML.

    The interpreter reads overlapping entries without complaint (CVE-2024-0450), so they are looked for here; sizes are
    counted while inflating, since those in the directory may lie.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_ENTRIES:
                raise UnreadableError(_("The file holds more parts than any document."))
            _refuse_overlaps(entries, len(data))
            _refuse_bombs(archive, entries)
            return [entry.filename for entry in entries]
    except (zipfile.BadZipFile, EOFError, OSError, RuntimeError, NotImplementedError, ValueError) as error:
        raise UnreadableError(_("The file is damaged and cannot be opened.")) from error


def _refuse_overlaps(entries: list[zipfile.ZipInfo], size: int) -> None:
    reached = 0
    for entry in sorted(entries, key=lambda each: each.header_offset):
        if entry.header_offset < reached or entry.header_offset + entry.compress_size > size:
            raise UnreadableError(_("The parts of the file overlap: it is not a document."))
        reached = entry.header_offset + 30 + len(entry.orig_filename.encode()) + entry.compress_size


def _refuse_bombs(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    inflated = 0
    for entry in entries:
        if entry.flag_bits & 1:
            raise UnreadableError(_("The file is protected by a password."))
        if entry.filename.startswith("/") or ".." in entry.filename.split("/"):
            raise UnreadableError(_("The file is damaged and cannot be opened."))
        own = 0
        is_xml = entry.filename.lower().endswith((".xml", ".rels"))
        tail = b""
        with archive.open(entry) as part:
            while chunk := part.read(_CHUNK):
                own += len(chunk)
                inflated += len(chunk)
                if inflated > LARGEST_INFLATED or own > max(_SMALL, entry.compress_size * LARGEST_RATIO):
                    raise UnreadableError(_("The file grows too large when it is unpacked."))
                if is_xml:
                    _refuse_entities(tail + chunk, first=own == len(chunk))
                    tail = chunk[-16:]


def _refuse_entities(chunk: bytes, *, first: bool) -> None:
    """No part of a document needs a document type, which is where entity bombs live."""
    if (first and b"\x00" in chunk[:4]) or b"<!DOCTYPE" in chunk or b"<!ENTITY" in chunk:
        raise UnreadableError(_("The file holds definitions that no document needs, and is not opened."))
