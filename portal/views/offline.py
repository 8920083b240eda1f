"""What works without a line: the browser's worker that keeps public pages, and the page for what it has not kept."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static

SOURCE = settings.BASE_DIR / "static" / "js" / "offline" / "worker.js"
SHELL = (
    "css/tokens.css",
    "css/base.css",
    "css/layout.css",
    "css/components.css",
    "css/tables.css",
    "css/records.css",
    "css/forms.css",
    "css/subscribe.css",
    "css/meeting.css",
    "css/print.css",
    "js/menu.js",
    "js/zone.js",
    "js/copy.js",
    "js/share.js",
    "js/offline/register.js",
    "img/plenary.svg",
    "vendor/source-serif-4/latin.woff2",
    "vendor/source-sans-3/latin.woff2",
)


def worker(request: HttpRequest) -> HttpResponse:
    """The worker's script, at the root since a worker has no say over what lies above its own address."""
    return HttpResponse(_script(), content_type="text/javascript; charset=utf-8")


@lru_cache(maxsize=1)
def _script() -> str:
    """With the addresses of its files, and a version that changes with any of them."""
    source = SOURCE.read_text(encoding="utf-8")
    shell = json.dumps([static(name) for name in SHELL])
    version = hashlib.sha256(f"{shell}{source}".encode()).hexdigest()[:16]
    return f'const VERSION = "{version}";\nconst SHELL = {shell};\n{source}'


def offline(request: HttpRequest) -> HttpResponse:
    """Shown in the place of a page that was not kept, with what was."""
    return render(request, "portal/offline.html")
