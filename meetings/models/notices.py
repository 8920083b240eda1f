"""What people are told: what waits for somebody to send it, each reader's own copy, and how they want it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length, Trim
from django.db.models.lookups import GreaterThan
from django.utils.translation import gettext_lazy as _

from meetings.enums import AnnouncementState, Delivery, NoticeKind
from meetings.models.entries import Entry
from meetings.models.schedules import Schedule
from portal.lib.multilingual import LANGUAGES
from portal.lib.numbers import NumbersError, read_numbers

LONGEST_SUBJECT, LONGEST_SENTENCE = 200, 600


class Announcement(models.Model):
    """Something that people are to be told: what it was, what it is, and whether it was sent.

    `before` and `after` are facts of the event's own kind; edits made while it waits are gathered in one.
    """

    kind = models.CharField(_("kind"), max_length=12, choices=NoticeKind.choices)
    event = models.CharField(_("event"), max_length=24)
    schedule = models.ForeignKey(Schedule, on_delete=models.CASCADE, related_name="announcements")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, null=True, blank=True, related_name="announcements")
    before = models.JSONField(_("before"), default=dict, blank=True)
    after = models.JSONField(_("after"), default=dict, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    state = models.CharField(
        _("state"), max_length=12, choices=AnnouncementState.choices, default=AnnouncementState.WAITING
    )
    created_at = models.DateTimeField(_("recorded"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "kind"],
                condition=Q(state="waiting", entry__isnull=False),
                name="announcement_one_waits_for_an_entry",
            ),
            models.CheckConstraint(condition=Q(state__in=AnnouncementState.values), name="announcement_state_known"),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at=None) | (~Q(state="waiting") & Q(decided_at__isnull=False)),
                name="announcement_decided_has_time",
            ),
        ]
        indexes = [models.Index(fields=["schedule", "state"], name="announcement_of_schedule")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.entry or self.schedule}"


class AnnouncementWords(models.Model):
    """The secretariat's own subject and sentence for readers of one language; what is empty is said as usual."""

    announcement = models.ForeignKey(Announcement, on_delete=models.CASCADE, related_name="words")
    language = models.CharField(_("language"), max_length=2)
    subject = models.CharField(_("subject"), max_length=LONGEST_SUBJECT, blank=True)
    sentence = models.CharField(_("sentence"), max_length=LONGEST_SENTENCE, blank=True)

    class Meta:
        ordering = ["language"]
        verbose_name = _("own words of a notice")
        verbose_name_plural = _("own words of notices")
        constraints = [
            models.UniqueConstraint(fields=["announcement", "language"], name="announcement_words_once_a_language"),
            models.CheckConstraint(condition=Q(language__in=LANGUAGES), name="announcement_words_language_known"),
            models.CheckConstraint(
                condition=GreaterThan(Length(Trim("subject")) + Length(Trim("sentence")), 0),
                name="announcement_words_not_blank",
            ),
        ]

    def __str__(self) -> str:
        return self.subject or self.sentence


class Notice(models.Model):
    """One reader's copy: what stands in their inbox, and the record of how it reached them or why it did not."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(_("kind"), max_length=12, choices=NoticeKind.choices)
    event = models.CharField(_("event"), max_length=24)
    announcement = models.ForeignKey(
        Announcement, on_delete=models.CASCADE, null=True, blank=True, related_name="notices"
    )
    schedule = models.ForeignKey(Schedule, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, null=True, blank=True, related_name="notices")
    params = models.JSONField(default=dict, blank=True)
    channel = models.CharField(_("how"), max_length=12, choices=Delivery.choices)
    dedupe_key = models.CharField(max_length=64)
    at = models.DateTimeField(_("told"))
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    digest_on = models.DateField(_("in the mail of"), null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [models.UniqueConstraint(fields=["user", "dedupe_key"], name="notice_once_a_reader")]
        indexes = [
            models.Index(fields=["user", "-at"], name="notice_of_reader"),
            models.Index(fields=["user", "at"], name="notice_unread", condition=Q(read_at=None)),
            models.Index(fields=["entry", "kind"], name="notice_of_entry"),
            models.Index(fields=["dedupe_key"], name="notice_by_key"),
            models.Index(fields=["at"], name="notice_for_digest", condition=Q(channel="digest", digest_on=None)),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.user}"


class NoticeChoice(models.Model):
    """How a reader wants one kind of notice, where that is not the usual way."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_choices")
    kind = models.CharField(_("kind"), max_length=12, choices=NoticeKind.choices)
    delivery = models.CharField(_("how"), max_length=12, choices=Delivery.choices)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="notice_choice_once_a_kind")]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_kind_display()} {self.get_delivery_display()}"


class ReminderChoice(models.Model):
    """On which days before a deadline a reader wants to be reminded, instead of those of the body."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reminder_choice")
    days_before = models.CharField(_("days before"), max_length=80, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.user}: {self.days_before}"

    def clean(self) -> None:
        """Days as numbers between commas."""
        try:
            read_numbers(self.days_before, most=366)
        except NumbersError as error:
            told: dict[str, Any] = {"days_before": _("Expected numbers of days such as 14, 7, 3, 1, 0.")}
            raise ValidationError(told) from error
