"""Messages that are composed when they are sent may go to an address that no account has."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0011_content_version_of_records"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="outboxmessage",
            name="portal_outbox_kinds_carry_no_words",
        ),
        migrations.AddConstraint(
            model_name="outboxmessage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", "letter"), models.Q(("html", ""), ("subject", ""), ("text", "")), _connector="OR"
                ),
                name="portal_outbox_kinds_carry_no_words",
            ),
        ),
    ]
