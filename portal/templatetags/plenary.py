"""Tags that every page uses: texts in their language, symbols, states, date blocks, links between languages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from babel import Locale, UnknownLocaleError
from django import template
from django.conf import settings
from django.template import Context
from django.urls import reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from portal.lib.dates import city_of, month_name, short_month, short_quarter, weekday_name
from portal.lib.multilingual import Multilingual, Text

register = template.Library()

TONES: Mapping[str, str] = {
    **dict.fromkeys(("held", "closed", "adopted", "approved", "issued", "released", "in_office", "elected"), "done"),
    **dict.fromkeys(("scheduled", "convened", "open", "active", "confirmed", "resumed", "current"), "live"),
    **dict.fromkeys(("changed", "moved", "added", "suspended", "acting", "pro_tempore", "due"), "change"),
    **dict.fromkeys(
        ("postponed", "cancelled", "not_held", "no_quorum", "vacant", "withdrawn", "overdue", "not_taken_up"), "stop"
    ),
    **dict.fromkeys(("draft", "tentative", "proposed", "circulated", "provisional", "indicative"), "draft"),
}


@register.simple_tag
def zone_cookie() -> str:
    """What the page's script keeps the reader's zone with, once it has put that in the place of the @."""
    secure = ";secure" if settings.LANGUAGE_COOKIE_SECURE else ""
    return f"{settings.ZONE_COOKIE_NAME}=@;path=/;max-age={settings.LANGUAGE_COOKIE_AGE};samesite=lax{secure}"


def page_language() -> str:
    """The language of the page, without a region: "pt", not "pt-br"."""
    return (get_language() or settings.LANGUAGE_CODE).split("-")[0]


def _locale() -> Locale:
    return _locale_of(page_language())


@cache
def _locale_of(language: str) -> Locale:
    try:
        return Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def _picked(value: Any, lang: str = "") -> Text:
    """Any value as a text with the language it is in."""
    page = page_language()
    if isinstance(value, Multilingual):
        return value.pick(page, lang or None)
    if isinstance(value, Text):
        return value
    return Text("" if value is None else str(value), lang or page)


@register.simple_tag
def text(value: Any, lang: str = "", tag: bool = True) -> SafeString:
    """A text for the page; one in another language is marked with `lang` and, unless tag=False, with a small label.

    `value` is Multilingual, Text or plain; `lang` says the original language of the first, the language of a plain one.
    """
    words, language = _picked(value, lang)
    if language == page_language():
        return conditional_escape(value if isinstance(value, SafeString) else words)
    marked = format_html('<span lang="{}" dir="auto">{}</span>', language, words)
    return format_html("{}{}", marked, language_tag(language)) if tag and words else marked


@register.filter
def plain(value: Any) -> str:
    """The words alone, for titles of pages and attributes, where no element can carry `lang`."""
    return _picked(value).text


@register.filter
def language_of(value: Any) -> str:
    """The language a text would be shown in, for a `lang` attribute on an element around it."""
    return _picked(value).language


@register.simple_tag
def language_tag(language: str) -> SafeString:
    """The small label beside a text that is not in the page's language."""
    return format_html(
        '<span class="lang-tag"><span aria-hidden="true">{}</span><span class="visually-hidden">({})</span></span>',
        language,
        _("in %(language)s") % {"language": language_name(language)},
    )


@register.filter
def language_name(language: str) -> str:
    """The name of a language in the page's language: "es" -> "Spanish"."""
    return str(_locale().languages.get(language, language))


@register.filter
def endonym(language: str) -> str:
    """The name of a language in itself: "es" -> "Español"."""
    try:
        name = Locale.parse(language).get_display_name() or language
    except (UnknownLocaleError, ValueError):
        return language
    return name[:1].upper() + name[1:]


