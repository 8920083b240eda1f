"""Messages composed when they are sent, the states they can end in, each try, and what the installation knows."""

from datetime import datetime, timedelta

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone


def in_a_week() -> datetime:
    """What waits while the tables change has that long to get out."""
    return timezone.now() + timedelta(days=7)


class Migration(migrations.Migration):
    """After the private calendars."""

    dependencies = [
        ("portal", "0003_feed_tokens"),
    ]

    operations = [
        migrations.CreateModel(
            name="MailPace",
            fields=[
                ("host", models.CharField(max_length=200, primary_key=True, serialize=False)),
                ("free_at", models.FloatField(default=0)),
                ("slow_until", models.FloatField(default=0)),
                ("closed_until", models.FloatField(default=0)),
                ("failures", models.PositiveSmallIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="OutboxAttempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("n", models.PositiveSmallIntegerField()),
                ("started_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField()),
                ("phase", models.CharField(max_length=12)),
                ("code", models.PositiveSmallIntegerField(null=True)),
                ("text", models.CharField(blank=True, max_length=500)),
                ("worker", models.CharField(max_length=100)),
            ],
            options={
                "ordering": ("message", "n"),
            },
        ),
        migrations.CreateModel(
            name="SystemState",
            fields=[
                ("key", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("value", models.JSONField(default=dict)),
                ("version", models.PositiveBigIntegerField(default=1)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="outboxmessage",
            name="portal_outbox_state_known",
        ),
        migrations.AddField(
            model_name="outboxmessage",
            name="about",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name="outboxmessage",
            name="account",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="outboxmessage",
            name="changed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="outboxmessage",
            name="doubts",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="outboxmessage",
            name="expires_at",
            field=models.DateTimeField(default=in_a_week),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="outboxmessage",
            name="kind",
            field=models.CharField(default="letter", max_length=60),
        ),
        migrations.AddField(
            model_name="outboxmessage",
            name="last_code",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="outboxmessage",
            name="params",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="outboxmessage",
            name="reason",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="outboxmessage",
            name="refusals",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name="outboxmessage",
            name="state",
            field=models.CharField(
                choices=[
                    ("pending", "Waiting"),
                    ("claimed", "Being sent"),
                    ("sent", "Sent"),
                    ("failed", "Failed"),
                    ("cancelled", "Cancelled"),
                    ("expired", "Too late"),
                    ("unconfirmed", "Perhaps sent"),
                    ("held", "Held back"),
                ],
                default="pending",
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="outboxmessage",
            name="subject",
            field=models.CharField(blank=True, max_length=300, verbose_name="subject"),
        ),
        migrations.AlterField(
            model_name="outboxmessage",
            name="text",
            field=models.TextField(blank=True, verbose_name="text"),
        ),
        migrations.AddIndex(
            model_name="outboxmessage",
            index=models.Index(
                condition=models.Q(("about", ""), _negated=True), fields=["about", "kind"], name="portal_outbox_about"
            ),
        ),
        migrations.AddIndex(
            model_name="outboxmessage",
            index=models.Index(
                condition=models.Q(("state__in", ["failed", "unconfirmed", "held"])),
                fields=["state", "id"],
                name="portal_outbox_watched",
            ),
        ),
        migrations.AddConstraint(
            model_name="outboxmessage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        ["pending", "claimed", "sent", "failed", "cancelled", "expired", "unconfirmed", "held"],
                    )
                ),
                name="portal_outbox_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="outboxmessage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", "letter"),
                    models.Q(("account__isnull", False), ("html", ""), ("subject", ""), ("text", "")),
                    _connector="OR",
                ),
                name="portal_outbox_kinds_carry_no_words",
            ),
        ),
        migrations.AddField(
            model_name="outboxattempt",
            name="message",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="tries", to="portal.outboxmessage"
            ),
        ),
        migrations.AddConstraint(
            model_name="outboxattempt",
            constraint=models.UniqueConstraint(fields=("message", "n"), name="portal_outbox_attempt_once"),
        ),
    ]
