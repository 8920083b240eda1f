"""Rows, sittings and extensions between 1800 and 2199, in the database too. What was recorded outside is a slip, and
goes to the nearer end: a date of an extension and that of its row to the same one."""

import datetime as dt

from django.db import migrations, models

import portal.fields

FIRST, LAST = dt.date(1800, 1, 1), dt.date(2199, 12, 31)
FIELDS = {"entry": ("start", "end"), "sitting": ("on",), "extension": ("old_day", "new_day")}


def bring_back(apps, schema_editor):
    for model, fields in FIELDS.items():
        rows = apps.get_model("meetings", model).objects.using(schema_editor.connection.alias)
        for field in reversed(fields):  # ends before beginnings, so that none comes before its own
            rows.filter(**{f"{field}__lt": FIRST}).update(**{field: FIRST})
        for field in fields:
            rows.filter(**{f"{field}__gt": LAST}).update(**{field: LAST})
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a row written twice has its checks waiting


def kept(model):
    condition = models.Q()
    for field in FIELDS[model]:
        condition &= models.Q((field, None)) | models.Q((f"{field}__range", (FIRST, LAST)))
    return models.CheckConstraint(condition=condition, name=f"{model}_years")


def dated(verbose_name, **more):
    return models.DateField(validators=[portal.fields.within_years], verbose_name=verbose_name, **more)


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0007_years_of_terms"),
        ("meetings", "0017_deadlines_within_reach"),
    ]

    operations = [
        migrations.AlterField("entry", "start", dated("from", blank=True, null=True)),
        migrations.AlterField("entry", "end", dated("to", blank=True, null=True)),
        migrations.AlterField("sitting", "on", dated("date")),
        migrations.AlterField("extension", "old_day", dated("old date", blank=True, null=True)),
        migrations.AlterField("extension", "new_day", dated("new date")),
        migrations.RunPython(bring_back, migrations.RunPython.noop),
        *(migrations.AddConstraint(model, kept(model)) for model in FIELDS),
    ]
