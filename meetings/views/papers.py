"""A term's official papers, as files made from the record."""

from __future__ import annotations

from typing import TypeVar

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.http import parse_etags
from django.utils.translation import get_language

from documents.press import Paper, PressError, desk
from groups.enums import HouseStyle
from meetings.enums import PaperKind
from meetings.papers import read, write
from meetings.papers.naming import file_name
from portal.requests import PortalRequest

Response = TypeVar("Response", bound=HttpResponseBase)
LANGUAGES = frozenset(code for code, _name in settings.LANGUAGES)


def paper(request: PortalRequest, slug: str, label: str, kind: str) -> HttpResponseBase:
    """The paper in the language and style asked for; by default the page's language and the body's own house."""
    language = request.GET.get("language") or get_language() or "en"
    style = request.GET.get("style", "")
    if kind not in PaperKind or language not in LANGUAGES or style not in {"", *HouseStyle.values}:
        raise Http404
    record = read(request.actor, slug, label, PaperKind(kind))
    if record is None:
        raise Http404
    written = write(record, language, style)
    try:
        return _kept(request, written) or _printed(request, written, file_name(record, written))
    except PressError as error:
        return render(request, "meetings/paper_failed.html", {"term": record.term, "reason": str(error)}, status=503)


def _kept(request: PortalRequest, written: Paper) -> HttpResponse | None:
    """304 where the reader holds this very paper; known from the text alone, before anything is printed."""
    etag = _etag(written)
    held = parse_etags(request.headers.get("If-None-Match", ""))
    if etag not in held and "*" not in held:
        return None
    response = HttpResponseNotModified()
    return _labelled(request, response, etag)


def _printed(request: PortalRequest, written: Paper, name: str) -> HttpResponseBase:
    response = FileResponse(desk.print_paper(written).open("rb"), filename=name, content_type="application/pdf")
    response["Content-Language"] = written.language
    return _labelled(request, response, _etag(written))


def _labelled(request: PortalRequest, response: Response, etag: str) -> Response:
    response["ETag"] = etag
    # What is in it depends on who reads, so no cache in between may keep it, nor a browser what an account opened
    if request.actor.is_anonymous:
        patch_cache_control(response, private=True, no_cache=True)
    else:
        patch_cache_control(response, private=True, no_store=True)
    return response


def _etag(written: Paper) -> str:
    return f'"{desk.paper_key(written)}"'
