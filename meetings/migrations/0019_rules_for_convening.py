"""A rule may say by when a meeting is to be convened. The version before reads such a rule, and follows none."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0007_years_of_terms"),
        ("meetings", "0018_years_of_rows"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="deadlinerule",
            name="deadline_rule_purpose_known",
        ),
        migrations.AlterField(
            model_name="deadlinerule",
            name="purpose",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "deadlines of the schedule"),
                    ("corrections", "corrections to the record, after it is issued"),
                    ("services", "services with a cost are confirmed or cancelled, before the meeting"),
                    ("convening", "the meeting is convened, before it opens"),
                ],
                default="",
                max_length=12,
                verbose_name="what it counts",
            ),
        ),
        migrations.AddConstraint(
            model_name="deadlinerule",
            constraint=models.CheckConstraint(
                condition=models.Q(("purpose__in", ["", "corrections", "services", "convening"])),
                name="deadline_rule_purpose_known",
            ),
        ),
    ]
