"""The pages of groups and terms, as a stranger and as those inside read them."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest
from django.test import Client

from groups.enums import BodyKind, HowBegan, Role, StandingKind
from groups.models import FormerName, Listing, ListingItem, Post, SourceRemark, StandingCount, Term
from meetings.models import Activity, ActivityTable, Citation, PlanSection, Span
from portal.enums import Audience
from tests import make
from tests.queries import assert_constant

pytestmark = pytest.mark.django_db


@pytest.fixture
def term() -> Term:
    return make.term(make.body("wg", name={"en": "Working Group on Tests", "es": "Grupo de Pruebas"}))


def page(client: Client, url: str) -> str:
    response = client.get(url, headers={"accept-language": "en"})
    assert response.status_code == 200, url
    return unescape(response.content.decode())


def test_groups_lists_a_joint_group_under_each_parent(client: Client):
    house = make.organization()
    parents = tuple(
        make.body(name={"en": name}, kind=BodyKind.ORGAN, organization=house) for name in ("Council", "Board")
    )
    make.term(make.body("joint", name={"en": "Joint Group"}, organization=house, parents=parents))
    assert page(client, "/groups/").count('<a href="/groups/joint/">Joint Group</a>') == 2


def test_groups_filter_keeps_the_way_to_what_it_finds(client: Client):
    organ = make.body("organ", kind=BodyKind.ORGAN)
    make.body("cm", kind=BodyKind.COMMITTEE, organization=organ.organization, parents=(organ,))
    make.body("other", kind=BodyKind.VOLUNTARY, organization=organ.organization)
    html = page(client, "/groups/?kind=committee")
    assert "/groups/cm/" in html
    assert "/groups/organ/" in html
    assert "/groups/other/" not in html
    assert "No group answers" in page(client, "/groups/?kind=no_such_kind")


def test_groups_hide_what_is_not_public(client: Client):
    make.term(make.body("inner", audience=Audience.MEMBERS))
    assert "/groups/inner/" not in page(client, "/groups/")
    for tab in ("", "plan/", "mandates/", "documents/", "members/"):
        assert client.get(f"/groups/inner/2026-2027/{tab}").status_code == 404
    assert client.get("/groups/inner/").status_code == 404


def test_body_shows_its_latest_term(client: Client, term: Term):
    make.term(term.body, "2024-2025", began=date(2024, 1, 1), ended=date(2025, 12, 31))
    html = page(client, "/groups/wg/")
    assert "Term 2026–2027" in html
    assert 'href="/groups/wg/2024-2025/"' in html


def test_body_without_terms_shows_what_stands_under_it(client: Client):
    organ = make.body("organ", kind=BodyKind.ORGAN)
    make.body("child", name={"en": "Child Group"}, organization=organ.organization, parents=(organ,))
    assert "Child Group" in page(client, "/groups/organ/")


def test_overview_says_vacant_and_links_the_item_that_fills_the_post(client: Client, term: Term):
    post = make.post(term, Role.VICE_CHAIR, vacancy={"en": "Left pending."})
    meeting = make.meeting(make.schedule(term), date(2026, 9, 19))
    make.agenda_item(meeting, "Election", label="1.", key="election", post=post)
    html = page(client, "/groups/wg/2026-2027/")
    assert "Left pending." in html
    assert f'<a href="/meetings/{meeting.pk}/#election">Item 1 of the meeting of 19 September 2026</a>' in html


def test_overview_tells_how_an_officer_came_to_the_post(client: Client, term: Term):
    make.tenure(make.post(term), make.person("Ana Quispe"), began=date(2026, 1, 5), capacity={"en": "Envoy of Peru"})
    html = page(client, "/groups/wg/2026-2027/")
    assert "Ana Quispe" in html
    assert "Envoy of Peru" in html
    assert "Elected, 5 January 2026" in html


def test_overview_of_a_past_term_does_not_call_a_left_post_vacant(client: Client):
    past = make.term(make.body("past"), "2004", began=date(2004, 1, 1), ended=date(2004, 12, 31))
    make.tenure(make.post(past), make.person("Otto"), began=date(2004, 2, 1), ended=date(2004, 6, 1))
    html = page(client, "/groups/past/2004/")
    assert "Otto" in html
    assert "status-stop" not in html


def test_overview_shows_parents_names_counts_and_contradictions(client: Client, term: Term):
    body = term.body
    FormerName.objects.create(body=body, name={"en": "Draft Group"}, began=date(2005, 9, 1), began_precision="month")
    StandingCount.objects.create(body=body, standing=StandingKind.SUPPORTER, number=26)
    SourceRemark.objects.create(term=term, key="r", wording={"en": "The span is printed twice."})
    html = page(client, "/groups/wg/2026-2027/")
    assert "Draft Group (since September 2005)" in html
    assert ">26</strong> supporters" in html
    assert "The span is printed twice." in html


def test_overview_is_honest_about_language(client: Client, term: Term):
    response = client.get("/groups/wg/2026-2027/?lang=pt")
    html = response.content.decode()
    assert '<html lang="pt"' in html
    assert '<span lang="en" dir="auto">Working Group on Tests</span>' in html


def test_overview_takes_as_many_queries_for_three_of_all(client: Client, term: Term):
    schedule = make.schedule(term)
    number = iter(range(100))

    def grow() -> None:
        place = next(number)
        meeting = make.meeting(schedule, date(2026, 3, 1 + place), items=("One", "Two"))
        instrument = make.instrument(f"AG/RES. 29{place:02d} (L-O/20)")
        make.mandate(term, instrument)
        Citation.objects.create(entry=meeting.entry, instrument=instrument)
        make.tenure(make.post(term))
        make.document(term.body, term=term)
        make.body(organization=term.body.organization, parents=(term.body,))

    assert_constant(client, "/groups/wg/2026-2027/", grow)
    for tab in ("plan/", "mandates/", "documents/", "members/"):
        assert_constant(client, f"/groups/wg/2026-2027/{tab}", grow)
    assert_constant(client, "/groups/", grow)
    assert_constant(client, "/", grow)


def test_mandates_show_where_each_is_taken_up_and_where_never(client: Client, term: Term):
    served, never = make.instrument("AG/RES. 2955 (L-O/20)"), make.instrument("AG/RES. 2881 (XLVI-O/16)")
    make.mandate(term, served)
    make.mandate(term, never)
    schedule = make.schedule(term)
    for day in (3, 4):
        meeting = make.meeting(schedule, date(2026, 3, day), text={"en": f"Matter of {day} March"})
        Citation.objects.create(entry=meeting.entry, instrument=served)
    html = page(client, "/groups/wg/2026-2027/mandates/")
    assert html.count('class="gap"') == 1
    assert html.count('class="dot"') == 2


def test_mandates_of_a_chosen_instrument_list_its_meetings(client: Client, term: Term):
    instrument = make.instrument("AG/RES. 2955 (L-O/20)")
    make.mandate(term, instrument)
    schedule = make.schedule(term)
    meeting = make.meeting(schedule, date(2026, 3, 30), text={"en": "A matter served"})
    make.meeting(schedule, date(2026, 4, 2), text={"en": "A matter apart"})
    Citation.objects.create(entry=meeting.entry, instrument=instrument)
    html = page(client, f"/groups/wg/2026-2027/mandates/?instrument={instrument.slug}")
    assert "Taken up in 1 row of the schedule" in html
    assert "30 March 2026" in html
    assert "A matter apart" not in html
    assert "Chosen instrument" not in page(client, "/groups/wg/2026-2027/mandates/?instrument=unknown")


def test_mandates_flag_two_sessions_of_one_number(client: Client, term: Term):
    instrument = make.instrument("AG/RES. 2816 (XLIV-O/14)")
    make.mandate(term, instrument, citation="AG/RES. 2816 (XLIII-O/14)")
    meeting = make.meeting(make.schedule(term), date(2026, 3, 30))
    Citation.objects.create(entry=meeting.entry, instrument=instrument)
    html = page(client, "/groups/wg/2026-2027/mandates/")
    assert "AG/RES. 2816 (XLIII-O/14) is also cited as AG/RES. 2816 (XLIV-O/14)" in html


def test_members_show_delegations_posts_and_subgroups(client: Client, term: Term):
    make.standing(make.delegation(name={"en": "Uruguay"}), term.body, StandingKind.PARTICIPANT)
    group = make.body(name={"en": "Subgroup on Care"}, organization=term.body.organization, parents=(term.body,))
    make.standing(make.delegation(name={"en": "Chile"}), group, StandingKind.PARTICIPANT)
    peru = make.delegation(name={"en": "Peru"})
    make.tenure(make.post(term), how_began=HowBegan.ELECTED, nominated_by=peru)
    html = page(client, "/groups/wg/2026-2027/members/")
    for words in ("Uruguay", "Subgroup on Care", "Chile", "Nominated by", "Peru"):
        assert words in html


def test_presiding_officers_are_no_group_of_the_table(client: Client, term: Term):
    facts = {"organization": term.body.organization, "parents": (term.body,)}
    make.body(name={"en": "Group on Care"}, **facts)
    make.body(name={"en": "Presiding Officers"}, kind=BodyKind.BUREAU, **facts)
    PlanSection.objects.create(term=term, key="groups", facts="subgroups")
    for tab in ("plan", "members"):
        html = page(client, f"/groups/wg/2026-2027/{tab}/")
        assert "Group on Care" in html
        assert "Presiding Officers" not in html


def test_body_without_a_term_shows_its_parents_and_delegations(client: Client, term: Term):
    group = make.body("sub", organization=term.body.organization, parents=(term.body,))
    make.standing(make.delegation(name={"en": "Chile"}), group, StandingKind.PARTICIPANT)
    make.standing(make.delegation(name={"en": "Uruguay"}), group, StandingKind.COORDINATOR)
    html = page(client, "/groups/sub/")
    places = [html.index(words) for words in ("Participants", "Chile", "Coordinators", "Uruguay")]
    assert places == sorted(places)
    assert '<a href="/groups/wg/">Working Group on Tests</a>' in html.split("About the body", 1)[1]


def test_plan_shows_sections_with_their_facts_in_order(client: Client, term: Term):
    listing = Listing.objects.create(term=term, key="axes", kind="axes", title={"en": "Four axes"})
    ListingItem.objects.create(listing=listing, name={"en": "First axis"})
    PlanSection.objects.create(term=term, key="intro", heading={"en": "Introduction"}, prose={"en": "Some *words*."})
    PlanSection.objects.create(term=term, key="axes", facts="listing", listing=listing, position=1)
    html = page(client, "/groups/wg/2026-2027/plan/")
    assert "<p>Some <em>words</em>.</p>" in html
    assert html.index("Introduction") < html.index("Four axes") < html.index("First axis")
    assert "Also recorded" not in html


def test_plan_says_where_time_is_not_stated(client: Client, term: Term):
    table = ActivityTable.objects.create(
        term=term, key="grid", form="grid", title={"en": "Timeline"}, began=date(2020, 8, 1), ended=date(2020, 10, 31)
    )
    Activity.objects.create(table=table, key="a", name={"en": "Lost marks"}, timing_stated=False)
    dated = Activity.objects.create(table=table, key="b", name={"en": "Launch"})
    Span.objects.create(activity=dated, start=date(2020, 8, 31), end=date(2020, 9, 1))
    html = page(client, "/groups/wg/2026-2027/plan/")
    assert "time not stated" in html
    assert html.count('class="filled"') == 2


def test_plan_never_shows_the_staffs_html(client: Client, term: Term):
    PlanSection.objects.create(term=term, key="bad", prose={"en": "<script>alert(1)</script>"})
    response = client.get("/groups/wg/2026-2027/plan/")
    assert b"<script>alert" not in response.content


def test_post_that_served_one_meeting_keeps_its_holder(client: Client, term: Term):
    post: Post = make.post(term, Role.RAPPORTEUR, scope={"en": "special meeting"})
    make.tenure(post, make.person("Nisla"), began=date(2026, 1, 2), ended=date(2026, 1, 3))
    html = page(client, "/groups/wg/2026-2027/")
    assert "Rapporteur, special meeting" in html
    assert "Nisla" in html


def test_overview_of_a_past_term_counts_undated_meetings_too(client: Client):
    past = make.term(make.body("past"), "2004", began=date(2004, 1, 1), ended=date(2004, 12, 31))
    schedule = make.schedule(past)
    make.meeting(schedule, None)
    make.meeting(schedule, date(2004, 3, 9), text={"en": "A dated meeting"})
    html = page(client, "/groups/past/2004/")
    assert "2 meetings recorded" in html
    assert "9 March 2004" in html


def test_plan_numbers_footnotes_through_and_links_known_instruments(client: Client, term: Term):
    known = make.instrument("AG/RES. 2699 (XLII-O/12)")
    for place, words in enumerate(("One[^a] of AG/RES. 2699 (XLII-O/12).", "Two[^a] of AG/RES. 2955 (L-O/20).")):
        PlanSection.objects.create(
            term=term, key=f"s{place}", position=place, prose={"en": f"{words}\n\n[^a]: Note {place}."}
        )
    html = page(client, "/groups/wg/2026-2027/plan/")
    assert 'href="#s0-note-1" role="doc-noteref">1</a>' in html
    assert 'href="#s1-note-1" role="doc-noteref">2</a>' in html
    assert '<ol start="2"><li id="s1-note-1">' in html
    assert f'<a class="symbol" href="{known.get_absolute_url()}">AG/RES. 2699' in html
    assert '<a class="symbol" href="/search/?q=' in html


def test_signature_names_the_body(client: Client, term: Term):
    PlanSection.objects.create(term=term, key="end", facts="signature")
    make.tenure(make.post(term), make.person("Ana Ruiz"))
    signed = page(client, "/groups/wg/2026-2027/plan/").split('class="signature"', 1)[1].split("</section>", 1)[0]
    assert signed.index("Ana Ruiz") < signed.index("Working Group on Tests")
