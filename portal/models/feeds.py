"""Private calendars: an address that opens one calendar, for programs that cannot sign in."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.enums import FeedScope


class FeedToken(models.Model):
    """The address of one private calendar. Only the digest of its token is kept; it opens nothing else."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="feed_tokens")
    scope = models.CharField(_("what it holds"), max_length=12, choices=FeedScope.choices, default=FeedScope.MINE)
    key = models.SlugField(_("group or delegation"), max_length=80, blank=True)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(_("made"))
    read_on = models.DateField(_("last read"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("private calendar")
        verbose_name_plural = _("private calendars")
        constraints = [
            models.CheckConstraint(condition=Q(scope__in=FeedScope.values), name="feed_token_scope_known"),
            models.CheckConstraint(
                condition=Q(scope__in=("group", "delegation")) & ~Q(key="")
                | Q(scope__in=("mine", "all", "changes"), key=""),
                name="feed_token_says_whose",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_scope_display()} {self.key}".strip()
