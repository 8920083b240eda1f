"""What search looks through: one row for each thing that may be found, and the things that have changed since."""

import datetime as dt

from django.db import models

UNDATED = dt.date(1, 1, 1)
"""Stands for no date, so that undated rows come last in the order of the index."""


class SearchRow(models.Model):
    """The words of one thing, folded. It says what to look for, never who may know of it.

    `title` and `text` hold lines of words and then of their stems, `tokens` whole signs: symbols, languages, kinds.
    `portal.search.index` writes rows and keeps each engine's own index of them.
    """

    kind = models.CharField(max_length=12)
    object_id = models.BigIntegerField()
    body_id = models.BigIntegerField(null=True)
    within_id = models.BigIntegerField(null=True)
    """The row of a schedule that an agenda item or an outcome belongs to."""
    on = models.DateField(default=UNDATED)
    title = models.TextField(blank=True)
    text = models.TextField(blank=True)
    tokens = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="search_row_once")]
        indexes = [models.Index("kind", models.F("on").desc(), "object_id", name="search_row_newest")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class SearchChange(models.Model):
    """Something whose row is not what it should be any more; triggers write these with the change itself."""

    kind = models.CharField(max_length=12)
    object_id = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["kind", "object_id"], name="search_change_of")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"
