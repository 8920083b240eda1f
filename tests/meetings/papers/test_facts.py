"""The blocks of facts: mandates, groups, tables, lists, statements, documents, plans included."""

from __future__ import annotations

from datetime import date

import pytest

from documents.enums import HowAgreed
from documents.press import render
from groups.enums import ListingKind, Numbering, ProvisionKind
from groups.models import InstrumentText, Listing, ListingItem, Provision, Term
from meetings.enums import Facts, PaperKind, TableForm
from meetings.models import Activity, ActivityTable, PlanSection, Span
from meetings.papers import read, write
from portal.actors import ANONYMOUS
from tests import make
from tests.meetings.papers.paper import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def term() -> Term:
    return make.term()


def section(term: Term, facts: str = "", key: str = "a", **more: object) -> PlanSection:
    return PlanSection.objects.create(term=term, key=key, facts=facts, **more)


def after_heading(printed: str, heading: str) -> list[str]:
    lines = printed.splitlines()
    return lines[lines.index(heading) + 1 :]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "1. AG/RES. 2816 (XLIV-O/14), “Advancing,” operative paragraphs 18 to 22: Español - English"),
        ("es", "1. AG/RES. 2816 (XLIV-O/14), “Advancing”, párrafos resolutivos 18 a 22: Español - English"),
        ("fr", "1. AG/RES. 2816 (XLIV-O/14), “Advancing”, paragraphes du dispositif 18 à 22\u00a0: Español - English"),
        ("pt", "1. AG/RES. 2816 (XLIV-O/14), “Advancing”, parágrafos dispositivos 18 a 22: Español - English"),
    ],
)
def test_mandate_has_citation_title_paragraphs_and_links(term: Term, language: str, said: str) -> None:
    instrument = make.instrument("AG/RES. 2816 (XLIV-O/14)", title={"en": "Advancing"})
    for position, code in enumerate(["es", "en"]):
        InstrumentText.objects.create(instrument=instrument, language=code, position=position)
    provision = Provision.objects.create(instrument=instrument, key="18-22", first=18, last=22)
    make.mandate(term, instrument, provision=provision)
    section(term, Facts.MANDATES, heading={"en": "Mandates"})
    assert after_heading(words(term, language=language), "Mandates") == [said]


def test_mandate_is_spelt_and_worded_as_the_plan_does(term: Term) -> None:
    instrument = make.instrument("AG/RES. 2910 (XLVII-O/17)", title={"en": "Migration Flows in the Americas"})
    make.mandate(term, instrument, citation="AG/RES. 2910 (XLVII-0/17)", wording={"en": "Operative paragraphs 1 -20."})
    section(term, Facts.MANDATES, heading={"en": "Mandates"})
    assert after_heading(words(term), "Mandates") == [
        "1. AG/RES. 2910 (XLVII-0/17) “Migration Flows in the Americas.” Operative paragraphs 1 -20."
    ]


def test_mandate_says_who_gave_it_its_clause_and_until_when(term: Term) -> None:
    council = make.body(name={"en": "Permanent Council", "es": "Consejo Permanente"})
    make.mandate(
        term, make.instrument(title={}), given_by=council, given_on=date(2012, 8, 22), task={"en": "Follow-up."},
        quote={"en": "to conclude negotiations"}, until_wording={"en": "prior to the regular session"},
    )  # fmt: skip
    section(term, Facts.MANDATES, heading={"en": "Mandates"})
    assert after_heading(words(term), "Mandates")[1:] == [
        "Assigned by the Permanent Council on August 22, 2012. Follow-up.",
        "“to conclude negotiations” To be fulfilled prior to the regular session.",
    ]


def test_mandate_that_is_not_listed_stays_out(term: Term) -> None:
    make.mandate(term, make.instrument("AG/RES. 2056 (XXXIV-O/04)"), listed=False)
    section(term, Facts.MANDATES)
    assert "2056" not in words(term)


