"""Lists that a term's plan carries: stakeholders, principles, axes; rules of work; remarks on the source."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from groups.enums import ListingKind, Numbering
from groups.models.bodies import Body
from groups.models.delegations import Delegation
from groups.models.terms import Term
from portal.fields import MultilingualField


class Listing(models.Model):
    """A numbered, nested list with its caption and source line."""

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="listings")
    key = models.SlugField(_("key"), max_length=60)
    kind = models.CharField(_("kind"), max_length=16, choices=ListingKind.choices)
    label = MultilingualField(_("label, such as Diagram 1"))
    title = MultilingualField(_("title"))
    introduction = MultilingualField(_("introduction"))
    source = MultilingualField(_("source line"))
    numbering = models.CharField(_("numbering"), max_length=8, choices=Numbering.choices, default=Numbering.DECIMAL)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("list")
        verbose_name_plural = _("lists")
        constraints = [models.UniqueConstraint(fields=["term", "key"], name="listing_key_once_per_term")]

    def __str__(self) -> str:
        return str(self.title or self.key)


class ListingItem(models.Model):
    """One item, perhaps under another; perhaps one of the portal's own bodies or delegations."""

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="items")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="children")
    name = MultilingualField(_("name"), blank=False)
    note = MultilingualField(_("note"))
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    delegation = models.ForeignKey(Delegation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.name)


class WorkingRule(models.Model):
    """A rule of work of a term, with its figure where it has one (“at least three meetings a year”)."""

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="working_rules")
    key = models.SlugField(_("key"), max_length=60)
    wording = MultilingualField(_("rule"), blank=False)
    minimum = models.PositiveSmallIntegerField(_("at least"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("rule of work")
        verbose_name_plural = _("rules of work")
        constraints = [models.UniqueConstraint(fields=["term", "key"], name="working_rule_key_once_per_term")]

    def __str__(self) -> str:
        return str(self.wording)


class SourceRemark(models.Model):
    """What the source says in two ways, or garbles, said in words: kept as the source has it, and shown."""

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="source_remarks")
    key = models.SlugField(_("key"), max_length=60)
    place = MultilingualField(_("where in the source"))
    wording = MultilingualField(_("remark"), blank=False)
    contradiction = models.BooleanField(_("the source contradicts itself here"), default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("remark on the source")
        verbose_name_plural = _("remarks on the source")
        constraints = [models.UniqueConstraint(fields=["term", "key"], name="source_remark_key_once_per_term")]

    def __str__(self) -> str:
        return str(self.wording)
