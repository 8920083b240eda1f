"""Why a notice is not told, or not any more: read by staff, each in their language."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from portal import outbox


class Untold(TextChoices):
    """What speaks against a mail when it is composed, or called it off before."""

    HELD = "held_by_secretariat", _("Held back by the secretariat.")
    LET_GO = "let_go_by_secretariat", _("Let go by the secretariat.")
    TAKEN_BACK = "taken_back", _("The notice was taken back.")
    UNWANTED = "unwanted", _("The reader wants no mails of this kind.")
    NOTHING_LEFT = "nothing_left", _("Nothing is left to tell.")
    NEXT_DAY = "next_day", _("It did not leave in time; what still holds comes with the next mail of the day.")
    MEETING_UNSEEN = "meeting_unseen", _("The reader may not see the meeting.")
    MEETING_CHANGED = "meeting_changed", _("The meeting has changed again since.")
    JOINING_UNSEEN = "joining_unseen", _("The reader does not attend: how to join is told to nobody else.")
    ORDER_UNSEEN = "order_unseen", _("The reader may not see the order of business.")
    POSTS_FILLED = "posts_filled", _("No post is to be filled any more.")
    SCHEDULE_UNSEEN = "schedule_unseen", _("The reader may not see the schedule.")
    DOCUMENT_UNSEEN = "document_unseen", _("The reader may not read the document, or it is out no more.")
    MANDATE_UNSEEN = "mandate_unseen", _("The reader may not see the mandate, or it has no date any more.")
    TERM_UNSEEN = "term_unseen", _("The reader may not see the term, or nothing says any more when it ends.")
    TERM_OVER = "term_over", _("The term is over.")
    DEADLINE_UNSEEN = "deadline_unseen", _("The reader may not see the deadline.")
    DEADLINE_GONE = "deadline_gone", _("The deadline does not stand any more, or has no date.")
    DATE_CHANGED = "date_changed", _("The date of the deadline has changed since.")
    ANSWERED = "answered", _("Whoever the reader answers for has answered, or is not asked any more.")
    DEADLINE_PASSED = "deadline_passed", _("The deadline has passed.")
    SILENCE_UNSEEN = "silence_unseen", _("The reader may not see the silence, or it is recorded no more.")
    SILENCE_OVER = "silence_over", _("The silence was broken or ended, or has expired, since.")
    SILENCE_BROKEN = "silence_broken_since", _("The silence was broken.")
    SILENCE_ENDED = "silence_ended", _("The Chair ended the silence.")
    SILENCE_EXPIRED = "silence_expired", _("The silence has expired.")
    SERVICES_SETTLED = (
        "services_settled",
        _("The meeting is confirmed or moved meanwhile, or needs no services any more."),
    )
    LAST_DAY_OVER = "last_day_over", _("The last day is over.")
    SERVICE_GONE = "service_gone", _("The service is not asked for this meeting any more.")


outbox.register_reasons(Untold)
