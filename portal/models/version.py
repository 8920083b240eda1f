"""The versions of all tables: counts of the statements that changed them."""

from django.db import models


class ContentVersion(models.Model):
    """Rows whose numbers add up to a table's version; triggers write them, `portal.versions` reads and folds them.

    On PostgreSQL each transaction adds rows of its own, so that no writer waits for another one, and a sum that has
    been read before a commit is never read again after it. SQLite has one writer at a time and needs one row a table.
    """

    transaction = models.BigIntegerField()
    counted = models.CharField(max_length=63)
    """The table; empty for all of them at once."""
    number = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["transaction", "counted"], name="content_version_once_a_table")]

    def __str__(self) -> str:
        return f"{self.counted}: {self.number}"
