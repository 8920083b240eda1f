"""The pages of instruments and documents."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest
from django.test import Client

from documents.enums import Distribution, RevisionState
from documents.models import Document, LanguageVersion, Revision
from groups.enums import RelationKind
from groups.models import InstrumentAlias, InstrumentRelation, InstrumentText, Provision
from meetings.models import AgendaPaper, Citation
from portal.enums import Audience
from tests import make
from tests.cast import gather
from tests.queries import assert_constant

pytestmark = pytest.mark.django_db


def page(client: Client, url: str) -> str:
    response = client.get(url, headers={"accept-language": "en"})
    assert response.status_code == 200, url
    return unescape(response.content.decode())


def revised(document: Document, number: int, **facts: object) -> Revision:
    symbol = f"{document.symbol} rev. {number}"
    facts = {"state": RevisionState.AGREED, "symbol_key": f"{document.symbol_key}-rev-{number}"} | facts
    made = Revision.objects.create(document=document, number=number, symbol=symbol, **facts)
    LanguageVersion.objects.create(revision=made, language="es", url="https://example.org/es.pdf")
    return made


def test_instrument_shows_texts_paragraphs_and_both_ends_of_its_chain(client: Client):
    old, new = make.instrument("AG/RES. 2056 (XXXIV-O/04)"), make.instrument("AG/RES. 2699 (XLII-O/12)")
    InstrumentRelation.objects.create(instrument=new, kind=RelationKind.FULFILS, other=old)
    InstrumentText.objects.create(instrument=new, language="es", url="https://example.org/es")
    InstrumentText.objects.create(instrument=new, language="en")
    Provision.objects.create(instrument=new, key="p", first=18, last=22, quote={"en": "to conclude negotiations"})
    html = page(client, new.get_absolute_url())
    assert 'href="https://example.org/es" hreflang="es"' in html
    assert "(address not recorded)" in html
    assert "Paras. 18–22" in html
    assert "to conclude negotiations" in html
    assert "Fulfils" in html
    assert "Fulfilled by" in page(client, old.get_absolute_url())


def test_instrument_answers_to_another_symbol(client: Client):
    instrument = make.instrument("AG/RES. 2816 (XLIV-O/14)")
    InstrumentAlias.objects.create(
        instrument=instrument, symbol="AG/RES. 2816 (XLIII-O/14)", symbol_key="ag-res-2816-xliii-o-14"
    )
    response = client.get("/instruments/ag-res-2816-xliii-o-14/")
    assert response.status_code == 301
    assert response["Location"] == instrument.get_absolute_url()
    assert client.get("/instruments/no-such-thing/").status_code == 404


def test_instrument_lists_public_mandates_and_meetings_alone(client: Client):
    instrument = make.instrument()
    for audience, words in ((Audience.PUBLIC, "Open matter"), (Audience.STAFF, "Inner matter")):
        term = make.term(make.body(name={"en": f"Body with {words}"}, audience=audience))
        make.mandate(term, instrument)
        meeting = make.meeting(make.schedule(term), text={"en": words})
        Citation.objects.create(entry=meeting.entry, instrument=instrument)
    html = page(client, instrument.get_absolute_url())
    assert "Open matter" in html
    assert "Inner matter" not in html


def test_document_shows_the_latest_revision_first(client: Client):
    document = make.document(make.body(), "CAJP/GT/TM-24/05")
    revised(document, 7, agreed_how="consensus", agreed_on=date(2005, 4, 20))
    html = page(client, document.get_absolute_url())
    assert html.index("rev. 7") < html.index("first issue")
    assert "agreed by consensus, 20 April 2005" in html


def test_document_answers_to_the_key_of_a_revision(client: Client):
    document = make.document(make.body(), "CAJP/GT/TM-24/05")
    revised(document, 7)
    html = page(client, "/documents/cajp-gt-tm-24-05-rev-7/")
    assert 'class="current" aria-current="true"' in html
    assert (
        'aria-current="true"><' not in page(client, document.get_absolute_url()).split("<main", 1)[1].split("foot")[0]
    )


def test_document_that_may_be_known_but_not_read_says_why(client: Client):
    body = make.body(closed_is_listed=True)
    document = make.document(body, "CP/doc.1/26", distribution=Distribution.RESTRICTED, title={"en": "Secret title"})
    html = page(client, document.get_absolute_url())
    assert "Secret title" in html
    assert "restricted distribution" in html
    assert "first issue" not in html


def test_list_says_no_more_of_an_unreadable_paper_than_its_page(client: Client):
    term = make.term(make.body("wg", closed_is_listed=True))
    facts = {"dated": date(2026, 3, 2), "original_language": "es", "term": term}
    make.document(term.body, "CP/doc.1/26", distribution=Distribution.RESTRICTED, title={"en": "Secret title"}, **facts)
    html = page(client, "/groups/wg/2026-2027/documents/")
    assert "Secret title" in html
    assert "restricted distribution" in html
    assert "2 March 2026" not in html
    assert "Spanish" not in html.split("<main", 1)[1].split("Secret title", 1)[1].split("</li>", 1)[0]


@pytest.mark.parametrize(("printed", "said"), [(True, 1), (False, 0)])
def test_document_has_a_distribution_only_where_the_paper_prints_one(client: Client, printed: bool, said: int):
    document = make.document(make.body(), "CP/doc.1/26", distribution_printed=printed)
    assert page(client, document.get_absolute_url()).count("<dt>Distribution</dt>") == said


def test_citation_marks_a_title_in_another_language(client: Client):
    document = make.document(make.body(name={"es": "Grupo", "en": "Group"}), "CP/doc.1/26", title={"es": "Informe"})
    html = page(client, document.get_absolute_url())
    cited = html.split('<p class="cite">', 1)[1].split("</p>", 1)[0]
    assert cited == 'Group, “<span lang="es" dir="auto">Informe</span>”, CP/doc.1/26'


def test_document_that_may_not_be_known_is_absent(client: Client):
    document = make.document(make.body(), distribution=Distribution.RESTRICTED)
    assert client.get(document.get_absolute_url()).status_code == 404


def test_document_is_read_by_a_member(client: Client):
    cast = gather()
    document = make.document(cast.body, "CP/doc.1/26", distribution=Distribution.RESTRICTED)
    client.force_login(cast.accounts["chair"])
    assert "first issue" in page(client, document.get_absolute_url())


def test_document_tells_where_it_was_discussed_and_the_statements_on_it(client: Client):
    term = make.term()
    document = make.document(term.body, "CAJP/GT/TM-24/05", term=term)
    meeting = make.meeting(make.schedule(term), date(2026, 3, 10))
    item = make.agenda_item(meeting, "The draft program", key="draft")
    AgendaPaper.objects.create(item=item, document=document)
    make.statement(term, on_revision=document.revisions.get(), text={"en": "It is said for the record"})
    html = page(client, document.get_absolute_url())
    assert f'href="/meetings/{meeting.pk}/#draft"' in html
    assert "The draft program" in html
    assert "It is said for the record" in html


def test_statement_does_not_name_a_paper_its_reader_may_not_know_of(client: Client):
    term = make.term()
    hidden = make.document(make.body(), "CP/doc.9/26", distribution=Distribution.RESTRICTED)
    make.statement(term, on_revision=hidden.revisions.get())
    html = page(client, f"/groups/{term.body.slug}/{term.label}/documents/")
    assert "For the record" in html
    assert "CP/doc.9/26" not in html


def test_record_pages_take_as_many_queries_for_three_rows(client: Client):
    term = make.term()
    schedule = make.schedule(term)
    document = make.document(term.body, "CAJP/GT/TM-24/05", term=term)
    instrument = make.instrument()

    def grow() -> None:
        meeting = make.meeting(schedule, items=("A", "B"))
        AgendaPaper.objects.create(item=make.agenda_item(meeting), document=document)
        Citation.objects.create(entry=meeting.entry, instrument=instrument)
        make.statement(term, report=document)
        other = make.term(make.body())
        make.mandate(other, instrument)

    assert_constant(client, document.get_absolute_url(), grow)
    assert_constant(client, instrument.get_absolute_url(), grow)
