"""Terms between 1800 and 2199, in the database too. What was recorded outside is a slip, and goes to the nearer end."""

import datetime as dt

from django.db import migrations, models

import portal.fields

FIRST, LAST = dt.date(1800, 1, 1), dt.date(2199, 12, 31)
FIELDS = ("began", "ended", "installed_on", "reporting_began", "reporting_ended")


def bring_back(apps, schema_editor):
    terms = apps.get_model("groups", "Term").objects.using(schema_editor.connection.alias)
    for field in reversed(FIELDS):  # ends before beginnings, so that none comes before its own
        terms.filter(**{f"{field}__lt": FIRST}).update(**{field: FIRST})
    for field in FIELDS:
        terms.filter(**{f"{field}__gt": LAST}).update(**{field: LAST})
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a row written twice has its checks waiting


def kept():
    condition = models.Q()
    for field in FIELDS:
        condition &= models.Q((field, None)) | models.Q((f"{field}__range", (FIRST, LAST)))
    return condition


def dated(verbose_name):
    return models.DateField(blank=True, null=True, validators=[portal.fields.within_years], verbose_name=verbose_name)


class Migration(migrations.Migration):
    dependencies = [("groups", "0006_removals_for_the_bin")]

    operations = [
        migrations.AlterField("term", "began", dated("from")),
        migrations.AlterField("term", "ended", dated("to")),
        migrations.AlterField("term", "installed_on", dated("installed")),
        migrations.AlterField("term", "reporting_began", dated("reporting period from")),
        migrations.AlterField("term", "reporting_ended", dated("reporting period to")),
        migrations.RunPython(bring_back, migrations.RunPython.noop),
        migrations.AddConstraint("term", models.CheckConstraint(condition=kept(), name="term_years")),
    ]
