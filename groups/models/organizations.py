"""Organizations: the houses that bodies belong to."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from groups.enums import HouseStyle, PaperSize
from portal.fields import MultilingualField


def four_languages() -> list[str]:
    """The working languages of a house unless it says otherwise."""
    return ["en", "es", "fr", "pt"]


class Organization(models.Model):
    """An intergovernmental organization, with what its papers and hours follow."""

    key = models.SlugField(_("key"), unique=True)
    name = MultilingualField(_("name"), blank=False)
    acronym = MultilingualField(_("acronym"))
    house_style = models.CharField(_("house style"), max_length=8, choices=HouseStyle.choices, default=HouseStyle.OAS)
    paper = models.CharField(_("paper"), max_length=8, choices=PaperSize.choices, default=PaperSize.LETTER)
    languages = models.JSONField(_("languages"), default=four_languages)
    zone = models.CharField(_("time zone of the seat"), max_length=64)
    city = MultilingualField(_("seat"))

    class Meta:
        ordering = ["key"]
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")
        constraints = [
            models.CheckConstraint(condition=~models.Q(zone=""), name="organization_has_zone"),
            models.CheckConstraint(
                condition=models.Q(house_style__in=HouseStyle.values), name="organization_house_style_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.acronym or self.name)
