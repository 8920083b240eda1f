import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import portal.fields
import portal.lib.multilingual


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("documents", "0001_initial"),
        ("groups", "0001_initial"),
        ("portal", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=80, verbose_name="key")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("meeting", "meeting"),
                            ("deadline", "deadline"),
                            ("period", "period"),
                            ("distribution", "distribution"),
                            ("recess", "recess"),
                            ("other", "other"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("start", models.DateField(blank=True, null=True, verbose_name="from")),
                ("end", models.DateField(blank=True, null=True, verbose_name="to")),
                (
                    "precision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("day", "Day"),
                            ("month", "Month"),
                            ("quarter", "Quarter"),
                            ("half", "Half-year"),
                            ("year", "Year"),
                        ],
                        max_length=8,
                        verbose_name="precision",
                    ),
                ),
                (
                    "wording",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="date as printed"
                    ),
                ),
                ("year_inferred", models.BooleanField(default=False, verbose_name="its year is not printed")),
                (
                    "weekday_printed",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="weekday printed (1 is Monday)"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("tentative", "tentative"),
                            ("scheduled", "scheduled"),
                            ("convened", "convened"),
                            ("open", "open"),
                            ("suspended", "suspended"),
                            ("held", "held"),
                            ("record_issued", "record issued"),
                            ("record_approved", "record approved"),
                            ("postponed", "postponed"),
                            ("cancelled", "cancelled"),
                            ("not_held", "not held"),
                            ("no_quorum", "no quorum"),
                            ("correspondence", "by correspondence"),
                        ],
                        default="scheduled",
                        max_length=16,
                        verbose_name="status",
                    ),
                ),
                (
                    "status_note",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="about the status"
                    ),
                ),
                (
                    "certainty",
                    models.CharField(
                        choices=[("confirmed", "confirmed"), ("reserved", "reserved"), ("indicative", "indicative")],
                        default="confirmed",
                        max_length=12,
                        verbose_name="certainty",
                    ),
                ),
                (
                    "text",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="matter"
                    ),
                ),
                (
                    "actor",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="who acts"
                    ),
                ),
                ("changed_in", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="changed in rev.")),
                ("listed", models.BooleanField(default=True, verbose_name="printed in the schedule")),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("public", "Public"),
                            ("members", "Members"),
                            ("officers", "Officers"),
                            ("staff", "Secretariat"),
                        ],
                        default="staff",
                        max_length=12,
                        verbose_name="seen by",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "verbose_name": "entry",
                "verbose_name_plural": "entries",
                "ordering": [models.OrderBy(models.F("start"), nulls_last=True), "position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end", None), ("precision", ""), ("start", None)),
                            models.Q(
                                ("end__gte", models.F("start")),
                                ("end__isnull", False),
                                ("precision__in", ["day", "month", "quarter", "half", "year"]),
                                ("start__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="entry_dates_with_precision_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["meeting", "deadline", "period", "distribution", "recess", "other"])
                        ),
                        name="entry_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                [
                                    "tentative",
                                    "scheduled",
                                    "convened",
                                    "open",
                                    "suspended",
                                    "held",
                                    "record_issued",
                                    "record_approved",
                                    "postponed",
                                    "cancelled",
                                    "not_held",
                                    "no_quorum",
                                    "correspondence",
                                ],
                            )
                        ),
                        name="entry_status_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("audience__in", ["public", "members", "officers", "staff"])),
                        name="entry_audience_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("weekday_printed", None), ("weekday_printed__range", (1, 7)), _connector="OR"
                        ),
                        name="entry_weekday_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ActivityTable",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=60, verbose_name="key")),
                (
                    "form",
                    models.CharField(
                        choices=[("grid", "month grid"), ("list", "list of activities")],
                        max_length=8,
                        verbose_name="form",
                    ),
                ),
                (
                    "label",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="label, such as Table 2"
                    ),
                ),
                (
                    "title",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="title"
                    ),
                ),
                (
                    "source",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="source line"
                    ),
                ),
                (
                    "note",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="note"
                    ),
                ),
                ("began", models.DateField(blank=True, null=True, verbose_name="first month")),
                ("ended", models.DateField(blank=True, null=True, verbose_name="last month")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "term",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="activity_tables", to="groups.term"
                    ),
                ),
            ],
            options={
                "verbose_name": "table of activities",
                "verbose_name_plural": "tables of activities",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("term", "key"), name="activity_table_key_once_per_term"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("form", "list"),
                            models.Q(("began__isnull", False), ("ended__gte", models.F("began"))),
                            _connector="OR",
                        ),
                        name="activity_grid_has_its_months",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Activity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=60, verbose_name="key")),
                ("label", models.CharField(blank=True, max_length=20, verbose_name="number as printed")),
                (
                    "name",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="activity"
                    ),
                ),
                (
                    "description",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="description"
                    ),
                ),
                (
                    "condition",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="condition"
                    ),
                ),
                (
                    "recurrence",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="recurrence"
                    ),
                ),
                ("timing_stated", models.BooleanField(default=True, verbose_name="its time is stated")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="activities",
                        to="meetings.activitytable",
                    ),
                ),
            ],
            options={
                "verbose_name": "activity",
                "verbose_name_plural": "activities",
                "ordering": ["position", "pk"],
                "constraints": [models.UniqueConstraint(fields=("table", "key"), name="activity_key_once_per_table")],
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=40, verbose_name="key")),
                ("label", models.CharField(blank=True, max_length=20, verbose_name="number as printed")),
                (
                    "text",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="matter"
                    ),
                ),
                ("quoted", models.BooleanField(default=False, verbose_name="printed in quotation marks")),
                (
                    "remark",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="remark after it"
                    ),
                ),
                (
                    "presenter",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="presented by"
                    ),
                ),
                (
                    "action",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "not stated"),
                            ("decision", "for decision"),
                            ("discussion", "for discussion"),
                            ("information", "for information"),
                        ],
                        default="",
                        max_length=12,
                        verbose_name="expected",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("on_agenda", "on the agenda"),
                            ("opened", "opened"),
                            ("deferred", "deferred"),
                            ("concluded", "concluded"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="on_agenda",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "mandates",
                    models.ManyToManyField(
                        blank=True, related_name="agenda_items", to="groups.mandate", verbose_name="mandates"
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="children",
                        to="meetings.agendaitem",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="agenda_items",
                        to="groups.post",
                        verbose_name="post to be filled",
                    ),
                ),
                (
                    "deadline",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="mentioned_by",
                        to="meetings.entry",
                        verbose_name="deadline it sets",
                    ),
                ),
            ],
            options={
                "verbose_name": "agenda item",
                "verbose_name_plural": "agenda items",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("parent", None), models.Q(("parent", models.F("pk")), _negated=True), _connector="OR"
                        ),
                        name="agenda_item_not_under_itself",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AgendaPaper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "note",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="note"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agenda_papers",
                        to="documents.document",
                        verbose_name="document",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="papers", to="meetings.agendaitem"
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agenda_papers",
                        to="documents.revision",
                        verbose_name="revision",
                    ),
                ),
            ],
            options={
                "verbose_name": "paper before the item",
                "verbose_name_plural": "papers before the item",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("item", "document"), name="agenda_paper_once_per_item")
                ],
            },
        ),
        migrations.CreateModel(
            name="Deadline",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("hard", "hard: nothing is accepted after it"),
                            ("soft", "soft: later is marked late"),
                            ("norm", "norm: a warning only"),
                        ],
                        default="soft",
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("at", models.TimeField(blank=True, null=True, verbose_name="hour")),
                ("zone", models.CharField(blank=True, max_length=64, verbose_name="time zone")),
                (
                    "anchor",
                    models.CharField(
                        choices=[("date", "a date"), ("entry", "an entry of the schedule"), ("session", "a session")],
                        default="date",
                        max_length=8,
                        verbose_name="counted from",
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[("before", "before"), ("after", "after")],
                        default="before",
                        max_length=8,
                        verbose_name="direction",
                    ),
                ),
                ("offset", models.PositiveSmallIntegerField(default=0, verbose_name="offset")),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("hours", "hours"),
                            ("days", "days"),
                            ("working_days", "working days"),
                            ("weeks", "weeks"),
                            ("months", "months"),
                        ],
                        default="days",
                        max_length=16,
                        verbose_name="unit",
                    ),
                ),
                (
                    "wording",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="as worded"
                    ),
                ),
                (
                    "addressees",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="who owes it"
                    ),
                ),
                (
                    "anchor_session",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="anchored_deadlines",
                        to="groups.session",
                        verbose_name="session it is counted from",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="deadlines",
                        to="documents.document",
                        verbose_name="document concerned",
                    ),
                ),
                (
                    "anchor_entry",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="anchored_deadlines",
                        to="meetings.entry",
                        verbose_name="entry it is counted from",
                    ),
                ),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="deadline", to="meetings.entry"
                    ),
                ),
            ],
            options={
                "verbose_name": "deadline",
                "verbose_name_plural": "deadlines",
                "ordering": ["entry__start", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("anchor", "date"), ("anchor_entry", None), ("anchor_session", None)),
                            models.Q(("anchor", "entry"), ("anchor_entry__isnull", False), ("anchor_session", None)),
                            models.Q(("anchor", "session"), ("anchor_entry", None), ("anchor_session__isnull", False)),
                            _connector="OR",
                        ),
                        name="deadline_anchor_agrees",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Citation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("symbol", models.CharField(blank=True, max_length=200, verbose_name="symbol as printed")),
                (
                    "lead",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="printed before it"
                    ),
                ),
                ("with_title", models.BooleanField(default=False, verbose_name="printed with its title")),
                ("languages", models.JSONField(blank=True, default=list, verbose_name="languages linked")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "instrument",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="citations",
                        to="groups.instrument",
                        verbose_name="instrument",
                    ),
                ),
                (
                    "mandate",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="citations",
                        to="groups.mandate",
                        verbose_name="mandate",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="citations", to="meetings.entry"
                    ),
                ),
            ],
            options={
                "verbose_name": "citation",
                "verbose_name_plural": "citations",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("entry", "instrument"), name="citation_once_per_entry")
                ],
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("regular", "regular meeting"),
                            ("special", "special meeting"),
                            ("preparatory", "preparatory meeting"),
                            ("procedural", "meeting on procedure"),
                            ("negotiation", "negotiation"),
                            ("thematic", "thematic meeting"),
                            ("ministerial", "ministerial meeting"),
                            ("technical", "technical meeting"),
                            ("coordination", "coordination meeting"),
                            ("workshop", "workshop"),
                            ("consultation", "informal consultation"),
                            ("launch", "launch"),
                        ],
                        default="regular",
                        max_length=16,
                        verbose_name="kind",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="number")),
                (
                    "title",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="title"
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "not stated"),
                            ("in_person", "in person"),
                            ("virtual", "virtual"),
                            ("hybrid", "in person and virtual"),
                            ("correspondence", "by correspondence"),
                        ],
                        default="",
                        max_length=16,
                        verbose_name="mode",
                    ),
                ),
                ("closed", models.BooleanField(default=False, verbose_name="closed to the public")),
                ("zone", models.CharField(blank=True, max_length=64, verbose_name="time zone")),
                (
                    "place",
                    portal.fields.MultilingualField(
                        blank=True,
                        default=portal.lib.multilingual.Multilingual,
                        verbose_name="place, where it is not a room of the house",
                    ),
                ),
                ("join_url", models.URLField(blank=True, max_length=500, verbose_name="link to join")),
                (
                    "organizer",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="organized by"
                    ),
                ),
                (
                    "stands_for",
                    models.PositiveSmallIntegerField(default=1, verbose_name="number of meetings it stands for"),
                ),
                (
                    "attendance_count",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="number who attended"),
                ),
                (
                    "attendance",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="attendance, in words"
                    ),
                ),
                (
                    "introduction",
                    portal.fields.MultilingualField(
                        blank=True,
                        default=portal.lib.multilingual.Multilingual,
                        verbose_name="introduction to its agenda",
                    ),
                ),
                (
                    "record",
                    portal.fields.MultilingualField(
                        blank=True,
                        default=portal.lib.multilingual.Multilingual,
                        verbose_name="what the record says of it",
                    ),
                ),
                (
                    "conveners",
                    models.ManyToManyField(
                        blank=True, related_name="meetings_convened", to="groups.body", verbose_name="convened by"
                    ),
                ),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="meeting", to="meetings.entry"
                    ),
                ),
                (
                    "joint_with",
                    models.ManyToManyField(
                        blank=True, related_name="joint_meetings", to="groups.body", verbose_name="joint with"
                    ),
                ),
                (
                    "rapporteur",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="meetings",
                        to="groups.tenure",
                        verbose_name="rapporteur",
                    ),
                ),
            ],
            options={
                "verbose_name": "meeting",
                "verbose_name_plural": "meetings",
                "ordering": ["entry__start", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "regular",
                                    "special",
                                    "preparatory",
                                    "procedural",
                                    "negotiation",
                                    "thematic",
                                    "ministerial",
                                    "technical",
                                    "coordination",
                                    "workshop",
                                    "consultation",
                                    "launch",
                                ],
                            )
                        ),
                        name="meeting_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("stands_for__gte", 1)), name="meeting_stands_for_one_at_least"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("present", "present"),
                            ("invited", "invited"),
                            ("presenter", "presenter"),
                            ("excused", "excused"),
                            ("absent", "absent"),
                        ],
                        default="present",
                        max_length=12,
                        verbose_name="attendance",
                    ),
                ),
                (
                    "represented_by",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="represented by"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "delegation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="groups.delegation",
                        verbose_name="delegation",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="attendances", to="meetings.meeting"
                    ),
                ),
            ],
            options={
                "verbose_name": "attendance",
                "verbose_name_plural": "attendance",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("meeting", "delegation", "kind"), name="attendance_once_per_meeting"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="items", to="meetings.meeting"
            ),
        ),
        migrations.CreateModel(
            name="Outcome",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("label", models.CharField(blank=True, max_length=20, verbose_name="number as printed")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("adopted", "adopted"),
                            ("agreed", "agreed"),
                            ("deferred", "deferred"),
                            ("noted", "noted"),
                            ("elected", "elected"),
                            ("discussed", "discussed"),
                            ("presented", "presented"),
                            ("decided", "decided"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "text",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="outcome"
                    ),
                ),
                ("released_at", models.DateTimeField(blank=True, null=True, verbose_name="released")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcomes",
                        to="documents.document",
                        verbose_name="document",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="outcomes",
                        to="meetings.agendaitem",
                        verbose_name="item",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="outcomes", to="meetings.meeting"
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcomes",
                        to="documents.revision",
                        verbose_name="revision",
                    ),
                ),
            ],
            options={
                "verbose_name": "outcome",
                "verbose_name_plural": "outcomes",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "adopted",
                                    "agreed",
                                    "deferred",
                                    "noted",
                                    "elected",
                                    "discussed",
                                    "presented",
                                    "decided",
                                ],
                            )
                        ),
                        name="outcome_kind_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanSection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "paper",
                    models.CharField(
                        choices=[
                            ("work-plan", "work plan"),
                            ("report", "report of the chair"),
                            ("communique", "communiqué"),
                        ],
                        default="work-plan",
                        max_length=12,
                        verbose_name="paper",
                    ),
                ),
                ("key", models.SlugField(max_length=60, verbose_name="key")),
                ("label", models.CharField(blank=True, max_length=20, verbose_name="number as printed")),
                (
                    "heading",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="heading"
                    ),
                ),
                (
                    "prose",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="text"
                    ),
                ),
                (
                    "facts",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "none"),
                            ("officers", "officers"),
                            ("mandates", "mandates"),
                            ("standings", "delegations"),
                            ("listing", "a list"),
                            ("rules", "rules of work"),
                            ("subgroups", "groups, subgroups and their delegations"),
                            ("table", "a table of activities"),
                            ("schedule", "schedule"),
                            ("meetings", "meetings held"),
                            ("documents", "documents"),
                            ("statements", "statements for the record"),
                            ("signature", "signature with post and office"),
                            ("signature_name", "signature, name alone"),
                            ("subplan", "plan of another body or term"),
                        ],
                        default="",
                        max_length=16,
                        verbose_name="facts that follow",
                    ),
                ),
                (
                    "after",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="text after the facts"
                    ),
                ),
                ("annex", models.BooleanField(default=False, verbose_name="an annex")),
                ("landscape", models.BooleanField(default=False, verbose_name="on a landscape page")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "listing",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="groups.listing",
                        verbose_name="list",
                    ),
                ),
                (
                    "other_term",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="groups.term",
                        verbose_name="plan included",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="children",
                        to="meetings.plansection",
                    ),
                ),
                (
                    "table",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="meetings.activitytable",
                        verbose_name="table",
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sections", to="groups.term"
                    ),
                ),
            ],
            options={
                "verbose_name": "section",
                "verbose_name_plural": "sections",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("term", "paper", "key"), name="section_key_once_per_paper"),
                    models.CheckConstraint(
                        condition=models.Q(("paper__in", ["work-plan", "report", "communique"])),
                        name="section_paper_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("facts", "listing"), _negated=True), ("listing__isnull", False), _connector="OR"
                        ),
                        name="section_has_list",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("facts", "table"), _negated=True), ("table__isnull", False), _connector="OR"
                        ),
                        name="section_has_table",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("facts", "subplan"), _negated=True),
                            ("other_term__isnull", False),
                            _connector="OR",
                        ),
                        name="section_has_plan",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Room",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=60, verbose_name="key")),
                (
                    "name",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="name"
                    ),
                ),
                (
                    "city",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="city"
                    ),
                ),
                ("zone", models.CharField(blank=True, max_length=64, verbose_name="time zone")),
                ("capacity", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="seats")),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rooms",
                        to="groups.organization",
                        verbose_name="organization",
                    ),
                ),
            ],
            options={
                "verbose_name": "room",
                "verbose_name_plural": "rooms",
                "ordering": ["key"],
                "constraints": [
                    models.UniqueConstraint(fields=("organization", "key"), name="room_key_once_per_organization")
                ],
            },
        ),
        migrations.AddField(
            model_name="meeting",
            name="room",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="meetings",
                to="meetings.room",
                verbose_name="room",
            ),
        ),
        migrations.CreateModel(
            name="Schedule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "title",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="title"
                    ),
                ),
                (
                    "span_wording",
                    portal.fields.MultilingualField(
                        blank=True,
                        default=portal.lib.multilingual.Multilingual,
                        verbose_name="span, as printed in the heading",
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[("date_matter", "date | matter"), ("date_mandate_matter", "date | mandate | matter")],
                        default="date_matter",
                        max_length=24,
                        verbose_name="columns",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("circulated", "circulated draft"),
                            ("presented", "presented"),
                            ("adopted", "adopted"),
                            ("closed", "closed"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("state_on", models.DateField(blank=True, null=True, verbose_name="since")),
                (
                    "state_precision",
                    portal.fields.PrecisionField(
                        choices=[
                            ("day", "Day"),
                            ("month", "Month"),
                            ("quarter", "Quarter"),
                            ("half", "Half-year"),
                            ("year", "Year"),
                        ],
                        default="day",
                        max_length=8,
                        verbose_name="precision",
                    ),
                ),
                ("revision", models.PositiveSmallIntegerField(default=0, verbose_name="rev.")),
                (
                    "decided_at",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="schedules_decided",
                        to="meetings.meeting",
                        verbose_name="decided at",
                    ),
                ),
                (
                    "term",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="schedule",
                        to="groups.term",
                        verbose_name="term",
                    ),
                ),
            ],
            options={
                "verbose_name": "schedule",
                "verbose_name_plural": "schedules",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "circulated", "presented", "adopted", "closed"])),
                        name="schedule_state_known",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="entry",
            name="schedule",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="entries", to="meetings.schedule"
            ),
        ),
        migrations.CreateModel(
            name="DraftChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entry_key", models.SlugField(max_length=80, verbose_name="entry")),
                (
                    "kind",
                    models.CharField(
                        choices=[("add", "added"), ("change", "changed"), ("withdraw", "withdrawn")],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("content", models.JSONField(blank=True, default=dict, verbose_name="what the entry would say")),
                (
                    "reason",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="reason"
                    ),
                ),
                ("proposed_at", models.DateTimeField(verbose_name="proposed")),
                (
                    "proposed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "schedule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="draft_changes",
                        to="meetings.schedule",
                    ),
                ),
            ],
            options={
                "verbose_name": "proposed change",
                "verbose_name_plural": "proposed changes",
                "ordering": ["proposed_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("schedule", "entry_key"), name="draft_change_once_per_entry")
                ],
            },
        ),
        migrations.CreateModel(
            name="ScheduleNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "text",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="note"
                    ),
                ),
                ("on_title", models.BooleanField(default=True, verbose_name="footnote of the title")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "schedule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notes", to="meetings.schedule"
                    ),
                ),
            ],
            options={
                "verbose_name": "note",
                "verbose_name_plural": "notes",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ScheduleVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.PositiveSmallIntegerField(default=0, verbose_name="rev.")),
                ("adopted_on", models.DateField(blank=True, null=True, verbose_name="adopted")),
                ("content", models.JSONField(verbose_name="content")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                ("frozen_at", models.DateTimeField(verbose_name="frozen")),
                (
                    "adopted_at",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions_adopted",
                        to="meetings.meeting",
                    ),
                ),
                (
                    "schedule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="meetings.schedule"
                    ),
                ),
            ],
            options={
                "verbose_name": "adopted version",
                "verbose_name_plural": "adopted versions",
                "ordering": ["-revision"],
                "constraints": [models.UniqueConstraint(fields=("schedule", "revision"), name="schedule_version_once")],
            },
        ),
        migrations.CreateModel(
            name="Sitting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="date")),
                ("start", models.TimeField(blank=True, null=True, verbose_name="from")),
                ("end", models.TimeField(blank=True, null=True, verbose_name="to")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sittings", to="meetings.meeting"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sittings",
                        to="meetings.room",
                        verbose_name="room",
                    ),
                ),
            ],
            options={
                "verbose_name": "sitting",
                "verbose_name_plural": "sittings",
                "ordering": ["on", "position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("end", None),
                            models.Q(("end__gt", models.F("start")), ("start__isnull", False)),
                            models.Q(("end", "00:00"), ("start__isnull", False)),
                            _connector="OR",
                        ),
                        name="sitting_ends_after_it_starts",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Span",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.DateField(verbose_name="from")),
                ("end", models.DateField(verbose_name="to")),
                (
                    "precision",
                    portal.fields.PrecisionField(
                        choices=[
                            ("day", "Day"),
                            ("month", "Month"),
                            ("quarter", "Quarter"),
                            ("half", "Half-year"),
                            ("year", "Year"),
                        ],
                        default="day",
                        max_length=8,
                        verbose_name="precision",
                    ),
                ),
                (
                    "basis",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="what dates it"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="spans", to="meetings.activity"
                    ),
                ),
            ],
            options={
                "verbose_name": "span",
                "verbose_name_plural": "spans",
                "ordering": ["start", "pk"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("end__gte", models.F("start"))), name="span_in_order")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.UniqueConstraint(fields=("meeting", "key"), name="agenda_item_key_once_per_meeting"),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["start"], name="entry_start"),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.UniqueConstraint(fields=("schedule", "key"), name="entry_key_once_per_schedule"),
        ),
    ]
