"""Errors of the reading API as programs read them: problem details, RFC 9457."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from portal.lost import Unanswered

CONTENT_TYPE = "application/problem+json"


def problem(status: int, detail: str, headers: Mapping[str, str] | None = None, **more: Any) -> HttpResponse:
    """An answer that says in a sentence what is wrong; `more` are members of its own."""
    content = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail, **more}
    return HttpResponse(
        json.dumps(content, ensure_ascii=False), status=status, content_type=CONTENT_TYPE, headers=headers
    )


def sentence(status: int) -> str:
    """What a status says where nobody said more."""
    sentences = {
        400: _("The request could not be read."),
        403: _("This may be known of, but not read."),
        404: _("There is nothing here that you may read."),
        405: _("The API only reads: ask with GET."),
        503: _("The portal cannot reach its records right now; Retry-After says when to ask again."),
        500: _("Something failed on our side. It has been noted; ask again later."),
    }
    return sentences.get(status, HTTPStatus(status).phrase)


def unanswered(why: Unanswered) -> str:
    """What a 503 says of why there is no answer."""
    if why is Unanswered.SLOW:
        return _("This took too long and was stopped; ask for less, or again after Retry-After.")
    if why is Unanswered.BUSY:
        return _("Others were writing the same records; ask again after Retry-After.")
    return sentence(503)


def no_such_key() -> HttpResponse:
    """401: the key opens nothing."""
    detail = _("This key opens nothing: it was withdrawn, is past its last day, or was not copied whole.")
    return problem(401, detail, {"WWW-Authenticate": 'Bearer realm="api", error="invalid_token"'})


def too_many(wait: float) -> HttpResponse:
    """429: when to ask again."""
    seconds = math.ceil(wait)
    detail = _("Too many requests: ask again in %(seconds)s s. A key of your own has a limit of its own.")
    return problem(429, detail % {"seconds": seconds}, {"Retry-After": str(seconds)})
