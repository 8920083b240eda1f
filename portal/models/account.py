"""Accounts. What an account may do follows from the persons, posts and delegations of `groups`, not from here."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Makes accounts, and finds them by address in whatever case it is typed."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """An account; without a password nobody can sign in until one is set."""
        if not email:
            raise ValueError("An account needs an e-mail address.")
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """The account of who runs the portal."""
        return self.create_user(email, password, **{**fields, "is_superuser": True})

    def get_by_natural_key(self, username: str | None) -> "User":
        """Sign-in asks here."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who can sign in. Never deleted, since the audit trail names them: made inactive."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=2, blank=True, choices=settings.LANGUAGES)
    zone = models.CharField(_("time zone"), max_length=64, blank=True)
    venue_hours = models.BooleanField(_("sees the venue’s hours alone"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    joined_at = models.DateTimeField(_("joined"), auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [models.UniqueConstraint(Lower("email"), name="portal_user_email_unique")]

    def __str__(self) -> str:
        return self.name or self.email

    def clean(self) -> None:
        """Addresses are kept in lower case."""
        super().clean()
        self.email = self.email.strip().lower()
