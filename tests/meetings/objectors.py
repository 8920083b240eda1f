"""One of several that act on the same silences at once, as a process: `python -m tests.meetings.objectors ACT FOLDER`.

ACT is “in-time” or “late” for a state that objects a second before the hour or at it, “job” for the clock's, “chair”
for who ends it. It begins with the others, as soon as FOLDER/go is there, and says of each silence what came of it.
DATABASE_URL names the database. `python -m tests.meetings.objectors tell -` says what is recorded in the end.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any


def act(name: str, folder: Path) -> list[str]:
    """On each silence, in their order."""
    from meetings.models import Silence

    (folder / f"ready-{os.getpid()}").touch()
    until = time.monotonic() + 240
    while not (folder / "go").exists() and time.monotonic() < until:
        time.sleep(0.005)
    return [_said(_acts()[name], silence) for silence in Silence.objects.order_by("pk")]


def _said(done: Callable[[Any], object], silence: Any) -> str:
    from meetings.operations.errors import RefusedError

    try:
        return str(done(silence))
    except RefusedError:
        return "refused"


def _acts() -> dict[str, Callable[[Any], object]]:
    from meetings.operations import silence_results, silences

    def objects(key: str, before: timedelta) -> Callable[[Any], object]:
        return lambda silence: _object(silence, key, before)

    def end(silence: Any) -> object:
        at = silence.expires_at - timedelta(seconds=2)
        return silences.withdraw(actor=_actor("chair", at), now=at, silence=silence, reason="A new text comes.")

    return {
        "in-time": objects("per", timedelta(seconds=1)),
        "other": objects("bra", timedelta(seconds=1)),
        "late": objects("bra", timedelta(0)),
        "job": lambda silence: silence_results.conclude(silence.pk, silence.expires_at + silence_results.GRACE),
        "chair": end,
    }


def _object(silence: Any, key: str, before: timedelta) -> object:
    from groups.models import Delegation
    from meetings.operations import silences

    at = silence.expires_at - before
    state = Delegation.objects.get(key__startswith=f"{key}-")
    given = silences.object_to(
        actor=_actor(key, at), now=at, silence=silence, delegation=state, kind="objection", text={"en": "No."}
    )
    return f"objected {given.delegation.name['en']}"


def _actor(who: str, at: Any) -> Any:
    from groups.models import Tenure
    from groups.queries.accounts import actor_of_account
    from portal.models import User

    if who == "chair":
        return actor_of_account(Tenure.objects.filter(post__role="chair", ended=None).get().person.user, at)
    return actor_of_account(User.objects.get(person__accreditations__delegation__key__startswith=f"{who}-"), at)


def tell() -> list[dict[str, Any]]:
    """Of each silence its state, who objected, and how often each event was told to how many."""
    from meetings.models import Notice, Silence

    found = []
    for silence in Silence.objects.order_by("pk"):
        told = Notice.objects.filter(params__silence=silence.pk).exclude(event="silence_started")
        found.append(
            {
                "state": silence.state,
                "objections": sorted(each.delegation.name["en"] for each in silence.objections.all()),
                "events": sorted(set(told.order_by().values_list("event", flat=True))),
                "once": told.count() == told.order_by().values("user").distinct().count() > 0,
            }
        )
    return found


if __name__ == "__main__":
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    said = tell() if sys.argv[1] == "tell" else act(sys.argv[1], Path(sys.argv[2]))
    sys.stdout.write(json.dumps(said))
