import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import groups.models.organizations
import portal.fields
import portal.lib.multilingual


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("portal", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Body",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=80, unique=True, verbose_name="address")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("organ", "organ"),
                            ("conference", "conference"),
                            ("bureau", "presiding officers"),
                            ("committee", "committee"),
                            ("working_group", "working group"),
                            ("subgroup", "subgroup"),
                            ("thematic", "thematic group"),
                            ("discussion", "discussion group"),
                            ("voluntary", "voluntary group"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "name",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="name"
                    ),
                ),
                (
                    "short_name",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="short name"
                    ),
                ),
                ("acronym", models.CharField(blank=True, max_length=40, verbose_name="acronym")),
                ("name_settled", models.BooleanField(default=True, verbose_name="name adopted")),
                ("named_on", models.DateField(blank=True, null=True, verbose_name="bears this name since")),
                (
                    "named_precision",
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
                    "description",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="description"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("established", "established"),
                            ("installed", "installed"),
                            ("active", "active"),
                            ("suspended", "suspended"),
                            ("recess", "in recess"),
                            ("reported", "reported"),
                            ("closed", "closed"),
                        ],
                        default="active",
                        max_length=16,
                        verbose_name="state",
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
                (
                    "participation",
                    models.CharField(
                        choices=[
                            ("all", "all member states"),
                            ("listed", "the delegations listed"),
                            ("open", "open to participation"),
                        ],
                        default="all",
                        max_length=12,
                        verbose_name="participation",
                    ),
                ),
                ("limited_duration", models.BooleanField(default=False, verbose_name="of limited duration")),
                ("established_on", models.DateField(blank=True, null=True, verbose_name="established")),
                (
                    "established_precision",
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
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="ended")),
                (
                    "secretariat",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="secretariat"
                    ),
                ),
                ("limited_is_public", models.BooleanField(default=False, verbose_name="its LIMITED papers are public")),
                (
                    "closed_is_listed",
                    models.BooleanField(default=False, verbose_name="what is closed or restricted is listed by title"),
                ),
                ("zone", models.CharField(blank=True, max_length=64, verbose_name="time zone")),
                (
                    "house_style",
                    models.CharField(
                        blank=True, choices=[("oas", "OAS"), ("un", "UN")], max_length=8, verbose_name="house style"
                    ),
                ),
                (
                    "paper",
                    models.CharField(
                        blank=True, choices=[("letter", "Letter"), ("a4", "A4")], max_length=8, verbose_name="paper"
                    ),
                ),
                ("website", models.URLField(blank=True, max_length=500, verbose_name="website")),
            ],
            options={
                "verbose_name": "body",
                "verbose_name_plural": "bodies",
                "ordering": ["slug"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("audience__in", ["public", "members", "officers", "staff"])),
                        name="body_audience_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "organ",
                                    "conference",
                                    "bureau",
                                    "committee",
                                    "working_group",
                                    "subgroup",
                                    "thematic",
                                    "discussion",
                                    "voluntary",
                                ],
                            )
                        ),
                        name="body_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "proposed",
                                    "established",
                                    "installed",
                                    "active",
                                    "suspended",
                                    "recess",
                                    "reported",
                                    "closed",
                                ],
                            )
                        ),
                        name="body_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on", None),
                            ("established_on", None),
                            ("ended_on__gte", models.F("established_on")),
                            _connector="OR",
                        ),
                        name="body_ends_after_it_was_established",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Listing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=60, verbose_name="key")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("stakeholders", "stakeholders"),
                            ("principles", "guiding principles"),
                            ("axes", "axes"),
                            ("participants", "participants"),
                            ("groups", "groups"),
                            ("means", "means of implementation"),
                            ("topics", "topics"),
                            ("other", "other"),
                        ],
                        max_length=16,
                        verbose_name="kind",
                    ),
                ),
                (
                    "label",
                    portal.fields.MultilingualField(
                        blank=True,
                        default=portal.lib.multilingual.Multilingual,
                        verbose_name="label, such as Diagram 1",
                    ),
                ),
                (
                    "title",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="title"
                    ),
                ),
                (
                    "introduction",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="introduction"
                    ),
                ),
                (
                    "source",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="source line"
                    ),
                ),
                (
                    "numbering",
                    models.CharField(
                        choices=[
                            ("decimal", "1. 2. 3."),
                            ("alpha", "(a) (b) (c)"),
                            ("roman", "(i) (ii) (iii)"),
                            ("bullet", "bullets"),
                            ("none", "none"),
                        ],
                        default="decimal",
                        max_length=8,
                        verbose_name="numbering",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "verbose_name": "list",
                "verbose_name_plural": "lists",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Post",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=60, verbose_name="key")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("chair", "Chair"),
                            ("president", "President"),
                            ("coordinator", "Coordinator"),
                            ("co_chair", "Co-Chair"),
                            ("vice_chair", "Vice Chair"),
                            ("rapporteur", "Rapporteur"),
                            ("facilitator", "Facilitator"),
                            ("friend", "Friend of the Chair"),
                            ("technical_secretariat", "Technical secretariat"),
                        ],
                        max_length=24,
                        verbose_name="role",
                    ),
                ),
                (
                    "title",
                    portal.fields.MultilingualField(
                        blank=True,
                        default=portal.lib.multilingual.Multilingual,
                        verbose_name="title, where it differs from the role",
                    ),
                ),
                (
                    "scope",
                    portal.fields.MultilingualField(
                        blank=True,
                        default=portal.lib.multilingual.Multilingual,
                        verbose_name="for what only, such as one meeting",
                    ),
                ),
                (
                    "vacancy",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="said while it is vacant"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "verbose_name": "post",
                "verbose_name_plural": "posts",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                [
                                    "chair",
                                    "president",
                                    "coordinator",
                                    "co_chair",
                                    "vice_chair",
                                    "rapporteur",
                                    "facilitator",
                                    "friend",
                                    "technical_secretariat",
                                ],
                            )
                        ),
                        name="post_role_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Delegation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(unique=True, verbose_name="key")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("state", "state"),
                            ("organization", "international organization"),
                            ("entity", "entity of the organization"),
                            ("civil_society", "civil society"),
                            ("other", "other"),
                        ],
                        default="state",
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
                (
                    "official_name",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="official name"
                    ),
                ),
                (
                    "acronym",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="acronym"
                    ),
                ),
                ("alpha3", models.CharField(blank=True, max_length=3, verbose_name="ISO 3166 code")),
            ],
            options={
                "verbose_name": "delegation",
                "verbose_name_plural": "delegations",
                "ordering": ["key"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("alpha3", ""), _negated=True),
                        fields=("alpha3",),
                        name="delegation_alpha3_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["state", "organization", "entity", "civil_society", "other"])),
                        name="delegation_kind_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Instrument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=160, unique=True, verbose_name="address")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("resolution", "resolution"),
                            ("declaration", "declaration"),
                            ("decision", "decision"),
                            ("rules", "rules of procedure"),
                            ("plan", "plan or agenda"),
                            ("charter", "charter or convention"),
                            ("summit", "summit declaration"),
                        ],
                        max_length=16,
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
                ("adopted_on", models.DateField(blank=True, null=True, verbose_name="adopted")),
                (
                    "adopted_precision",
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
                    "place",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="place"
                    ),
                ),
                (
                    "note",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="note"
                    ),
                ),
                (
                    "organ",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="instruments",
                        to="groups.body",
                        verbose_name="organ",
                    ),
                ),
            ],
            options={
                "verbose_name": "instrument",
                "verbose_name_plural": "instruments",
                "ordering": ["slug"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["resolution", "declaration", "decision", "rules", "plan", "charter", "summit"],
                            )
                        ),
                        name="instrument_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("symbol_key", ""), _negated=True), name="instrument_key_null_when_absent"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InstrumentAlias",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("symbol", models.CharField(max_length=160, verbose_name="symbol as printed")),
                ("symbol_key", models.CharField(max_length=160, unique=True, verbose_name="normalised symbol")),
                (
                    "note",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="note"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "instrument",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="aliases", to="groups.instrument"
                    ),
                ),
            ],
            options={
                "verbose_name": "other symbol",
                "verbose_name_plural": "other symbols",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ListingItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "name",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="name"
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
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="groups.body",
                    ),
                ),
                (
                    "delegation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="groups.delegation",
                    ),
                ),
                (
                    "listing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="items", to="groups.listing"
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="children",
                        to="groups.listingitem",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Organization",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(unique=True, verbose_name="key")),
                (
                    "name",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="name"
                    ),
                ),
                (
                    "acronym",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="acronym"
                    ),
                ),
                (
                    "house_style",
                    models.CharField(
                        choices=[("oas", "OAS"), ("un", "UN")], default="oas", max_length=8, verbose_name="house style"
                    ),
                ),
                (
                    "paper",
                    models.CharField(
                        choices=[("letter", "Letter"), ("a4", "A4")],
                        default="letter",
                        max_length=8,
                        verbose_name="paper",
                    ),
                ),
                (
                    "languages",
                    models.JSONField(default=groups.models.organizations.four_languages, verbose_name="languages"),
                ),
                ("zone", models.CharField(max_length=64, verbose_name="time zone of the seat")),
                (
                    "city",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="seat"
                    ),
                ),
            ],
            options={
                "verbose_name": "organization",
                "verbose_name_plural": "organizations",
                "ordering": ["key"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("zone", ""), _negated=True), name="organization_has_zone"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("house_style__in", ["oas", "un"])), name="organization_house_style_known"
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="body",
            name="organization",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="bodies",
                to="groups.organization",
                verbose_name="organization",
            ),
        ),
        migrations.CreateModel(
            name="Parentage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("began", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ended", models.DateField(blank=True, null=True, verbose_name="to")),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parentages", to="groups.body"
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="child_parentages",
                        to="groups.body",
                        verbose_name="parent body",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("child", "parent"), name="parentage_once"),
                    models.CheckConstraint(
                        condition=models.Q(("child", models.F("parent")), _negated=True), name="parentage_not_of_itself"
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="body",
            name="parents",
            field=models.ManyToManyField(
                related_name="children", through="groups.Parentage", to="groups.body", verbose_name="parents"
            ),
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=80, unique=True, verbose_name="key")),
                ("name", models.CharField(max_length=200, verbose_name="name as printed")),
                ("family_name", models.CharField(blank=True, max_length=120, verbose_name="family name, for sorting")),
                (
                    "user",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="person",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "person",
                "verbose_name_plural": "persons",
                "ordering": ["family_name", "name"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="person_has_name")
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("language", models.CharField(default="en", max_length=8, verbose_name="language")),
                (
                    "secretariat_role",
                    models.CharField(
                        blank=True,
                        choices=[("secretary", "secretary"), ("editor", "documents editor")],
                        max_length=12,
                        verbose_name="role in the secretariat",
                    ),
                ),
                (
                    "accreditation_role",
                    models.CharField(
                        blank=True,
                        choices=[("delegate", "delegate"), ("focal_point", "focal point"), ("observer", "observer")],
                        max_length=16,
                        verbose_name="role in the delegation",
                    ),
                ),
                ("token_digest", models.CharField(max_length=64, unique=True)),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "accepted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="groups.body",
                        verbose_name="body",
                    ),
                ),
                (
                    "delegation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="groups.delegation",
                        verbose_name="delegation",
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="groups.organization",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="groups.person",
                        verbose_name="person already recorded",
                    ),
                ),
            ],
            options={
                "verbose_name": "invitation",
                "verbose_name_plural": "invitations",
                "ordering": ["-created_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("secretariat_role", ""), _negated=True),
                            ("delegation__isnull", False),
                            _connector="OR",
                        ),
                        name="invitation_gives_a_role",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("created_at"))), name="invitation_expires_later"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Capacity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "honorific",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="honorific"
                    ),
                ),
                (
                    "title",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="title"
                    ),
                ),
                ("began", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ended", models.DateField(blank=True, null=True, verbose_name="to")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "delegation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="groups.delegation",
                        verbose_name="delegation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="capacities", to="groups.person"
                    ),
                ),
            ],
            options={
                "verbose_name": "capacity",
                "verbose_name_plural": "capacities",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended", None), ("began", None), ("ended__gte", models.F("began")), _connector="OR"
                        ),
                        name="capacity_ends_after_it_began",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Accreditation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[("delegate", "delegate"), ("focal_point", "focal point"), ("observer", "observer")],
                        default="delegate",
                        max_length=16,
                        verbose_name="role",
                    ),
                ),
                ("began", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ended", models.DateField(blank=True, null=True, verbose_name="to")),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="accreditations",
                        to="groups.body",
                        verbose_name="body",
                    ),
                ),
                (
                    "delegation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="accreditations",
                        to="groups.delegation",
                        verbose_name="delegation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="accreditations", to="groups.person"
                    ),
                ),
            ],
            options={
                "verbose_name": "accreditation",
                "verbose_name_plural": "accreditations",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended", None)),
                        fields=("person", "delegation", "body"),
                        name="accreditation_once_at_a_time",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("body", None), ("ended", None)),
                        fields=("person", "delegation"),
                        name="accreditation_everywhere_once_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended", None), ("began", None), ("ended__gte", models.F("began")), _connector="OR"
                        ),
                        name="accreditation_ends_after_it_began",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Provision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=60, verbose_name="key")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("operative", "operative paragraph"),
                            ("preambular", "preambular paragraph"),
                            ("article", "article"),
                            ("chapter", "chapter"),
                        ],
                        default="operative",
                        max_length=16,
                        verbose_name="kind",
                    ),
                ),
                ("first", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="first")),
                ("last", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="last")),
                ("point", models.CharField(blank=True, max_length=20, verbose_name="point")),
                (
                    "heading",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="heading it stands under"
                    ),
                ),
                (
                    "quote",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="text quoted"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "instrument",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="provisions", to="groups.instrument"
                    ),
                ),
            ],
            options={
                "verbose_name": "provision",
                "verbose_name_plural": "provisions",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("instrument", "key"), name="provision_key_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("last", None),
                            models.Q(("first__isnull", False), ("last__gte", models.F("first"))),
                            _connector="OR",
                        ),
                        name="provision_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InstrumentRelation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("establishes", "establishes"),
                            ("mandates", "gives a mandate to"),
                            ("ratifies", "ratifies"),
                            ("reiterates", "reiterates"),
                            ("renews", "renews"),
                            ("fulfils", "fulfils"),
                            ("adopts", "adopts"),
                            ("endorses", "endorses"),
                            ("supersedes", "supersedes"),
                            ("governs", "governs"),
                        ],
                        max_length=16,
                        verbose_name="relation",
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
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="instrument_relations",
                        to="groups.body",
                    ),
                ),
                (
                    "instrument",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="relations", to="groups.instrument"
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inverse_relations",
                        to="groups.instrument",
                    ),
                ),
                (
                    "provision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="relations",
                        to="groups.provision",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("other__isnull", False),
                            ("body__isnull", False),
                            models.Q(("note", {}), _negated=True),
                            _connector="OR",
                        ),
                        name="instrument_relation_has_object",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("other", None), models.Q(("other", models.F("instrument")), _negated=True), _connector="OR"
                        ),
                        name="instrument_relation_not_to_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SecretariatAssignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[("secretary", "secretary"), ("editor", "documents editor")],
                        max_length=12,
                        verbose_name="role",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="secretariat",
                        to="groups.organization",
                        verbose_name="organization",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="secretariat_assignments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("user", "organization", "role"), name="secretariat_assignment_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=80, unique=True, verbose_name="key")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("regular", "regular session"),
                            ("special", "special session"),
                            ("meeting", "meeting"),
                            ("summit", "summit"),
                        ],
                        default="regular",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="number")),
                (
                    "name",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="name"
                    ),
                ),
                ("began", models.DateField(blank=True, null=True, verbose_name="from")),
                (
                    "began_precision",
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
                ("ended", models.DateField(blank=True, null=True, verbose_name="to")),
                (
                    "ended_precision",
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
                    "place",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="place"
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sessions",
                        to="groups.body",
                        verbose_name="body",
                    ),
                ),
            ],
            options={
                "verbose_name": "session",
                "verbose_name_plural": "sessions",
                "ordering": ["began", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("number__isnull", False)),
                        fields=("body", "kind", "number"),
                        name="session_number_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended", None), ("began", None), ("ended__gte", models.F("began")), _connector="OR"
                        ),
                        name="session_ends_after_it_began",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="instrument",
            name="session",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="instruments",
                to="groups.session",
                verbose_name="session",
            ),
        ),
        migrations.CreateModel(
            name="Standing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("member", "member"),
                            ("participant", "participant"),
                            ("supporter", "supporter"),
                            ("coordinator", "coordinator"),
                            ("observer", "observer"),
                            ("invited", "invited"),
                        ],
                        default="member",
                        max_length=16,
                        verbose_name="standing",
                    ),
                ),
                (
                    "note",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="note"
                    ),
                ),
                ("began", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ended", models.DateField(blank=True, null=True, verbose_name="to")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="standings", to="groups.body"
                    ),
                ),
                (
                    "delegation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="standings",
                        to="groups.delegation",
                        verbose_name="delegation",
                    ),
                ),
            ],
            options={
                "verbose_name": "standing",
                "verbose_name_plural": "standings",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended", None)),
                        fields=("body", "delegation", "standing"),
                        name="standing_once_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended", None), ("began", None), ("ended__gte", models.F("began")), _connector="OR"
                        ),
                        name="standing_ends_after_it_began",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StandingCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("member", "member"),
                            ("participant", "participant"),
                            ("supporter", "supporter"),
                            ("coordinator", "coordinator"),
                            ("observer", "observer"),
                            ("invited", "invited"),
                        ],
                        max_length=16,
                        verbose_name="standing",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("as_of", models.DateField(blank=True, null=True, verbose_name="as of")),
                (
                    "wording",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="wording"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="standing_counts", to="groups.body"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("body", "standing", "as_of"), name="standing_count_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Tenure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "office",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="office that holds it"
                    ),
                ),
                (
                    "capacity",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="capacity, as printed"
                    ),
                ),
                (
                    "how_began",
                    models.CharField(
                        choices=[
                            ("nominated", "nominated"),
                            ("elected", "elected"),
                            ("ratified", "ratified"),
                            ("designated", "designated"),
                            ("ex_officio", "ex officio"),
                            ("acting", "acting"),
                            ("pro_tempore", "pro tempore"),
                            ("unrecorded", "not recorded"),
                        ],
                        max_length=16,
                        verbose_name="how it began",
                    ),
                ),
                ("began", models.DateField(blank=True, null=True, verbose_name="from")),
                (
                    "began_precision",
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
                ("ended", models.DateField(blank=True, null=True, verbose_name="to")),
                (
                    "ended_precision",
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
                ("how_ended", models.CharField(blank=True, max_length=120, verbose_name="how it ended")),
                (
                    "until_successor",
                    models.BooleanField(default=False, verbose_name="in office until a successor is chosen"),
                ),
                (
                    "note",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="note"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "chosen_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="groups.body",
                        verbose_name="chosen by",
                    ),
                ),
                (
                    "delegation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tenures",
                        to="groups.delegation",
                        verbose_name="delegation",
                    ),
                ),
                (
                    "nominated_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="groups.delegation",
                        verbose_name="nominated by",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tenures",
                        to="groups.person",
                        verbose_name="person",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="tenures", to="groups.post"
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="groups.provision",
                        verbose_name="rule it rests on",
                    ),
                ),
                (
                    "seconded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="groups.delegation",
                        verbose_name="seconded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "tenure",
                "verbose_name_plural": "tenures",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("person__isnull", False),
                            ("delegation__isnull", False),
                            models.Q(("office", {}), _negated=True),
                            _connector="OR",
                        ),
                        name="tenure_has_a_holder",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended", None), ("began", None), ("ended__gte", models.F("began")), _connector="OR"
                        ),
                        name="tenure_ends_after_it_began",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("ended", None),
                            models.Q(("how_began__in", ["nominated", "acting", "pro_tempore"]), _negated=True),
                        ),
                        fields=("post",),
                        name="tenure_one_open_holder",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "how_began__in",
                                [
                                    "nominated",
                                    "elected",
                                    "ratified",
                                    "designated",
                                    "ex_officio",
                                    "acting",
                                    "pro_tempore",
                                    "unrecorded",
                                ],
                            )
                        ),
                        name="tenure_how_began_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("label", models.SlugField(max_length=40, verbose_name="term")),
                (
                    "title",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="title"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "planned"),
                            ("installed", "installed"),
                            ("active", "active"),
                            ("reported", "reported"),
                            ("closed", "closed"),
                        ],
                        default="active",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("began", models.DateField(blank=True, null=True, verbose_name="from")),
                (
                    "began_precision",
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
                ("ended", models.DateField(blank=True, null=True, verbose_name="to")),
                (
                    "ended_precision",
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
                ("installed_on", models.DateField(blank=True, null=True, verbose_name="installed")),
                (
                    "installation",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="how it was installed"
                    ),
                ),
                ("reporting_began", models.DateField(blank=True, null=True, verbose_name="reporting period from")),
                ("reporting_ended", models.DateField(blank=True, null=True, verbose_name="reporting period to")),
                (
                    "meetings_held",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="meetings held, as reported"),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="terms",
                        to="groups.body",
                        verbose_name="body",
                    ),
                ),
                (
                    "previous",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="next",
                        to="groups.term",
                        verbose_name="previous term",
                    ),
                ),
            ],
            options={
                "verbose_name": "term",
                "verbose_name_plural": "terms",
                "ordering": ["-began", "-label"],
                "constraints": [
                    models.UniqueConstraint(fields=("body", "label"), name="term_label_once_per_body"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended", None), ("began", None), ("ended__gte", models.F("began")), _connector="OR"
                        ),
                        name="term_ends_after_it_began",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reporting_ended", None),
                            ("reporting_began", None),
                            ("reporting_ended__gte", models.F("reporting_began")),
                            _connector="OR",
                        ),
                        name="term_reporting_period_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["planned", "installed", "active", "reported", "closed"])),
                        name="term_state_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SourceRemark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=60, verbose_name="key")),
                (
                    "place",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="where in the source"
                    ),
                ),
                (
                    "wording",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="remark"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "term",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="source_remarks", to="groups.term"
                    ),
                ),
            ],
            options={
                "verbose_name": "remark on the source",
                "verbose_name_plural": "remarks on the source",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("term", "key"), name="source_remark_key_once_per_term")
                ],
            },
        ),
        migrations.AddField(
            model_name="post",
            name="term",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="posts", to="groups.term"
            ),
        ),
        migrations.CreateModel(
            name="Mandate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=160, verbose_name="key")),
                ("citation", models.CharField(blank=True, max_length=160, verbose_name="symbol as the plan prints it")),
                (
                    "wording",
                    portal.fields.MultilingualField(
                        blank=True,
                        default=portal.lib.multilingual.Multilingual,
                        verbose_name="paragraphs as the plan words them",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "received"),
                            ("assigned", "assigned"),
                            ("planned", "planned"),
                            ("in_progress", "in progress"),
                            ("reported", "reported"),
                            ("fulfilled", "fulfilled"),
                            ("renewed", "renewed"),
                            ("superseded", "superseded"),
                            ("lapsed", "lapsed"),
                        ],
                        default="assigned",
                        max_length=16,
                        verbose_name="state",
                    ),
                ),
                ("given_on", models.DateField(blank=True, null=True, verbose_name="given on")),
                ("until_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "until_wording",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="until, in words"
                    ),
                ),
                (
                    "task",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="what it asks"
                    ),
                ),
                (
                    "quote",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="clause quoted"
                    ),
                ),
                ("listed", models.BooleanField(default=True, verbose_name="listed among the mandates of the plan")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "given_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mandates_given",
                        to="groups.body",
                        verbose_name="given by",
                    ),
                ),
                (
                    "instrument",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mandates",
                        to="groups.instrument",
                        verbose_name="instrument",
                    ),
                ),
                (
                    "provision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mandates",
                        to="groups.provision",
                        verbose_name="paragraphs",
                    ),
                ),
                (
                    "until_session",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="groups.session",
                        verbose_name="before the session",
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="mandates", to="groups.term"
                    ),
                ),
            ],
            options={
                "verbose_name": "mandate",
                "verbose_name_plural": "mandates",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("term", "key"), name="mandate_key_once_per_term"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "received",
                                    "assigned",
                                    "planned",
                                    "in_progress",
                                    "reported",
                                    "fulfilled",
                                    "renewed",
                                    "superseded",
                                    "lapsed",
                                ],
                            )
                        ),
                        name="mandate_state_known",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="listing",
            name="term",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="listings", to="groups.term"
            ),
        ),
        migrations.CreateModel(
            name="WorkingRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=60, verbose_name="key")),
                (
                    "wording",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="rule"
                    ),
                ),
                ("minimum", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="at least")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "term",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="working_rules", to="groups.term"
                    ),
                ),
            ],
            options={
                "verbose_name": "rule of work",
                "verbose_name_plural": "rules of work",
                "ordering": ["position", "pk"],
                "constraints": [models.UniqueConstraint(fields=("term", "key"), name="working_rule_key_once_per_term")],
            },
        ),
        migrations.CreateModel(
            name="FormerName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "name",
                    portal.fields.MultilingualField(
                        blank=True, default=portal.lib.multilingual.Multilingual, verbose_name="name"
                    ),
                ),
                ("began", models.DateField(blank=True, null=True, verbose_name="from")),
                (
                    "began_precision",
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
                ("ended", models.DateField(blank=True, null=True, verbose_name="to")),
                (
                    "ended_precision",
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
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="former_names", to="groups.body"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended", None), ("began", None), ("ended__gte", models.F("began")), _connector="OR"
                        ),
                        name="former_name_ends_after_began",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="InstrumentText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(max_length=8, verbose_name="language")),
                ("url", models.URLField(blank=True, max_length=500, verbose_name="address")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "instrument",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="texts", to="groups.instrument"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("instrument", "language"), name="instrument_text_once")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.UniqueConstraint(fields=("term", "key"), name="post_key_once_per_term"),
        ),
        migrations.AddConstraint(
            model_name="listing",
            constraint=models.UniqueConstraint(fields=("term", "key"), name="listing_key_once_per_term"),
        ),
    ]
