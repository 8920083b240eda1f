"""Three years at most, in the database too. What counted farther could not be read on any page: it counts three years."""

from django.db import migrations, models

MOST = {"hours": 26_400, "days": 1_100, "working_days": 800, "weeks": 156, "months": 36}


def within_reach():
    condition = models.Q()
    for unit, most in MOST.items():
        condition |= models.Q(unit=unit, offset__range=(0, most))
    return condition


def bring_back(apps, schema_editor):
    for name in ("Deadline", "DeadlineRule"):
        for unit, most in MOST.items():
            apps.get_model("meetings", name).objects.filter(unit=unit, offset__gt=most).update(offset=most)


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_initial"),
        ("groups", "0006_removals_for_the_bin"),
        ("meetings", "0016_rules_name_who_owes"),
    ]

    operations = [
        migrations.RunPython(bring_back, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="deadline",
            constraint=models.CheckConstraint(condition=within_reach(), name="deadline_within_reach"),
        ),
        migrations.AddConstraint(
            model_name="deadlinerule",
            constraint=models.CheckConstraint(condition=within_reach(), name="deadline_rule_within_reach"),
        ),
    ]
