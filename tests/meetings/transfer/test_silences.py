"""Silences go along in the file with who objected, and come in again as they were."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from documents.models import Revision
from meetings.models import Objection, Silence, SilenceRule
from meetings.silences.states import SilenceState
from meetings.transfer.difference import DifferentError
from meetings.transfer.errors import BadFileError
from tests.meetings.transfer.records import at, exported, imported, record

pytestmark = pytest.mark.django_db

SILENCE: dict[str, Any] = {
    "key": "silence-1",
    "revision": "d1#1.0.0",
    "announced_in": "gt/2025#first",
    "expires_at": "2025-03-12T22:00:00Z",
    "zone": "America/New_York",
    "state": "broken",
    "started_at": "2025-03-03T20:00:00Z",
    "ended_at": "2025-03-12T21:59:00Z",
    "notified_at": "2025-03-12T21:59:00Z",
    "objections": [
        {"delegation": "per", "kind": "amendment", "text": {"es": "Párrafo 3"}, "at": "2025-03-12T21:59:00Z"}
    ],
}
SILENCES = "bodies[0].terms[1].silences[0]"
RULE = {"organization": "oas", "body": "gt", "minimum_hours": 48, "strictness": "warn", "began": "2024-01-01"}


def with_silence(**facts: Any) -> dict[str, Any]:
    data = record()
    data["shared"]["silence_rules"] = [RULE]
    at(data, "bodies[0].terms[1]")["silences"] = [SILENCE | facts]
    return data


def test_silence_goes_out_as_it_came_in() -> None:
    data = with_silence()
    imported(data)
    assert json.loads(exported()) == data
    found = Silence.objects.get()
    assert (found.expires_at, found.state) == (datetime(2025, 3, 12, 22, tzinfo=UTC), "broken")
    assert Objection.objects.get().delegation.key == "per"
    assert SilenceRule.objects.get().minimum_hours == 48


def running(**facts: Any) -> dict[str, Any]:
    """One that nobody objected to, on a text that has no number yet."""
    data = with_silence(**({"state": "running"} | facts))
    silence = at(data, "bodies[0].terms[1].silences[0]")
    for name in ("notified_at", "objections"):
        del silence[name]
    if silence["state"] == "running":
        del silence["ended_at"]
    del at(data, "documents[0].revisions[1]")["symbol"]
    return data


def faults(data: dict[str, Any], **options: Any) -> dict[str, str]:
    with pytest.raises(BadFileError) as caught:
        imported(data, **options)
    return {fault.place: fault.message for fault in caught.value.faults}


def test_one_that_ran_on_meanwhile_is_unbroken_by_the_clock() -> None:
    imported(running())
    assert Silence.objects.get().state_at(datetime(2026, 1, 1, tzinfo=UTC)) is SilenceState.UNBROKEN


def test_file_with_an_objection_after_the_hour_is_refused() -> None:
    with pytest.raises(BadFileError, match=r"silences\[0\]"):
        imported(with_silence(ended_at="2025-03-12T22:00:00Z"))


@pytest.mark.parametrize("facts", [{}, {"state": "unbroken", "ended_at": "2025-03-12T22:00:00Z"}])
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ({"symbol": "GT/1 rev. 1"}, "has the number “GT/1 rev. 1”: expected none until a meeting has announced"),
        ({"state": "adopted"}, "its state is adopted: expected one of registered"),
        ({"state": "withdrawn"}, "its state is withdrawn: expected one of"),
        ({"versions": [{"language": "en", "state": "expected"}]}, "is out in no language"),
    ],
)
def test_text_under_silence_has_no_number_and_no_end_of_its_own(
    facts: dict[str, Any], text: dict[str, Any], said: str
) -> None:
    data = running(**facts)
    at(data, "documents[0].revisions[1]").update(text)
    assert said in faults(data)[f"$.{SILENCES}.revision"]
    assert not Silence.objects.exists()


def test_silence_on_a_text_that_has_its_number_here_is_refused_whatever_the_file_says_of_it() -> None:
    before = record()
    imported(before)
    said = faults(running(), keep=True)[f"$.{SILENCES}.revision"]
    assert said.startswith(
        "the text “d1#1.0.0” is under the silence “gt/2025#silence-1”, which is running, and has the number"
    )
    assert not Silence.objects.exists()


def test_objection_to_one_that_goes_on_is_refused() -> None:
    data = running()
    imported(data)
    at(data, SILENCES)["objections"] = SILENCE["objections"]
    at(data, SILENCES).update(state="broken", ended_at=SILENCE["ended_at"])
    said = faults(data, keep=True)[f"$.{SILENCES}.objections[0]"]
    assert "is running, and here somebody objects to it: expected one that is broken" in said
    assert not Objection.objects.exists()


def test_translation_of_a_text_under_silence_comes_in() -> None:
    data = running()
    imported(data)
    at(data, "documents[0].revisions[1]")["versions"].append({"language": "fr"})
    assert imported(data).created == {"language version": 1}


def test_number_and_state_of_a_text_under_silence_stay() -> None:
    data = running()
    imported(data)
    at(data, "documents[0].revisions[1]").update(symbol="GT/1 rev. 1", state="adopted")
    with pytest.raises(DifferentError, match=r"here nothing, in the file 'GT/1 rev\. 1'"):
        imported(data)
    imported(data, keep=True)
    assert Revision.objects.get(number=1).symbol == ""
