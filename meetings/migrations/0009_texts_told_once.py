"""Which texts followers were told of, and a way to copies by their key: planners ask for both at each run."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_initial"),
        ("meetings", "0008_own_words_of_notices"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Publication",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="told")),
            ],
            options={
                "verbose_name": "text that was told of",
                "verbose_name_plural": "texts that were told of",
                "ordering": ["pk"],
            },
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(fields=["dedupe_key"], name="notice_by_key"),
        ),
        migrations.AddField(
            model_name="publication",
            name="version",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="publication", to="documents.languageversion"
            ),
        ),
    ]
