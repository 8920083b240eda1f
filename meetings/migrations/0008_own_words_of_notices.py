"""The secretariat’s own words for a notice: one row a language, and none that says nothing."""

import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import django.db.models.lookups
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0007_standings_that_owe_in_words"),
    ]

    operations = [
        migrations.CreateModel(
            name="AnnouncementWords",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(max_length=2, verbose_name="language")),
                ("subject", models.CharField(blank=True, max_length=200, verbose_name="subject")),
                ("sentence", models.CharField(blank=True, max_length=600, verbose_name="sentence")),
                (
                    "announcement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="words", to="meetings.announcement"
                    ),
                ),
            ],
            options={
                "verbose_name": "own words of a notice",
                "verbose_name_plural": "own words of notices",
                "ordering": ["language"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("announcement", "language"), name="announcement_words_once_a_language"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ("en", "es", "fr", "pt"))),
                        name="announcement_words_language_known",
                    ),
                    models.CheckConstraint(
                        condition=django.db.models.lookups.GreaterThan(
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.functions.text.Length(django.db.models.functions.text.Trim("subject")),
                                "+",
                                django.db.models.functions.text.Length(
                                    django.db.models.functions.text.Trim("sentence")
                                ),
                            ),
                            0,
                        ),
                        name="announcement_words_not_blank",
                    ),
                ],
            },
        ),
    ]
