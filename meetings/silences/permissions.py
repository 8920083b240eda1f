"""Who sees silence procedures and objections, and who leads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from documents.enums import UNISSUED
from documents.models import Revision
from documents.permissions import can_read
from groups.models import Body
from groups.permissions import admits, may_edit, presides, within_audience
from portal.actors import Actor

if TYPE_CHECKING:
    from meetings.models import Silence


def silence_visible(actor: Actor, path: str = "") -> Q:
    """Condition for silences (at lookup `path`): on texts that `actor` may read; not started, for who presides."""
    if actor.is_admin:
        return Q()
    body = f"{path}term__body"
    text = Exists(Revision.objects.visible_to(actor).filter(pk=OuterRef(f"{path}revision_id")))
    started = Q(**{f"{path}started_at__isnull": False}) | _presiding(actor, body)
    return within_audience(actor, audience=f"{body}__audience", body=body) & Q(text) & started


def objection_visible(actor: Actor) -> Q:
    """Condition for objections: who objected, and how, is for the members, officers and secretariat of the body."""
    if actor.is_admin:
        return Q()
    body = "silence__term__body"
    inside = Q(**{f"{body}__in": actor.member_of}) | _presiding(actor, body)
    return silence_visible(actor, "silence__") & inside


def can_see_silence(actor: Actor, silence: Silence) -> bool:
    """The predicate of `silence_visible`."""
    body, revision = silence.term.body, silence.revision
    readable = can_read(actor, revision.document)
    readable = readable and (revision.state not in UNISSUED or _presides(actor, revision.document.body))
    admitted = admits(actor, body.audience, body_id=body.pk, organization_id=body.organization_id)
    return readable and admitted and (silence.started_at is not None or _presides(actor, body))


def can_see_objections(actor: Actor, silence: Silence) -> bool:
    """The predicate of `objection_visible`, for all objections to one silence."""
    body = silence.term.body
    return can_see_silence(actor, silence) and (body.pk in actor.member_of or _presides(actor, body))


def may_lead_silence(actor: Actor, body: Body) -> bool:
    """Whether `actor` starts and ends silences: the chair, and the secretariat, which records it for the chair."""
    return may_edit(actor, body.organization_id) or body.pk in actor.chair_of


def _presiding(actor: Actor, body: str) -> Q:
    return Q(**{f"{body}__in": actor.officer_of}) | Q(
        **{f"{body}__organization__in": actor.secretariat_of | actor.editor_of}
    )


def _presides(actor: Actor, body: Body) -> bool:
    return presides(actor, body_id=body.pk, organization_id=body.organization_id)
