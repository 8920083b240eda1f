"""Silence procedures of terms."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Field, Router, Schema

from meetings.models import Silence
from meetings.queries.schedules import term_at
from meetings.queries.silences import silences_of
from portal.api_types import Multilingual, actor_of

router = Router(tags=["Documents"])


class ObjectionOut(Schema):
    """Who objected, and in which words; for readers inside the body alone."""

    delegation: str = Field(description="The key of the delegation.", examples=["per"])
    kind: str = Field(description="objection or amendment.", examples=["objection"])
    text: Multilingual
    at: datetime


class SilenceOut(Schema):
    """A text that is adopted unless a member objects in writing before an instant."""

    key: str = Field(examples=["silence-1"])
    document: str = Field(description="The address of the document.", examples=["a-1"])
    number: int = Field(description="The revision of it.", examples=[0])
    symbol: str = Field(description="Given only when a meeting has announced the result.", examples=[""])
    state: str = Field(
        description="By the clock of this answer: running, broken, unbroken, declared, issued, withdrawn.",
        examples=["running"],
    )
    expires_at: datetime = Field(description="An objection at this instant is too late.")
    zone: str = Field(description="On whose clock it was announced.", examples=["America/New_York"])
    started_at: datetime | None
    ended_at: datetime | None
    announced_in: int | None = Field(description="The id of the meeting that announced it.", examples=[1])
    declared_in: int | None = Field(description="The id of the meeting that announced the result.", examples=[None])
    objections: list[ObjectionOut]

    @staticmethod
    def of(silence: Silence, now: datetime) -> dict[str, Any]:
        """As it stands at `now`."""
        state = silence.state_at(now)
        over = silence.expires_at if silence.state != state else None
        return {
            "key": silence.key,
            "document": silence.revision.document.slug,
            "number": silence.revision.number,
            "symbol": silence.revision.symbol,
            "state": str(state),
            "expires_at": silence.expires_at,
            "zone": silence.zone,
            "started_at": silence.started_at,
            "ended_at": silence.ended_at or over,
            "announced_in": silence.announced_in_id,
            "declared_in": silence.declared_in_id,
            "objections": [
                {"delegation": each.delegation.key, "kind": each.kind, "text": dict(each.text), "at": each.at}
                for each in silence.objections.all()
            ],
        }


@router.get(
    "/groups/{slug:slug}/{slug:label}/silences",
    response=list[SilenceOut],
    summary="The silence procedures of a term, by the instants at which they expire",
)
def silences(request: HttpRequest, slug: str, label: str) -> list[dict[str, Any]]:
    """Those on texts that the reader may read; who objected only for readers inside the body."""
    actor, now = actor_of(request), timezone.now()
    term = term_at(actor, slug, label)
    if term is None:
        raise Http404
    return [SilenceOut.of(silence, now) for silence in silences_of(actor, term)]
