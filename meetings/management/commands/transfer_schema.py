"""`manage.py transfer_schema`: write the JSON Schema of group records anew, after a change of the models."""

from typing import Any

from django.core.management.base import BaseCommand

from meetings.transfer import text
from meetings.transfer.schema import PATH, schema


class Command(BaseCommand):
    """The tests say when it is due."""

    help = "Write the JSON Schema of group records into the checkout."

    def handle(self, *args: Any, **options: Any) -> None:
        PATH.write_text(text.write(schema()), encoding="utf-8")
        self.stdout.write(f"Wrote {PATH}")
