"""Why a message stands as it does is kept as a code with its facts, and read in any language.

Defaults of the database: the version before knows nothing of the columns, and goes on queueing meanwhile.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("portal", "0017_matters_held_back")]

    operations = [
        migrations.AddField(
            "outboxmessage", "why", models.CharField(blank=True, db_default="", default="", max_length=40)
        ),
        migrations.AddField("outboxmessage", "facts", models.JSONField(blank=True, db_default={}, default=dict)),
    ]
