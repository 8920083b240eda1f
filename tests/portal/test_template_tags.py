"""The tags that every page uses, rendered as templates render them."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from portal.lib.multilingual import Multilingual


def rendered(source: str, **context: object) -> str:
    return Template("{% load plenary %}" + source).render(Context(context))


def test_text_in_the_pages_language_has_no_mark():
    with translation.override("es"):
        assert rendered("{% text value %}", value=Multilingual(es="Sala", en="Room")) == "Sala"


def test_text_in_another_language_carries_its_lang_and_a_label():
    with translation.override("fr"):
        html = rendered("{% text value %}", value=Multilingual(es="Sala <b>"))
    assert html.startswith('<span lang="es" dir="auto">Sala &lt;b&gt;</span>')
    assert 'class="lang-tag"' in html


def test_text_escapes_plain_words_and_can_drop_the_label():
    with translation.override("en"):
        assert rendered("{% text value %}", value="a < b") == "a &lt; b"
        assert rendered("{% text value 'es' tag=False %}", value="Sala") == '<span lang="es" dir="auto">Sala</span>'
        assert rendered("{% text value %}", value=None) == ""


def test_plain_gives_the_words_alone():
    with translation.override("fr"):
        assert rendered("{{ value|plain }}", value=Multilingual(es="Sala")) == "Sala"


def test_symbol_links_to_its_thing_and_never_breaks_inside_a_session():
    thing = SimpleNamespace(symbol="AG/RES. 2699 (XLII-O/12)", get_absolute_url=lambda: "/instruments/x/")
    html = rendered("{% symbol thing %}", thing=thing)
    assert 'href="/instruments/x/"' in html
    assert '<span class="nowrap">(XLII-O/12)</span>' in html


@pytest.mark.parametrize(
    ("code", "tone"), [("held", "done"), ("postponed", "stop"), ("tentative", "draft"), ("no_such_state", "plain")]
)
def test_status_is_a_word_and_a_shape(code: str, tone: str):
    assert rendered("{% status code %}", code=code) == (
        f'<span class="status status-{tone}">{code.replace("_", " ")}</span>'
    )


@pytest.mark.parametrize(
    ("language", "start", "end", "precision", "words"),
    [
        ("es", dt.date(2012, 9, 19), None, "day", ["miércoles", "19", "septiembre", "2012"]),
        ("en", dt.date(2012, 10, 9), dt.date(2012, 10, 30), "day", ["Tue – Tue", "9 – 30", "October", "2012"]),
        ("en", dt.date(2020, 12, 20), dt.date(2021, 1, 4), "day", ["20\xa0Dec\xa02020\xa0– 4\xa0Jan\xa02021"]),
        ("en", dt.date(2004, 9, 30), dt.date(2004, 10, 1), "day", ["30\xa0Sep\xa0– 1\xa0Oct", ">2004</span>"]),
        ("es", dt.date(2004, 9, 30), dt.date(2004, 10, 1), "day", ["30\xa0sept\xa0– 1\xa0oct"]),
        ("fr", dt.date(2005, 1, 18), dt.date(2005, 5, 18), "day", ["18\xa0janv\xa0– 18\xa0mai"]),
        ("pt", dt.date(2005, 1, 18), dt.date(2005, 5, 18), "day", ["18\xa0jan\xa0– 18\xa0mai"]),
        ("en", dt.date(2020, 11, 1), dt.date(2021, 2, 28), "month", ["Nov\xa02020\xa0– Feb\xa02021"]),
        ("en", dt.date(2021, 4, 1), dt.date(2021, 12, 31), "quarter", ["Q2\xa0– Q4", "2021"]),
        ("en", dt.date(2021, 10, 1), None, "quarter", ["Q4", "2021"]),
        ("en", dt.date(2021, 7, 1), None, "half", ["second half", "2021"]),
        ("fr", dt.date(2021, 2, 1), None, "month", ["févr.", "2021"]),
    ],
)
def test_date_block_says_the_whole_date(language, start, end, precision, words):
    with translation.override(language):
        html = rendered("{% date_block start end precision %}", start=start, end=end, precision=precision)
    for word in words:
        assert word in html


def test_date_block_says_when_there_is_no_date():
    with translation.override("en"):
        assert "No date assigned" in rendered("{% date_block start %}", start=None)


def test_language_links_name_each_language_and_what_is_expected():
    versions = [
        {"language": "es", "url": "/d/es/"},
        {"language": "fr", "url": "", "expected": "expected 3 October"},
    ]
    html = rendered("{% language_links versions %}", versions=versions)
    assert '<a href="/d/es/" hreflang="es" lang="es">es<span class="visually-hidden"> Español</span></a>' in html
    assert "expected 3 October" in html
    assert ">Español</a>" in rendered("{% language_links versions full=True %}", versions=versions)


def test_language_switch_keeps_the_other_parameters():
    request = RequestFactory().get("/search/", {"q": "CAJP/1", "lang": "en"})
    html = rendered("{% language_switch %}", request=request)
    assert 'hreflang="pt" lang="pt" href="?q=CAJP%2F1&amp;lang=pt"' in html


@pytest.mark.parametrize(("language", "city"), [("en", "Lima"), ("fr", "Lima")])
def test_zone_city_names_the_place(language: str, city: str):
    with translation.override(language):
        assert rendered("{{ zone|zone_city }}", zone="America/Lima") == city


def test_symbol_of_what_has_only_a_title_is_a_text_in_its_language():
    with translation.override("es"):
        html = rendered("{% symbol title url='/i/' %}", title=Multilingual(en="Rules of Procedure"))
    assert html.startswith('<a href="/i/"><span lang="en" dir="auto">Rules of Procedure</span>')