@register.simple_tag
def symbol(thing: Any, url: str = "", link: bool = True) -> SafeString:
    """A symbol in its own style. `thing` has `symbol` and `get_absolute_url`, or is the printed form itself.

    Without an address the link asks the search, which understands every spelling. link=False inside another link.
    """
    if isinstance(thing, Multilingual | Text):
        return _title_for_symbol(thing, url, link=link)
    printed = str(getattr(thing, "symbol", thing) or "")
    shown = _unbroken(printed)
    if not link:
        return format_html('<span class="symbol" translate="no">{}</span>', shown)
    if not url and hasattr(thing, "get_absolute_url"):
        url = thing.get_absolute_url()
    url = url or f"{reverse('search')}?{urlencode({'q': printed})}"
    return format_html('<a class="symbol" href="{}" translate="no">{}</a>', url, shown)


def _title_for_symbol(title: Multilingual | Text, url: str, *, link: bool) -> SafeString:
    """What has no symbol is cited by its title, which is a text in its language."""
    shown = text(title)
    url = url or f"{reverse('search')}?{urlencode({'q': plain(title)})}"
    return format_html('<a href="{}">{}</a>', url, shown) if link else shown


def _unbroken(printed: str) -> SafeString:
    """A symbol that breaks over lines at its spaces alone, never inside "(XLII-O/12)"."""
    words = (
        format_html('<span class="nowrap">{}</span>' if "-" in word else "{}", word) for word in printed.split(" ")
    )
    return mark_safe(" ".join(words))


@register.simple_tag
def status(code: Any, label: Any = "", tone: str = "") -> SafeString:
    """A state as a word and a shape; `label` is the word, `tone` overrides the shape that the code has."""
    if not code:
        return SafeString("")
    value = str(getattr(code, "value", code))
    word = label or getattr(code, "label", value.replace("_", " "))
    return format_html('<span class="status status-{}">{}</span>', tone or TONES.get(value, "plain"), word)


# Holds the words of one date of a span together.
_GLUE = "\xa0"


@register.simple_tag
def date_block(
    start: dt.date, end: dt.date | None = None, precision: str = "day", year: bool = False, none: str = ""
) -> SafeString:
    """The date at the head of a row: weekday, day, month; the year is for the ear alone unless year=True.

    `none` says that there is no date in other words.
    """
    if start is None:
        return format_html('<span class="date"><span class="date-note">{}</span></span>', none or _("No date assigned"))
    top, middle, foot = _date_parts(start, end if end and end != start else None, str(precision))
    shown_year = str(start.year) in (middle, foot) or (end is not None and str(end.year) in f"{middle} {foot}")
    size = " date-span" if _GLUE in middle else " date-long" if len(middle) > 2 else ""
    return format_html(
        '<time class="date{}" datetime="{}"><span class="date-top">{}</span> <span class="date-main">{}</span> '
        '<span class="date-foot">{}{}</span></time>',
        size,
        _machine_date(start, str(precision)),
        top,
        middle,
        foot,
        _year_of(start, end, shown=shown_year, visible=year),
    )


def _machine_date(start: dt.date, precision: str) -> str:
    return {"day": f"{start:%Y-%m-%d}", "month": f"{start:%Y-%m}"}.get(precision, f"{start:%Y}")


def _year_of(start: dt.date, end: dt.date | None, *, shown: bool, visible: bool) -> SafeString:
    if shown:
        return SafeString("")
    years = f"{start.year}–{end.year}" if end and end.year != start.year else str(start.year)
    return format_html(" <span{}>{}</span>", "" if visible else mark_safe(' class="visually-hidden"'), years)


