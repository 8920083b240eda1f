"""Silence procedures on texts, who objects, how long they last at least; and a kind of notice of its own."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import portal.fields
import portal.lib.multilingual


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_initial"),
        ("groups", "0005_index_parts_of_changes_alone"),
        ("meetings", "0013_versions_of_rows"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="announcement",
            name="kind",
            field=models.CharField(
                choices=[
                    ("convened", "A meeting is convened"),
                    ("changed", "A meeting’s date, hour, room or mode changes"),
                    ("called_off", "A meeting is postponed, cancelled or not held"),
                    ("order", "An order of business is issued or amended"),
                    ("published", "An agenda or a document is published"),
                    ("deadline", "A deadline is set, moved or extended"),
                    ("reminder", "Reminders of what is owed"),
                    ("silence", "A silence procedure starts, is broken or ends"),
                    ("plan", "A work plan is adopted or amended"),
                    ("outcome", "Outcomes or a record are issued"),
                    ("election", "A post is vacant or an election due"),
                    ("mandate", "A mandate is assigned or due soon"),
                    ("term", "A term ends soon"),
                    ("services", "Services of a meeting are to be confirmed or cancelled"),
                ],
                max_length=12,
                verbose_name="kind",
            ),
        ),
        migrations.AlterField(
            model_name="notice",
            name="kind",
            field=models.CharField(
                choices=[
                    ("convened", "A meeting is convened"),
                    ("changed", "A meeting’s date, hour, room or mode changes"),
                    ("called_off", "A meeting is postponed, cancelled or not held"),
                    ("order", "An order of business is issued or amended"),
                    ("published", "An agenda or a document is published"),
                    ("deadline", "A deadline is set, moved or extended"),
                    ("reminder", "Reminders of what is owed"),
                    ("silence", "A silence procedure starts, is broken or ends"),
                    ("plan", "A work plan is adopted or amended"),
                    ("outcome", "Outcomes or a record are issued"),
                    ("election", "A post is vacant or an election due"),
                    ("mandate", "A mandate is assigned or due soon"),
                    ("term", "A term ends soon"),
                    ("services", "Services of a meeting are to be confirmed or cancelled"),
                ],
                max_length=12,
                verbose_name="kind",
            ),
        ),
        migrations.AlterField(
            model_name="noticechoice",
            name="kind",
            field=models.CharField(
                choices=[
                    ("convened", "A meeting is convened"),
                    ("changed", "A meeting’s date, hour, room or mode changes"),
                    ("called_off", "A meeting is postponed, cancelled or not held"),
                    ("order", "An order of business is issued or amended"),
                    ("published", "An agenda or a document is published"),
                    ("deadline", "A deadline is set, moved or extended"),
                    ("reminder", "Reminders of what is owed"),
                    ("silence", "A silence procedure starts, is broken or ends"),
                    ("plan", "A work plan is adopted or amended"),
                    ("outcome", "Outcomes or a record are issued"),
                    ("election", "A post is vacant or an election due"),
                    ("mandate", "A mandate is assigned or due soon"),
                    ("term", "A term ends soon"),
                    ("services", "Services of a meeting are to be confirmed or cancelled"),
                ],
                max_length=12,
                verbose_name="kind",
            ),
        ),
        migrations.CreateModel(
            name="Silence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=60, verbose_name="key")),
                ("expires_at", models.DateTimeField(verbose_name="expires")),
                ("zone", models.CharField(max_length=64, verbose_name="time zone")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("announced", "announced, not started"),
                            ("running", "running"),
                            ("broken", "broken: not adopted"),
                            ("unbroken", "adopted, to be announced"),
                            ("declared", "adopted, announced"),
                            ("issued", "adopted and issued"),
                            ("withdrawn", "ended by the Chair"),
                        ],
                        default="announced",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("started_at", models.DateTimeField(blank=True, null=True, verbose_name="started")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended")),
                ("notified_at", models.DateTimeField(blank=True, null=True, verbose_name="members told of the result")),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="reason why it was ended")),
                (
                    "announced_in",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="silences_announced",
                        to="meetings.meeting",
                        verbose_name="meeting that announced it",
                    ),
                ),
                (
                    "declared_in",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="silences_declared",
                        to="meetings.meeting",
                        verbose_name="meeting that announced the result",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="silences",
                        to="documents.revision",
                        verbose_name="text under silence",
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="silences",
                        to="groups.term",
                        verbose_name="term",
                    ),
                ),
            ],
            options={
                "verbose_name": "silence procedure",
                "verbose_name_plural": "silence procedures",
                "ordering": ["expires_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Objection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("objection", "objection"), ("amendment", "amendment")],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "text",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="text"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="received")),
                (
                    "delegation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objections",
                        to="groups.delegation",
                        verbose_name="delegation",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "silence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="objections", to="meetings.silence"
                    ),
                ),
            ],
            options={
                "verbose_name": "objection",
                "verbose_name_plural": "objections",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SilenceRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("minimum_hours", models.PositiveSmallIntegerField(default=72, verbose_name="hours at least")),
                (
                    "strictness",
                    models.CharField(
                        choices=[("refuse", "a shorter one is refused"), ("warn", "a shorter one is warned of")],
                        default="refuse",
                        max_length=8,
                        verbose_name="how strictly",
                    ),
                ),
                (
                    "source",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="provision it rests on"
                    ),
                ),
                ("began", models.DateField(blank=True, null=True, verbose_name="valid from")),
                ("ended", models.DateField(blank=True, null=True, verbose_name="valid to")),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="silence_rules",
                        to="groups.body",
                        verbose_name="body, where it is not for all",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="silence_rules",
                        to="groups.organization",
                        verbose_name="organization",
                    ),
                ),
            ],
            options={
                "verbose_name": "rule for silence procedures",
                "verbose_name_plural": "rules for silence procedures",
                "ordering": ["pk"],
            },
        ),
        migrations.AddIndex(
            model_name="silence",
            index=models.Index(
                condition=models.Q(("state", "running")), fields=["expires_at"], name="silence_that_runs"
            ),
        ),
        migrations.AddConstraint(
            model_name="silence",
            constraint=models.UniqueConstraint(fields=("term", "key"), name="silence_key_once_per_term"),
        ),
        migrations.AddConstraint(
            model_name="silence",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("broken", "withdrawn")), _negated=True),
                fields=("revision",),
                name="silence_one_that_stands_on_a_revision",
            ),
        ),
        migrations.AddConstraint(
            model_name="silence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["announced", "running", "broken", "unbroken", "declared", "issued", "withdrawn"])
                ),
                name="silence_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="silence",
            constraint=models.CheckConstraint(
                condition=models.Q(("zone", ""), _negated=True), name="silence_names_its_zone"
            ),
        ),
        migrations.AddConstraint(
            model_name="silence",
            constraint=models.CheckConstraint(
                condition=models.Q(("started_at", None), ("expires_at__gt", models.F("started_at")), _connector="OR"),
                name="silence_expires_after_its_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="silence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("started_at", None), ("state", "announced")),
                    ("state", "withdrawn"),
                    models.Q(
                        models.Q(("state__in", ("announced", "withdrawn")), _negated=True),
                        ("started_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="silence_started_unless_announced",
            ),
        ),
        migrations.AddConstraint(
            model_name="silence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("state__in", ("announced", "running"))),
                    models.Q(
                        models.Q(("state__in", ("announced", "running")), _negated=True), ("ended_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="silence_ended_unless_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="silence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "broken"), _negated=True),
                    ("ended_at__lt", models.F("expires_at")),
                    _connector="OR",
                ),
                name="silence_broken_before_it_expired",
            ),
        ),
        migrations.AddConstraint(
            model_name="silence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("unbroken", "declared", "issued")), _negated=True),
                    ("ended_at", models.F("expires_at")),
                    _connector="OR",
                ),
                name="silence_unbroken_until_it_expired",
            ),
        ),
        migrations.AddConstraint(
            model_name="silence",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ("declared", "issued")), ("declared_in", None), _connector="OR"),
                name="silence_declared_once_unbroken",
            ),
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.UniqueConstraint(fields=("silence", "delegation"), name="objection_once_a_delegation"),
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["objection", "amendment"])), name="objection_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="silencerule",
            constraint=models.UniqueConstraint(
                condition=models.Q(("body", None)), fields=("organization", "began"), name="silence_rule_of_house_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="silencerule",
            constraint=models.UniqueConstraint(
                condition=models.Q(("began", None), ("body", None)),
                fields=("organization",),
                name="silence_rule_of_house_first_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="silencerule",
            constraint=models.UniqueConstraint(
                condition=models.Q(("body__isnull", False)), fields=("body", "began"), name="silence_rule_of_body_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="silencerule",
            constraint=models.UniqueConstraint(
                condition=models.Q(("began", None), ("body__isnull", False)),
                fields=("body",),
                name="silence_rule_of_body_first_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="silencerule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended", None), ("began", None), ("ended__gte", models.F("began")), _connector="OR"
                ),
                name="silence_rule_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="silencerule",
            constraint=models.CheckConstraint(
                condition=models.Q(("strictness__in", ["refuse", "warn"])), name="silence_rule_strictness_known"
            ),
        ),
    ]
