"""What was recorded in words why a message stands as it does becomes codes.

After the columns and not with them: whoever writes to the table would wait for the change of all its rows.
"""

from django.db import migrations

TABLE = {
    "Held back by an operator.": "held_by_operator",
    "Its matter is held back.": "held_with_matter",
    "Held back by the secretariat.": "held_by_secretariat",
    "Let go by the secretariat.": "let_go_by_secretariat",
    "Restored from a backup: nothing leaves before somebody has looked.": "restored",
    "The portal has moved to another database.": "database_moved",
    "Released by an operator.": "released",
    "Called off by an operator while held.": "given_up_held",
    "Tried again by an operator.": "retried",
    "Confirmed by an operator.": "confirmed",
    "The account is closed.": "account_closed",
    "Its time was over before it could go out.": "too_late",
    "Its time was over before it could go out. What still holds comes with the next mail of the day.": "next_day",
    "The sender did not come back; the message may have gone out.": "sender_lost",
    "The line broke each time before the server confirmed: it may have gone out.": "line_broke",
    "The notice was taken back.": "taken_back",
    "The reader wants no mails of this kind.": "unwanted",
    "Nothing is left to tell.": "nothing_left",
    "The reader may not see the meeting.": "meeting_unseen",
    "The meeting has changed again since.": "meeting_changed",
    "The reader may not see the order of business.": "order_unseen",
    "No post is to be filled any more.": "posts_filled",
    "The reader may not see the schedule.": "schedule_unseen",
    "The reader may not read the document, or it is out no more.": "document_unseen",
    "The reader may not see the mandate, or it has no date any more.": "mandate_unseen",
    "The reader may not see the term, or nothing says any more when it ends.": "term_unseen",
    "The term is over.": "term_over",
    "The reader may not see the deadline.": "deadline_unseen",
    "The deadline does not stand any more, or has no date.": "deadline_gone",
    "The date of the deadline has changed since.": "date_changed",
    "The date of the deadline has changed.": "date_changed",
    "Whoever the reader answers for has answered, or is not asked any more.": "answered",
    "The deadline has passed.": "deadline_passed",
    "The reader may not see the silence, or it is recorded no more.": "silence_unseen",
    "The silence was broken or ended, or has expired, since.": "silence_over",
    "The silence was broken.": "silence_broken_since",
    "The Chair ended the silence.": "silence_ended",
    "The silence has expired.": "silence_expired",
    "The meeting is confirmed or moved meanwhile, or needs no services any more.": "services_settled",
    "The last day is over.": "last_day_over",
    "The service is not asked for this meeting any more.": "service_gone",
}
AGAIN = "Planned again. Before: "


def read(words):
    """The columns that say what `words` said."""
    if words.startswith(AGAIN):
        return {"why": "planned_again", "facts": {"before": read(words.removeprefix(AGAIN))}, "reason": ""}
    code = TABLE.get(words, "")
    return {"why": code, "facts": {}, "reason": "" if code else words}


def to_codes(apps, schema_editor):
    messages = apps.get_model("portal", "OutboxMessage").objects.using(schema_editor.connection.alias)
    for words in messages.exclude(reason="").order_by().values_list("reason", flat=True).distinct():
        said = read(words)
        if said["why"]:
            messages.filter(reason=words).update(**said)


class Migration(migrations.Migration):
    dependencies = [("portal", "0018_reasons_as_codes")]

    operations = [migrations.RunPython(to_codes, migrations.RunPython.noop, elidable=True)]
