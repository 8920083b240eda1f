"""One address for each kind of page, found by following links as a reader would."""

from __future__ import annotations

import re
from functools import cache

from tests.journeys.portal import Portal

TERM = "/groups/cam/2020-2021/"
FIXED = {
    "home": "/",
    "groups": "/groups/",
    "organ": "/groups/permanent-council/",
    "group": "/groups/wg-open-data/",
    "overview": TERM,
    "schedule": f"{TERM}schedule/",
    "months": f"{TERM}schedule/?view=months",
    "plan": "/groups/rcsd/2020-2021/plan/",
    "report": "/groups/gt-tm/2004-2005/plan/",
    "mandates": f"{TERM}mandates/",
    "documents": "/groups/gt-tm/2004-2005/documents/",
    "members": "/groups/rcsd/2020-2021/members/",
    "calendar": "/calendar/?month=2021-03",
    "calendar list": "/calendar/?month=2012-10&view=list",
    "changes": "/changes/",
    "changes of a group": "/groups/wg-open-data/changes/",
    "search": "/search/?q=migration",
    "calendars": "/calendars/",
    "offline": "/offline/",
    "about": "/about/",
    "api": "/api/",
    "preferences": "/preferences/",
    "sign in": "/accounts/login/",
    "password": "/accounts/password/reset/",
}
FOUND = {
    "meeting": ("/groups/gtc-casa/2012-2013/schedule/", r'href="(/meetings/\d+/)"'),
    "deadline": ("/groups/gtc-casa/2012-2013/schedule/", r'href="(/deadlines/\d+/)"'),
    "document": ("/groups/gt-tm/2004-2005/documents/", r'href="(/documents/[^"#]+/)"'),
    "instrument": (f"{TERM}mandates/", r'href="(/instruments/[^"#]+/)"'),
}
KINDS = [*FIXED, *FOUND]
DESK = ["desk", "list", "record", "history", "new", "notices", "bin"]
OWN = [
    "/",
    "/changes/",
    "/my-delegation/",
    "/notices/",
    "/notices/choices/",
    "/preferences/",
    "/calendars/",
    "/accounts/password/change/",
    "/accounts/sessions/",
    "/accounts/second-factor/",
]
"""What a delegate opens as their own."""


@cache
def address_of(portal: Portal, kind: str) -> str:
    """Where a page of this kind is."""
    if kind in FIXED:
        return FIXED[kind]
    page, pattern = FOUND[kind]
    found = re.search(pattern, portal.get(page).text)
    assert found, f"{page} links to no {kind}"
    return found[1]
