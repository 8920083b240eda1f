"""Posts of a term, and the tenures of those who hold them: dated facts, never snapshots."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from groups.enums import NOT_HOLDING, HowBegan, Role
from groups.models.bodies import Body
from groups.models.delegations import Delegation
from groups.models.instruments import Provision
from groups.models.persons import Person
from groups.models.terms import Term
from portal.fields import MultilingualField, PrecisionField


class Post(models.Model):
    """A post of a term; it exists whether or not somebody holds it."""

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="posts")
    key = models.SlugField(_("key"), max_length=60)
    role = models.CharField(_("role"), max_length=24, choices=Role.choices)
    title = MultilingualField(_("title, where it differs from the role"))
    scope = MultilingualField(_("for what only, such as one meeting"))
    vacancy = MultilingualField(_("said while it is vacant"))
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        constraints = [
            models.UniqueConstraint(fields=["term", "key"], name="post_key_once_per_term"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="post_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.term}"

    def holder_at(self, day: date) -> Tenure | None:
        """The tenure that fills the post on `day` (acting holders count when nobody else does); None when vacant."""
        current = [tenure for tenure in self.tenures.all() if tenure.covers(day)]
        holding = [tenure for tenure in current if tenure.how_began not in NOT_HOLDING]
        acting = [tenure for tenure in current if tenure.how_began in (HowBegan.ACTING, HowBegan.PRO_TEMPORE)]
        return next(iter(holding or acting), None)


class Tenure(models.Model):
    """Somebody's time in a post: a person, the state the post belongs to, or an office said in words."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="tenures")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="tenures", verbose_name=_("person")
    )
    delegation = models.ForeignKey(
        Delegation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="tenures",
        verbose_name=_("delegation"),
    )
    office = MultilingualField(_("office that holds it"))
    capacity = MultilingualField(_("capacity, as printed"))
    how_began = models.CharField(_("how it began"), max_length=16, choices=HowBegan.choices)
    began = models.DateField(_("from"), null=True, blank=True)
    began_precision = PrecisionField(_("precision"))
    ended = models.DateField(_("to"), null=True, blank=True)
    ended_precision = PrecisionField(_("precision"))
    how_ended = models.CharField(_("how it ended"), max_length=120, blank=True)
    until_successor = models.BooleanField(_("in office until a successor is chosen"), default=False)
    chosen_by = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("chosen by")
    )
    nominated_by = models.ForeignKey(
        Delegation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("nominated by")
    )
    seconded_by = models.ForeignKey(
        Delegation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("seconded by")
    )
    rule = models.ForeignKey(
        Provision, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("rule it rests on")
    )
    note = MultilingualField(_("note"))
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("tenure")
        verbose_name_plural = _("tenures")
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(delegation__isnull=False) | ~Q(office={}),
                name="tenure_has_a_holder",
            ),
            models.CheckConstraint(
                condition=Q(ended=None) | Q(began=None) | Q(ended__gte=F("began")), name="tenure_ends_after_it_began"
            ),
            models.UniqueConstraint(
                fields=["post"],
                condition=Q(ended=None) & ~Q(how_began__in=[choice.value for choice in NOT_HOLDING]),
                name="tenure_one_open_holder",
            ),
            models.CheckConstraint(condition=Q(how_began__in=HowBegan.values), name="tenure_how_began_known"),
        ]

    def __str__(self) -> str:
        return str(self.person or self.delegation or self.office)

    def covers(self, day: date) -> bool:
        """Whether it runs on `day`, both ends included."""
        return (self.began is None or self.began <= day) and (self.ended is None or day <= self.ended)