def test_officer_has_capacity_election_rule_and_nomination(term: Term) -> None:
    rules = make.instrument("CP/doc.1112/80 rev. 4", title={"en": "Rules of Procedure"})
    rule = Provision.objects.create(instrument=rules, key="28", kind=ProvisionKind.ARTICLE, first=28)
    make.tenure(
        make.post(term), make.person("Ana Ruiz"), capacity={"en": "Ambassador of Peru"}, rule=rule,
        began=date(2012, 9, 6), nominated_by=make.delegation(name={"en": "Chile"}),
        seconded_by=make.delegation(name={"en": "Mexico"}),
    )  # fmt: skip
    section(term, Facts.OFFICERS)
    assert (
        "Chair: Ana Ruiz, Ambassador of Peru, elected on September 6, 2012 (Article 28, CP/doc.1112/80 rev. 4),"
        " nominated by Chile, seconded by Mexico\n" in words(term)
    )


def test_groups_have_a_row_for_each_subgroup_and_one_when_there_is_none(term: Term) -> None:
    first = make.body(parents=(term.body,), name={"en": "Regional cooperation"})
    sub = make.body(parents=(first,), name={"en": "South-South cooperation"})
    make.body(parents=(first,), name={"en": "Second subgroup"})
    make.body(parents=(term.body,), name={"en": "Civil society"})
    for name in ("Argentina", "Chile"):
        make.standing(make.delegation(name={"en": name}), sub, "participant")
    make.standing(make.delegation(name={"en": "Uruguay"}), sub, "coordinator")
    section(term, Facts.SUBGROUPS)
    assert after_heading(words(term), "Groups | Subgroups | Countries participants") == [
        "Regional cooperation | South-South cooperation | Argentina Chile",
        "Second subgroup | ",
        "Civil society |  | ",
    ]


def test_grid_marks_months_and_says_what_is_not_stated(term: Term) -> None:
    table = ActivityTable.objects.create(
        term=term, key="t", form=TableForm.GRID, label={"en": "Table 2"}, title={"en": "Timeline"},
        source={"en": "ECLAC."}, began=date(2020, 8, 1), ended=date(2021, 12, 1),
    )  # fmt: skip
    dated = Activity.objects.create(table=table, key="a", name={"en": "Seminars"})
    Span.objects.create(activity=dated, start=date(2020, 10, 1), end=date(2020, 10, 1), precision="quarter")
    Activity.objects.create(table=table, key="b", name={"en": "Adoption"}, timing_stated=False, position=1)
    section(term, Facts.TABLE, table=table)
    printed = words(term)
    assert "Table 2 Timeline\n" in printed
    assert "Seminars: October 2020, November 2020, December 2020\n" in printed
    assert "Adoption: not stated\nSource: ECLAC.\n" in printed


def test_list_of_activities_has_number_condition_and_description(term: Term) -> None:
    table = ActivityTable.objects.create(term=term, key="t", form=TableForm.LIST, label={"en": "Table 3"})
    Activity.objects.create(
        table=table, key="a", label="3.", name={"en": "Expert workshops"}, condition={"en": "subject to feasibility"},
        description={"en": "Definition of themes"},
    )  # fmt: skip
    section(term, Facts.TABLE, table=table)
    assert "Activity | Description\n3. Expert workshops (subject to feasibility) | Definition of themes\n" in words(
        term
    )


def test_list_is_nested_and_numbered_by_level(term: Term) -> None:
    listing = Listing.objects.create(term=term, key="l", kind=ListingKind.STAKEHOLDERS, numbering=Numbering.DECIMAL)
    above = ListingItem.objects.create(listing=listing, name={"en": "Organs"})
    ListingItem.objects.create(listing=listing, parent=above, name={"en": "Secretariat"}, note={"en": "a note"})
    ListingItem.objects.create(listing=listing, name={"en": "States"}, position=1)
    section(term, Facts.LISTING, listing=listing, heading={"en": "Stakeholders"})
    printed = words(term)
    assert after_heading(printed, "Stakeholders") == ["1. Organs", "(a) Secretariat – a note", "2. States"]
    assert "a) Secretariat" in words(term, language="es")


