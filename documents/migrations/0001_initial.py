import django.db.models.deletion
from django.db import migrations, models

import portal.fields
import portal.lib.multilingual


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("groups", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=160, unique=True, verbose_name="address")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("work_plan", "work plan"),
                            ("report", "report"),
                            ("communique", "communiqué"),
                            ("draft", "draft text"),
                            ("draft_resolution", "draft resolution"),
                            ("proposal", "proposal"),
                            ("order_of_business", "order of business"),
                            ("background", "background document"),
                            ("study", "study"),
                            ("note", "note"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("symbol", models.CharField(blank=True, max_length=160, verbose_name="symbol as printed")),
                (
                    "symbol_key",
                    models.CharField(
                        blank=True, max_length=160, null=True, unique=True, verbose_name="normalised symbol"
                    ),
                ),
                (
                    "title",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="title"
                    ),
                ),
                (
                    "subtitle",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="subtitle"
                    ),
                ),
                (
                    "occasion",
                    portal.fields.MultilingualField(
                        blank=True,
                        default=portal.lib.multilingual.Multilingual,
                        verbose_name="occasion it was made for",
                    ),
                ),
                (
                    "occasion_place",
                    portal.fields.MultilingualField(
                        blank=True,
                        default=portal.lib.multilingual.Multilingual,
                        verbose_name="place and date of the occasion",
                    ),
                ),
                ("original_language", models.CharField(blank=True, max_length=8, verbose_name="original language")),
                (
                    "language_of_source",
                    models.CharField(blank=True, max_length=8, verbose_name="language of the text held"),
                ),
                (
                    "distribution",
                    models.CharField(
                        choices=[("general", "general"), ("limited", "limited"), ("restricted", "restricted")],
                        default="restricted",
                        max_length=12,
                        verbose_name="distribution",
                    ),
                ),
                (
                    "distribution_printed",
                    models.BooleanField(default=False, verbose_name="its distribution is printed on it"),
                ),
                ("dated", models.DateField(blank=True, null=True, verbose_name="date")),
                (
                    "dated_precision",
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
                ("job_number", models.CharField(blank=True, max_length=40, verbose_name="job number")),
                (
                    "author",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="author, as printed"
                    ),
                ),
                (
                    "note",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="note"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "author_body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="groups.body",
                        verbose_name="author body",
                    ),
                ),
                (
                    "author_delegation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="groups.delegation",
                        verbose_name="author delegation",
                    ),
                ),
                (
                    "author_person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="groups.person",
                        verbose_name="author person",
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="groups.body",
                        verbose_name="body",
                    ),
                ),
                (
                    "submitted_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="groups.body",
                        verbose_name="submitted to",
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="documents",
                        to="groups.term",
                        verbose_name="term",
                    ),
                ),
            ],
            options={
                "verbose_name": "document",
                "verbose_name_plural": "documents",
                "ordering": ["position", "slug"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("distribution__in", ["general", "limited", "restricted"])),
                        name="document_distribution_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "work_plan",
                                    "report",
                                    "communique",
                                    "draft",
                                    "draft_resolution",
                                    "proposal",
                                    "order_of_business",
                                    "background",
                                    "study",
                                    "note",
                                ],
                            )
                        ),
                        name="document_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("symbol_key", ""), _negated=True), name="document_key_null_when_absent"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("symbol", ""), ("symbol_key", None)),
                            models.Q(models.Q(("symbol", ""), _negated=True), ("symbol_key__isnull", False)),
                            _connector="OR",
                        ),
                        name="document_symbol_with_its_key",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(default=0, verbose_name="rev.")),
                ("corrigendum", models.PositiveSmallIntegerField(default=0, verbose_name="corr.")),
                ("addendum", models.PositiveSmallIntegerField(default=0, verbose_name="add.")),
                ("symbol", models.CharField(blank=True, max_length=160, verbose_name="symbol as printed")),
                (
                    "symbol_key",
                    models.CharField(
                        blank=True, max_length=160, null=True, unique=True, verbose_name="normalised symbol"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("registered", "registered"),
                            ("drafted", "drafted"),
                            ("submitted", "submitted"),
                            ("issued", "issued"),
                            ("agreed", "agreed"),
                            ("approved", "approved"),
                            ("adopted", "adopted"),
                            ("superseded", "superseded"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="registered",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("dated", models.DateField(blank=True, null=True, verbose_name="date")),
                (
                    "dated_precision",
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
                    "agreed_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("consensus", "by consensus"),
                            ("vote", "by vote"),
                            ("silence", "under the silence procedure"),
                        ],
                        max_length=12,
                        verbose_name="agreed",
                    ),
                ),
                ("agreed_on", models.DateField(blank=True, null=True, verbose_name="agreed on")),
                (
                    "agreed_precision",
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
                    "note",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="note"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="revisions", to="documents.document"
                    ),
                ),
            ],
            options={
                "verbose_name": "revision",
                "verbose_name_plural": "revisions",
                "ordering": ["-number", "-corrigendum", "-addendum"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("document", "number", "corrigendum", "addendum"), name="revision_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "registered",
                                    "drafted",
                                    "submitted",
                                    "issued",
                                    "agreed",
                                    "approved",
                                    "adopted",
                                    "superseded",
                                    "withdrawn",
                                ],
                            )
                        ),
                        name="revision_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("symbol_key", ""), _negated=True), name="revision_key_null_when_absent"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LanguageVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(max_length=8, verbose_name="language")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("available", "available"),
                            ("in_translation", "in translation"),
                            ("expected", "expected"),
                            ("cited", "cited, text not held here"),
                        ],
                        default="available",
                        max_length=16,
                        verbose_name="state",
                    ),
                ),
                ("url", models.URLField(blank=True, max_length=500, verbose_name="address")),
                ("published_on", models.DateField(blank=True, null=True, verbose_name="published")),
                ("expected_on", models.DateField(blank=True, null=True, verbose_name="expected")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="documents.revision"
                    ),
                ),
            ],
            options={
                "verbose_name": "language version",
                "verbose_name_plural": "language versions",
                "ordering": ["position", "pk"],
                "constraints": [models.UniqueConstraint(fields=("revision", "language"), name="language_version_once")],
            },
        ),
        migrations.CreateModel(
            name="Series",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=80, unique=True, verbose_name="key")),
                ("prefix", models.CharField(max_length=80, verbose_name="prefix as printed")),
                (
                    "collection",
                    models.CharField(blank=True, max_length=40, verbose_name="collection, such as OEA/Ser.G"),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="series",
                        to="groups.body",
                        verbose_name="body",
                    ),
                ),
            ],
            options={
                "verbose_name": "series",
                "verbose_name_plural": "series",
                "ordering": ["key"],
            },
        ),
        migrations.AddField(
            model_name="document",
            name="series",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="documents",
                to="documents.series",
                verbose_name="series",
            ),
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=60, verbose_name="key")),
                (
                    "made_by",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="made by, as printed"
                    ),
                ),
                (
                    "place",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="place in the text"
                    ),
                ),
                (
                    "passage",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="passage, quoted"
                    ),
                ),
                (
                    "introduction",
                    portal.fields.MultilingualField(
                        blank=True,
                        default=portal.lib.multilingual.Multilingual,
                        verbose_name="how the report introduces it",
                    ),
                ),
                (
                    "text",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="statement, verbatim"
                    ),
                ),
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
                (
                    "delegation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="groups.delegation",
                        verbose_name="delegation",
                    ),
                ),
                (
                    "on_revision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="documents.revision",
                        verbose_name="on the revision",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="statements",
                        to="documents.document",
                        verbose_name="report",
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="statements", to="groups.term"
                    ),
                ),
            ],
            options={
                "verbose_name": "statement for the record",
                "verbose_name_plural": "statements for the record",
                "ordering": ["position", "pk"],
                "constraints": [models.UniqueConstraint(fields=("term", "key"), name="statement_key_once_per_term")],
            },
        ),
        migrations.CreateModel(
            name="DocumentRelation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("annex_to", "annexed to"),
                            ("based_on", "based on"),
                            ("accompanies", "accompanies"),
                            ("supersedes", "supersedes"),
                            ("includes", "includes"),
                            ("transmitted_with", "transmitted with"),
                        ],
                        max_length=20,
                        verbose_name="relation",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="relations", to="documents.document"
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="inverse_relations",
                        to="documents.document",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("document", "kind", "other"), name="document_relation_once"),
                    models.CheckConstraint(
                        condition=models.Q(("document", models.F("other")), _negated=True),
                        name="document_relation_not_to_itself",
                    ),
                ],
            },
        ),
    ]
