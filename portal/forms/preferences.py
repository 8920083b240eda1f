"""The choice of language and zone."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Any, cast

from babel.core import get_global
from crispy_forms.helper import FormHelper
from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from groups.pages.dates import page_language
from portal.lib.collation import collation_key
from portal.lib.dates import city_of, utc_offset
from portal.middleware.reader import known_zones

# IANA keeps old names and fixed offsets beside its places; nobody lives in those.
PLACES = ("Africa/", "America/", "Antarctica/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")


@lru_cache(maxsize=16)
def zone_choices(language: str, day: dt.date) -> tuple[tuple[str, str], ...]:
    """Every zone once, by its city, with its offset on `day`; cached, since it names four hundred cities."""
    moment = dt.datetime.combine(day, dt.time(12), tzinfo=dt.UTC)
    zones = {present_name(name) for name in known_zones() if name.startswith(PLACES)}
    named = [(name, f"{city_of(name, language)} ({utc_offset(moment, name)})") for name in zones]
    return tuple(sorted(named, key=lambda pair: collation_key(pair[1])))


def present_name(zone: str) -> str:
    """Europe/Kyiv for Europe/Kiev: browsers and accounts may still hold a name that a zone once had."""
    name: str = get_global("zone_aliases").get(zone, zone)
    return name if name in known_zones() else zone


class PreferencesForm(forms.Form):
    """Language of the pages, and the zone whose hours stand beside the venue's."""

    language = forms.ChoiceField(
        label=_("Language"), choices=[(code, capfirst(name)) for code, name in settings.LANGUAGES]
    )
    zone = forms.ChoiceField(
        label=_("Your time zone"),
        required=False,
        help_text=_("Hours are always shown in the venue’s zone; yours stand beside them where they differ."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = zone_choices(page_language(), timezone.now().date())
        zone = cast(forms.ChoiceField, self.fields["zone"])
        zone.choices = [("", _("Venue time only")), *choices]
        self.initial["zone"] = present_name(self.initial.get("zone") or "")
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