def test_statement_is_word_for_word_below_its_passage(term: Term) -> None:
    make.statement(
        term, introduction={"en": "Mexico asked as follows."}, place={"en": "paragraph three"},
        passage={"en": "the rights of each person"}, text={"en": "While this is the language…"},
    )  # fmt: skip
    section(term, Facts.STATEMENTS, paper=PaperKind.REPORT, heading={"en": "Statements"})
    assert after_heading(words(term, PaperKind.REPORT), "Statements") == [
        "Mexico asked as follows.",
        "The statement concerns paragraph three, which reads:",
        "“the rights of each person”",
        "The statement reads:",
        "“While this is the language…”",
    ]


def test_document_has_newest_symbol_title_and_how_it_was_agreed(term: Term) -> None:
    document = make.document(term.body, "CAJP/GT/TM-24/05", term=term, title={"en": "Program"}, state="adopted")
    document.revisions.update(
        symbol="CAJP/GT/TM-24/05 rev. 7", number=7, agreed_how=HowAgreed.CONSENSUS, agreed_on=date(2005, 5, 18)
    )
    section(term, Facts.DOCUMENTS, paper=PaperKind.REPORT)
    assert "• CAJP/GT/TM-24/05 rev. 7, “Program”, agreed by consensus on May 18, 2005\n" in words(
        term, PaperKind.REPORT
    )


def test_plan_of_another_term_is_printed_within(term: Term) -> None:
    other = make.term(make.body(parents=(term.body,), name={"en": "Axis"}), "2020-2022")
    table = ActivityTable.objects.create(term=other, key="t", form=TableForm.LIST, label={"en": "Table 3"})
    Activity.objects.create(table=table, key="a", name={"en": "Virtual visits"})
    section(other, Facts.TABLE, table=table, heading={"en": "Meeting to define activities"})
    section(term, Facts.SUBPLAN, other_term=other, heading={"en": "Example of a plan"})
    printed = words(term)
    assert printed.index("Example of a plan") < printed.index("Meeting to define") < printed.index("Virtual visits")


def test_prose_in_another_language_is_labelled(term: Term) -> None:
    section(term, prose={"en": "Only in English."})
    record = read(ANONYMOUS, term.body.slug, term.label, PaperKind.WORK_PLAN)
    assert record is not None
    assert '<span lang="en">Only in English.</span>' in render.html(write(record, "es", "oas"))
    assert '<span lang="en">Only' not in render.html(write(record, "en", "oas"))


def test_united_nations_number_paragraphs_through_all_sections(term: Term) -> None:
    section(term, key="a", prose={"en": "First.\n\nSecond."})
    section(term, key="b", prose={"en": "Third."}, position=1)
    assert "1. First.\n2. Second.\n3. Third.\n" in words(term, style="un")
    assert "1. First." not in words(term, style="oas")


def test_footnotes_of_prose_follow_their_paragraph(term: Term) -> None:
    section(term, prose={"en": "Told.[^1]\n\n[^1]: See CAJP/GT/TM-16/04."})
    assert "Told. 1/\n1. See CAJP/GT/TM-16/04.\n" in words(term)


def test_symbols_within_recorded_texts_are_kept_whole(term: Term) -> None:
    make.entry(make.schedule(term), text={"en": "Exchange on CAJP/GT/TM-24/05 rev. 7 (first part)"})
    record = read(ANONYMOUS, term.body.slug, term.label, PaperKind.WORK_PLAN)
    assert record is not None
    markup = render.html(write(record, "en", "oas"))
    assert 'Exchange on <span class="citation">CAJP/GT/TM-24/05 rev. 7</span> (first part)' in markup


def test_mandate_without_title_has_a_comma_before_its_paragraphs(term: Term) -> None:
    instrument = make.instrument("AG/RES. 1928 (XXXIII-O/03)", title={})
    provision = Provision.objects.create(instrument=instrument, key="5-a", first=5, point="(a)")
    make.mandate(term, instrument, provision=provision)
    assert "1. AG/RES. 1928 (XXXIII-O/03), operative paragraph 5 (a)\n" in words(term)
