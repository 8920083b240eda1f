"""Keys of the reading API."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Only digests are kept."""

    dependencies = [("portal", "0009_search_index")]
    operations = [
        migrations.CreateModel(
            name="ApiKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, verbose_name="what it is for")),
                (
                    "scope",
                    models.CharField(
                        choices=[("public", "What everybody may read"), ("mine", "What I may read")],
                        default="public",
                        max_length=8,
                        verbose_name="what it opens",
                    ),
                ),
                ("prefix", models.CharField(max_length=16, verbose_name="begins with")),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField(verbose_name="made")),
                ("expires_on", models.DateField(blank=True, null=True, verbose_name="last day")),
                ("used_on", models.DateField(blank=True, null=True, verbose_name="last used")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="api_keys",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "API key",
                "verbose_name_plural": "API keys",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("scope__in", ["public", "mine"])), name="api_key_scope_known"
                    ),
                    models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="api_key_has_name"),
                ],
            },
        ),
    ]
