"""Who answered a deadline and when, and what became of its date."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from groups.models import Delegation, Post
from meetings.models.deadlines import Deadline
from meetings.models.meetings import Meeting
from meetings.models.words import page_language
from meetings.permissions import answer_visible
from portal.actors import Actor
from portal.fields import MultilingualField, within_years, years_kept
from portal.lib.dates import format_date


class AnswerQuerySet(models.QuerySet["Answer"]):
    def visible_to(self, actor: Actor) -> AnswerQuerySet:
        """All for who presides over the body; those of their own delegations for everybody else."""
        return self.filter(answer_visible(actor))


class Answer(models.Model):
    """That a delegation, or who holds a post, gave what was due; recorded by themselves or by the secretariat."""

    deadline = models.ForeignKey(Deadline, on_delete=models.CASCADE, related_name="answers")
    delegation = models.ForeignKey(
        Delegation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="answers",
        verbose_name=_("delegation"),
    )
    post = models.ForeignKey(
        Post, on_delete=models.PROTECT, null=True, blank=True, related_name="answers", verbose_name=_("post")
    )
    at = models.DateTimeField(_("received"))
    note = models.CharField(_("note"), max_length=500, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    by_staff = models.BooleanField(_("recorded by the secretariat"), default=False)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [
            models.CheckConstraint(
                condition=Q(delegation=None, post__isnull=False) | Q(delegation__isnull=False, post=None),
                name="answer_of_a_delegation_or_a_post",
            ),
            models.UniqueConstraint(fields=["deadline", "delegation"], name="answer_once_a_delegation"),
            models.UniqueConstraint(fields=["deadline", "post"], name="answer_once_a_post"),
        ]

    def __str__(self) -> str:
        return f"{self.delegation or self.post}: {self.deadline}"


class Extension(models.Model):
    """A deadline's old and new date, who decided it and why: the old date stays in sight. Never altered."""

    deadline = models.ForeignKey(Deadline, on_delete=models.CASCADE, related_name="extensions")
    old_day = models.DateField(_("old date"), null=True, blank=True, validators=[within_years])
    old_hour = models.TimeField(_("old hour"), null=True, blank=True)
    new_day = models.DateField(_("new date"), validators=[within_years])
    new_hour = models.TimeField(_("new hour"), null=True, blank=True)
    decided_by = models.CharField(_("who decided it"), max_length=200)
    decided_at = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="extensions_decided",
        verbose_name=_("meeting that decided it"),
    )
    reason = MultilingualField(_("reason"), blank=False)
    at = models.DateTimeField(_("recorded"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("extension")
        verbose_name_plural = _("extensions")
        constraints = [years_kept("extension_years", "old_day", "new_day")]

    def __str__(self) -> str:
        return f"{self.deadline} {self.new_day}"

    def in_words(self) -> str:
        """What people call it."""
        said = format_date(self.new_day, page_language())
        return str(_("Extension to %(date)s") % {"date": said})
