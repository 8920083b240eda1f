"""Interpreters, the service for rooms and technicians, as who is told of meetings."""

import django.db.models.deletion
from django.db import migrations, models

import portal.fields
import portal.lib.multilingual


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0005_index_parts_of_changes_alone"),
        ("meetings", "0011_mandates_are_told_when_assigned"),
    ]

    operations = [
        migrations.CreateModel(
            name="Service",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=60, verbose_name="key")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("interpreters", "interpreters"),
                            ("rooms", "rooms, conference service"),
                            ("technicians", "technicians"),
                        ],
                        max_length=16,
                        verbose_name="kind",
                    ),
                ),
                (
                    "name",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="name"
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                ("language", models.CharField(default="en", max_length=2, verbose_name="language of its mails")),
                (
                    "languages",
                    models.JSONField(blank=True, default=list, verbose_name="languages, where it does not serve all"),
                ),
                ("began", models.DateField(blank=True, null=True, verbose_name="valid from")),
                ("ended", models.DateField(blank=True, null=True, verbose_name="valid to")),
            ],
            options={
                "verbose_name": "service told of meetings",
                "verbose_name_plural": "services told of meetings",
                "ordering": ["kind", "key", "pk"],
            },
        ),
        migrations.AddField(
            model_name="deadlinerule",
            name="purpose",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "deadlines of the schedule"),
                    ("corrections", "corrections to the record, after it is issued"),
                    ("services", "services with a cost are confirmed or cancelled, before the meeting"),
                ],
                default="",
                max_length=12,
                verbose_name="what it counts",
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="interpretation",
            field=models.JSONField(blank=True, default=list, verbose_name="languages of interpretation"),
        ),
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
        migrations.AddConstraint(
            model_name="deadlinerule",
            constraint=models.CheckConstraint(
                condition=models.Q(("purpose__in", ["", "corrections", "services"])), name="deadline_rule_purpose_known"
            ),
        ),
        migrations.AddField(
            model_name="service",
            name="body",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="services",
                to="groups.body",
                verbose_name="body, where it is not for all",
            ),
        ),
        migrations.AddField(
            model_name="service",
            name="organization",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="services",
                to="groups.organization",
                verbose_name="organization",
            ),
        ),
        migrations.AddField(
            model_name="service",
            name="rooms",
            field=models.ManyToManyField(
                blank=True,
                related_name="services",
                to="meetings.room",
                verbose_name="rooms, where it does not serve all",
            ),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.UniqueConstraint(
                condition=models.Q(("body", None)), fields=("organization", "key"), name="service_of_house_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.UniqueConstraint(
                condition=models.Q(("body__isnull", False)), fields=("body", "key"), name="service_of_body_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["interpreters", "rooms", "technicians"])), name="service_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.CheckConstraint(
                condition=models.Q(("language__in", ("en", "es", "fr", "pt"))), name="service_language_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended", None), ("began", None), ("ended__gte", models.F("began")), _connector="OR"
                ),
                name="service_in_order",
            ),
        ),
    ]
