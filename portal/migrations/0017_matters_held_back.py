"""What is held back of a matter holds what is queued about it later."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0016_content_version_of_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="OutboxHold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("about", models.CharField(max_length=120, unique=True)),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                ("since", models.DateTimeField(verbose_name="held since")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["since", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("about", ""), _negated=True), name="portal_outbox_hold_names_its_matter"
                    )
                ],
            },
        ),
    ]
