"""Meetings and their sittings."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from groups.models import Body, Tenure
from meetings.enums import MeetingKind, MeetingMode
from meetings.models.entries import Entry
from meetings.models.rooms import Room
from meetings.models.words import row_words, sitting_of, sitting_words
from meetings.permissions import entry_visible
from portal.actors import Actor
from portal.fields import MultilingualField, within_years, years_kept
from portal.narrowing import remembered


class MeetingQuerySet(models.QuerySet["Meeting"]):
    @remembered
    def visible_to(self, actor: Actor) -> MeetingQuerySet:
        """Those whose entry `actor` sees."""
        return self.filter(entry_visible(actor, "entry__"))


class Meeting(models.Model):
    """A meeting: what is beside its row in the schedule. A row that stands for several says how many."""

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, related_name="meeting")
    kind = models.CharField(_("kind"), max_length=16, choices=MeetingKind.choices, default=MeetingKind.REGULAR)
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)
    title = MultilingualField(_("title"))
    mode = models.CharField(
        _("mode"), max_length=16, choices=MeetingMode.choices, blank=True, default=MeetingMode.UNSTATED
    )
    closed = models.BooleanField(_("closed to the public"), default=False)
    zone = models.CharField(_("time zone"), max_length=64, blank=True)
    room = models.ForeignKey(
        Room, on_delete=models.PROTECT, null=True, blank=True, related_name="meetings", verbose_name=_("room")
    )
    place = MultilingualField(_("place, where it is not a room of the house"))
    interpretation = models.JSONField(_("languages of interpretation"), default=list, blank=True)
    join_url = models.URLField(_("link to join"), max_length=500, blank=True)
    organizer = MultilingualField(_("organized by"))
    conveners = models.ManyToManyField(
        Body, blank=True, related_name="meetings_convened", verbose_name=_("convened by")
    )
    joint_with = models.ManyToManyField(Body, blank=True, related_name="joint_meetings", verbose_name=_("joint with"))
    rapporteur = models.ForeignKey(
        Tenure, on_delete=models.SET_NULL, null=True, blank=True, related_name="meetings", verbose_name=_("rapporteur")
    )
    stands_for = models.PositiveSmallIntegerField(_("number of meetings it stands for"), default=1)
    attendance_count = models.PositiveSmallIntegerField(_("number who attended"), null=True, blank=True)
    attendance = MultilingualField(_("attendance, in words"))
    introduction = MultilingualField(_("introduction to its agenda"))
    record = MultilingualField(_("what the record says of it"))

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["entry__start", "pk"]
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=MeetingKind.values), name="meeting_kind_known"),
            models.CheckConstraint(condition=Q(stands_for__gte=1), name="meeting_stands_for_one_at_least"),
        ]

    def __str__(self) -> str:
        return str(self.title or self.entry.text or self.entry.key)

    def get_absolute_url(self) -> str:
        return reverse("meetings:meeting", args=[self.pk])

    def in_words(self) -> str:
        """What people call it."""
        return row_words(self.entry, self.title)

    @property
    def venue_zone(self) -> str:
        """IANA name of the zone its hours are in: its own, its room's, its body's."""
        return self.zone or (self.room and self.room.zone) or self.entry.schedule.term.body.venue_zone


class Sitting(models.Model):
    """One stretch of a meeting in the venue's hours; an end at 00:00 is the midnight that ends the day."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="sittings")
    on = models.DateField(_("date"), validators=[within_years])
    start = models.TimeField(_("from"), null=True, blank=True)
    end = models.TimeField(_("to"), null=True, blank=True)
    room = models.ForeignKey(
        Room, on_delete=models.PROTECT, null=True, blank=True, related_name="sittings", verbose_name=_("room")
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["on", "position", "pk"]
        verbose_name = _("sitting")
        verbose_name_plural = _("sittings")
        constraints = [
            models.CheckConstraint(
                condition=Q(end=None)
                | Q(start__isnull=False, end__gt=F("start"))
                | Q(start__isnull=False, end="00:00"),
                name="sitting_ends_after_it_starts",
            ),
            years_kept("sitting_years", "on"),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.start or ''}".strip()

    def in_words(self) -> str:
        """What people call it."""
        return sitting_of(self.when_words())

    def when_words(self) -> str:
        """Its day and hours, where it is said that these are sittings."""
        return sitting_words(self.on, self.start, self.end)
