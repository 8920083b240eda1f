"""What a form says where a record would break a constraint: a sentence, in each language, and never a name."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from groups.forms.sentences import sentence_for
from meetings.models import DeadlineRule


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", "The last must not come before the first."),
        ("es", "El último no puede ser anterior al primero."),
        ("fr", "Le dernier ne peut pas précéder le premier."),
        ("pt", "O último não pode vir antes do primeiro."),
    ],
)
def test_names_of_constraints_are_told_to_nobody(language: str, says: str) -> None:
    rule = DeadlineRule(key="papers", offset=1, began=date(2020, 5, 1), ended=date(2019, 5, 1))
    with override(language):
        with pytest.raises(ValidationError) as refusal:
            rule.validate_constraints()
        assert [str(sentence_for(message)) for message in refusal.value.messages] == [says]
        assert sentence_for("Something else.") == "Something else."
