"""Two more kinds of notices, each with a switch of its own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0009_texts_told_once"),
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
                    ("plan", "A work plan is adopted or amended"),
                    ("outcome", "Outcomes or a record are issued"),
                    ("election", "A post is vacant or an election due"),
                    ("mandate", "A mandate is due soon"),
                    ("term", "A term ends soon"),
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
                    ("mandate", "A mandate is due soon"),
                    ("term", "A term ends soon"),
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
                    ("mandate", "A mandate is due soon"),
                    ("term", "A term ends soon"),
                ],
                max_length=12,
                verbose_name="kind",
            ),
        ),
    ]
