"""The version of all content: a count of the transactions that changed any."""

from django.db import models


class ContentVersion(models.Model):
    """Rows whose numbers add up to the version; triggers write them, `portal.versions` reads and folds them.

    On PostgreSQL each transaction adds a row of its own, so that no writer waits for another one, and a sum that has
    been read before a commit is never read again after it. SQLite has one writer at a time and needs one row.
    """

    transaction = models.BigIntegerField()
    beside = models.SmallIntegerField(db_default=0)
    """0 for records, 1 for what stands beside them: see `portal.versions`."""
    number = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["transaction", "beside"], name="content_version_once_a_transaction")
        ]

    def __str__(self) -> str:
        return f"{self.transaction}: {self.number}"
