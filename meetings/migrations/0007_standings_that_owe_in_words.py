"""Standings as words between spaces: a list in JSON cannot be searched alike by both databases."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0006_deadline_rules_and_notices")]

    operations = [
        migrations.RemoveField(model_name="deadline", name="owing_standings"),
        migrations.AddField(
            model_name="deadline",
            name="owing_standings",
            field=models.CharField(
                blank=True, default="", max_length=100, verbose_name="delegations that owe it, by standing"
            ),
            preserve_default=False,
        ),
    ]
