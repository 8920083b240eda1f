"""Why a message stands as it does is a code, said in the language of whoever reads it; old words become codes."""

from __future__ import annotations

from datetime import datetime, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import TextChoices
from django.utils.translation import override

from meetings.notices.reasons import Untold
from portal import outbox
from portal.actors import SYSTEM
from portal.models import AuditEvent, OutboxMessage
from portal.outbox import holds
from portal.outbox.figures import explain
from portal.outbox.reasons import Why, kept, register_reasons, words_of

pytestmark = pytest.mark.django_db
migration = import_module("portal.migrations.0019_old_reasons_become_codes")


def letter(now: datetime, key: str = "a") -> OutboxMessage:
    return outbox.enqueue(recipient="ana@example.org", language="es", subject="s", text="t", dedupe_key=key, now=now)


@pytest.mark.parametrize("code", [*Why, *Untold], ids=str)
def test_every_reason_is_said_in_every_language(code: Why | Untold) -> None:
    said = {}
    for language in ("en", "es", "fr", "pt"):
        with override(language):
            said[language] = words_of(kept(code))
    assert len(set(said.values())) == 4, said
    assert all("%(" not in words for words in said.values())


def test_codes_that_mean_two_things_are_refused() -> None:
    class Others(TextChoices):
        TOO_LATE = "too_late", "Another thing"

    with pytest.raises(ValueError, match="two meanings of 'too_late'"):
        register_reasons(Others)


def test_who_operates_the_mail_keeps_their_own_words(now: datetime) -> None:
    message = letter(now)
    holds.hold(actor=SYSTEM, now=now, reason="The minister asks us to wait")
    message.refresh_from_db()
    assert (message.why, outbox.reason_of(message)) == ("", "The minister asks us to wait")
    assert AuditEvent.objects.latest("pk").reason == "The minister asks us to wait"


def test_the_usual_reason_is_recorded_as_a_code_in_the_trail_too(now: datetime) -> None:
    message = letter(now)
    holds.hold(actor=SYSTEM, now=now)
    message.refresh_from_db()
    with override("fr"):
        assert outbox.reason_of(message) == "Retenu par un opérateur."
        assert "Retenu par un opérateur." in explain(message)[-1]
    told = AuditEvent.objects.latest("pk")
    assert (told.reason, told.after) == ("", {"held": 1, "why": "held_by_operator"})


def test_a_reason_tells_what_it_was_before(now: datetime) -> None:
    before = kept(Why.REFUSED, code=552)
    with override("es"):
        said = words_of(kept(Why.PLANNED_AGAIN, before=before))
    assert "552" in said
    assert said.startswith("Previsto de nuevo. Antes:")


def test_a_code_of_a_later_version_is_shown_as_it_stands() -> None:
    assert words_of({"why": "not_known_here", "facts": {"x": 1}, "reason": ""}) == "not_known_here"


def old(now: datetime, **words: Any) -> OutboxMessage:
    message = letter(now, words["reason"])
    OutboxMessage.objects.filter(pk=message.pk).update(**words)
    return message


def test_what_an_older_version_recorded_becomes_codes_and_other_words_stay(now: datetime) -> None:
    texts = (
        "Released by an operator.",
        "Planned again. Before: The date of the deadline has changed.",
        "Planned again. Before: Uruguay has answered.",
        "The minister asks us to wait",
    )
    rows = [old(now + timedelta(minutes=n), reason=text) for n, text in enumerate(texts)]
    migration.to_codes(apps, connection.SchemaEditorClass(connection))
    for row in rows:
        row.refresh_from_db()
    assert [row.why for row in rows] == ["released", "planned_again", "planned_again", ""]
    with override("pt"):
        said = [outbox.reason_of(row) for row in rows]
    assert said[0] == "Liberado por um operador."
    assert said[1].endswith(words_in("pt", Untold.DATE_CHANGED))
    assert said[2].endswith("Uruguay has answered.")
    assert said[3] == texts[3]


def words_in(language: str, code: Untold) -> str:
    with override(language):
        return words_of(kept(code))


def test_every_code_that_old_words_become_is_known() -> None:
    assert set(migration.TABLE.values()) <= {code.value for code in (*Why, *Untold)}
