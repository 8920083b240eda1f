"""Deadlines: an instant, a date, or a wording relative to something else."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from documents.models import Document
from groups.models import Delegation, Post, Session, Term
from meetings.enums import DayCount, DeadlineAnchor, DeadlineKind, Direction, Edge, OffsetUnit, Roll
from meetings.models.counting import WITHIN_REACH, check_offset
from meetings.models.entries import Entry
from meetings.models.rules import DeadlineRule
from meetings.models.words import row_words
from portal.fields import MultilingualField


class Deadline(models.Model):
    """What is due and by when. The entry's dates say the day; the anchor says what it hangs on, if not a date."""

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, related_name="deadline")
    kind = models.CharField(_("kind"), max_length=8, choices=DeadlineKind.choices, default=DeadlineKind.SOFT)
    at = models.TimeField(_("hour"), null=True, blank=True)
    zone = models.CharField(_("time zone"), max_length=64, blank=True)
    anchor = models.CharField(
        _("counted from"), max_length=8, choices=DeadlineAnchor.choices, default=DeadlineAnchor.DATE
    )
    anchor_entry = models.ForeignKey(
        Entry,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="anchored_deadlines",
        verbose_name=_("entry it is counted from"),
    )
    anchor_session = models.ForeignKey(
        Session,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="anchored_deadlines",
        verbose_name=_("session it is counted from"),
    )
    anchor_term = models.ForeignKey(
        Term,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="anchored_deadlines",
        verbose_name=_("term it is counted from"),
    )
    edge = models.CharField(_("which end"), max_length=8, choices=Edge.choices, blank=True, default=Edge.USUAL)
    direction = models.CharField(_("direction"), max_length=8, choices=Direction.choices, default=Direction.BEFORE)
    offset = models.PositiveSmallIntegerField(_("offset"), default=0)
    unit = models.CharField(_("unit"), max_length=16, choices=OffsetUnit.choices, default=OffsetUnit.DAYS)
    count = models.CharField(_("count"), max_length=12, choices=DayCount.choices, default=DayCount.EXCLUSIVE)
    roll = models.CharField(_("on a day off"), max_length=8, choices=Roll.choices, default=Roll.NONE)
    fixed = models.BooleanField(_("fixed by a decision: it does not move with what it is counted from"), default=False)
    ruled_by = models.ForeignKey(
        DeadlineRule,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="deadlines",
        verbose_name=_("rule it follows"),
    )
    wording = MultilingualField(_("as worded"))
    addressees = MultilingualField(
        _("who owes it"),
        help_text=_("In words alone: whoever is asked and reminded is said on the page of the deadline."),
    )
    owing_standings = models.CharField(_("delegations that owe it, by standing"), max_length=100, blank=True)
    owing_delegations = models.ManyToManyField(
        Delegation, blank=True, related_name="deadlines_owed", verbose_name=_("delegations that owe it")
    )
    owing_posts = models.ManyToManyField(
        Post, blank=True, related_name="deadlines_owed", verbose_name=_("officers who owe it")
    )
    document = models.ForeignKey(
        Document,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="deadlines",
        verbose_name=_("document concerned"),
    )

    class Meta:
        ordering = ["entry__start", "pk"]
        verbose_name = _("deadline")
        verbose_name_plural = _("deadlines")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    anchor__in=(DeadlineAnchor.DATE, DeadlineAnchor.NEXT, DeadlineAnchor.PUBLICATION),
                    anchor_entry=None,
                    anchor_session=None,
                    anchor_term=None,
                )
                | Q(anchor=DeadlineAnchor.ENTRY, anchor_entry__isnull=False, anchor_session=None, anchor_term=None)
                | Q(anchor=DeadlineAnchor.SESSION, anchor_entry=None, anchor_session__isnull=False, anchor_term=None)
                | Q(anchor=DeadlineAnchor.TERM, anchor_entry=None, anchor_session=None, anchor_term__isnull=False),
                name="deadline_anchor_agrees",
            ),
            models.CheckConstraint(condition=WITHIN_REACH, name="deadline_within_reach"),
        ]

    def __str__(self) -> str:
        return str(self.entry)

    def in_words(self) -> str:
        """What people call it."""
        return row_words(self.entry)

    def clean(self) -> None:
        """Within three years of what it is counted from."""
        check_offset(self)

    @property
    def standings_owing(self) -> list[str]:
        """The standings in the body whose delegations owe it."""
        return self.owing_standings.split()