def _date_parts(start: dt.date, end: dt.date | None, precision: str) -> tuple[str, str, str]:
    """The three lines of a date block, in the page's language."""

    language = page_language()
    if precision == "year":
        return "", f"{start.year}–{end.year}" if end and end.year != start.year else str(start.year), ""
    if precision == "half":
        half = _half(start)
        if end and (end.year, end.month > 6) != (start.year, start.month > 6):
            return "", f"{half} {start.year}{_GLUE}– {_half(end)} {end.year}", ""
        return half, str(start.year), ""
    if precision == "quarter":
        first, last = short_quarter(start, language), short_quarter(end or start, language)
        if end and (end.year, last) != (start.year, first):
            return (_("quarter"), *_span(first, last, start, end, foot=str(end.year)))
        return _("quarter"), short_quarter(start, language), str(start.year)
    if precision == "month":
        if end and (end.year, end.month) != (start.year, start.month):
            first, last = (short_month(day, language) for day in (start, end))
            return ("", *_span(first, last, start, end, foot=str(end.year)))
        return "", short_month(start, language, stop=True), str(start.year)
    if end is None:
        return weekday_name(start, language), str(start.day), month_name(start, language)
    weekdays = " – ".join(weekday_name(day, language, short=True) for day in (start, end))
    if (start.year, start.month) == (end.year, end.month):
        return weekdays, f"{start.day} – {end.day}", month_name(start, language)
    first, last = (f"{day.day}{_GLUE}{short_month(day, language)}" for day in (start, end))
    return (weekdays, *_span(first, last, start, end))


def _half(day: dt.date) -> str:
    return _("first half") if day.month <= 6 else _("second half")


def _span(first: str, last: str, start: dt.date, end: dt.date, *, foot: str = "") -> tuple[str, str]:
    """“30 Sep – 1 Oct”, which breaks only after its dash; each end has its year where they differ."""
    if start.year == end.year:
        return f"{first}{_GLUE}– {last}", foot
    return f"{first}{_GLUE}{start.year}{_GLUE}– {last}{_GLUE}{end.year}", ""


@register.filter
def zone_city(zone: Any) -> str:
    """The place a time zone is named after, in the page's language: "America/Lima" -> "Lima"."""
    key = str(getattr(zone, "key", zone) or "UTC")
    if "/" not in key:
        return key
    if key == "America/New_York":
        return _("Washington")
    return city_of(key, page_language())


@register.simple_tag
def language_links(versions: Iterable[Any], full: bool = False, current: str = "") -> SafeString:
    """The languages of a paper: versions with `language`, `url` and, for one not yet out, `expected` (words).

    Codes in a row (es · en), or with full=True the names, as papers print them (Español - English).
    """
    items = [_language_version(version, full, current) for version in versions]
    joined = format_html_join(mark_safe(' <span aria-hidden="true">·</span> '), "{}", ((item,) for item in items))
    return format_html('<span class="languages">{}</span>', joined) if items else SafeString("")


def _language_version(version: Any, full: bool, current: str) -> SafeString:
    get = version.get if isinstance(version, Mapping) else lambda name: getattr(version, name, "")
    language, url, expected = str(get("language")), get("url"), get("expected")
    name = endonym(language)
    shown = name if full else language
    own = format_html(' lang="{}"', language)
    if not url:
        return format_html('<span class="expected"><span{0}>{1}</span> {2}</span>', own, shown, expected or "")
    marks = mark_safe(' aria-current="true"') if language == current else ""
    label = "" if full else format_html('<span class="visually-hidden"> {}</span>', name)
    return format_html('<a href="{0}" hreflang="{1}" lang="{1}"{2}>{3}{4}</a>', url, language, marks, shown, label)


@register.simple_tag
def current_language() -> SafeString:
    """The name of the page's language in itself."""
    return conditional_escape(endonym(page_language()))


@register.simple_tag(takes_context=True)
def language_switch(context: Context) -> SafeString:
    """The same page in each language of the interface; other query parameters stay as they are."""
    request = context.get("request")
    query = request.GET.copy() if request else None
    page = page_language()
    items = []
    for code, _name in settings.LANGUAGES:
        parameters = f"lang={code}"
        if query is not None:
            query["lang"] = code
            parameters = query.urlencode()
        name = get_language_info(code)["name_local"]
        here = mark_safe(' aria-current="true"') if code == page else ""
        items.append((code, parameters, here, name[:1].upper() + name[1:]))
    links = format_html_join("", '<li><a hreflang="{0}" lang="{0}" href="?{1}"{2}>{3}</a></li>', items)
    return format_html('<ul class="language-switch" role="list">{}</ul>', links)
