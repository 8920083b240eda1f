"""Agenda items, the papers before them, and what came out of them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from documents.models import Document, Revision
from groups.models import Mandate, Post
from meetings.enums import ItemAction, ItemState, OutcomeKind
from meetings.models.entries import Entry
from meetings.models.meetings import Meeting
from meetings.permissions import agenda_visible, outcome_visible
from portal.actors import Actor
from portal.fields import MultilingualField
from portal.narrowing import remembered


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    @remembered
    def visible_to(self, actor: Actor) -> AgendaItemQuerySet:
        """Those of visible meetings; of a closed one only for who attends it."""
        return self.filter(agenda_visible(actor))


class AgendaItem(models.Model):
    """An item of a meeting's agenda; its label is kept as printed, its order is its position."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="children")
    key = models.SlugField(_("key"), max_length=40)
    label = models.CharField(_("number as printed"), max_length=20, blank=True)
    text = MultilingualField(_("matter"), blank=False)
    quoted = models.BooleanField(_("printed in quotation marks"), default=False)
    remark = MultilingualField(_("remark after it"))
    presenter = MultilingualField(_("presented by"))
    action = models.CharField(
        _("expected"), max_length=12, choices=ItemAction.choices, blank=True, default=ItemAction.NONE
    )
    state = models.CharField(_("state"), max_length=12, choices=ItemState.choices, default=ItemState.ON_AGENDA)
    deadline = models.ForeignKey(
        Entry,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="mentioned_by",
        verbose_name=_("deadline it sets"),
    )
    post = models.ForeignKey(
        Post,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="agenda_items",
        verbose_name=_("post to be filled"),
    )
    mandates = models.ManyToManyField(Mandate, blank=True, related_name="agenda_items", verbose_name=_("mandates"))
    position = models.PositiveSmallIntegerField(default=0)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "key"], name="agenda_item_key_once_per_meeting"),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=models.F("pk")), name="agenda_item_not_under_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.text}".strip()


class AgendaPaper(models.Model):
    """A document before an item, in the revision that was before it where that is known."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="papers")
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="agenda_papers", verbose_name=_("document")
    )
    revision = models.ForeignKey(
        Revision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="agenda_papers",
        verbose_name=_("revision"),
    )
    note = MultilingualField(_("note"))
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("paper before the item")
        verbose_name_plural = _("papers before the item")
        constraints = [models.UniqueConstraint(fields=["item", "document"], name="agenda_paper_once_per_item")]

    def __str__(self) -> str:
        return str(self.revision or self.document)


class OutcomeQuerySet(models.QuerySet["Outcome"]):
    @remembered
    def visible_to(self, actor: Actor) -> OutcomeQuerySet:
        """Released ones of visible meetings; the others for officers and the secretariat alone."""
        return self.filter(outcome_visible(actor))


class Outcome(models.Model):
    """What a meeting concluded, as a whole or on one item; public only once released."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="outcomes")
    item = models.ForeignKey(
        AgendaItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="outcomes", verbose_name=_("item")
    )
    label = models.CharField(_("number as printed"), max_length=20, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=OutcomeKind.choices)
    text = MultilingualField(_("outcome"), blank=False)
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="outcomes", verbose_name=_("document")
    )
    revision = models.ForeignKey(
        Revision, on_delete=models.PROTECT, null=True, blank=True, related_name="outcomes", verbose_name=_("revision")
    )
    released_at = models.DateTimeField(_("released"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=OutcomeKind.values), name="outcome_kind_known"),
        ]

    def __str__(self) -> str:
        return str(self.text)
