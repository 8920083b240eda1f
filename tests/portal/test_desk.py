"""The desk: every kind of record can be created, corrected and removed by who keeps it, and by nobody else."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from groups.models import Body, Instrument, Organization, Person, Tenure, Term
from meetings.models import DraftChange, ScheduleVersion
from portal.desk import KINDS, SHARED
from portal.models import AuditEvent, OutboxMessage
from tests import make
from tests.browsing import form_values
from tests.portal.records import KINDS as FILLINGS
from tests.portal.records import World

pytestmark = pytest.mark.django_db
EVERY_KIND = pytest.mark.parametrize("key", sorted(FILLINGS))
SHARED_BY_HOUSES = {"delegation", "person", "instrument", "capacity", "provision", "instrumenttext"}
SHARED_BY_HOUSES |= {"instrumentalias", "instrumentrelation"}


@pytest.fixture
def world():
    return World()


@pytest.fixture
def desk(world):
    return signed_in(world, "secretary")


def signed_in(world: World, part: str) -> Client:
    client = Client()
    client.force_login(world.cast.accounts[part])
    return client


def new_url(world: World, key: str) -> str:
    parent = FILLINGS[key][0](world)
    return f"/desk/{key}/new/" + (f"?of={parent.pk}" if parent else "")


def create(client: Client, world: World, key: str, **typed: object):
    address = new_url(world, key)
    given = form_values(client.get(address).content.decode()) | FILLINGS[key][1](world) | typed
    return client.post(address, given)


def test_every_kind_has_a_filling():
    assert set(KINDS) - {"organization"} == set(FILLINGS)


def test_adopted_versions_of_a_schedule_have_no_form():
    assert ScheduleVersion not in {kind.model for kind in KINDS.values()}


@EVERY_KIND
def test_record_is_created_and_corrected_by_the_secretary(desk, world, key):
    created = create(desk, world, key)
    assert created.status_code == 302, created.context["form"].errors
    record = KINDS[key].model.objects.get(pk=created["Location"].rstrip("/").split("/")[-1])
    page = desk.get(created["Location"]).content.decode()
    correction = FILLINGS[key][2]
    corrected = desk.post(created["Location"], form_values(page) | correction)
    assert corrected.status_code == 302, corrected.context["form"].errors
    after = form_values(desk.get(created["Location"]).content.decode())
    assert {name: after[name] for name in correction} == {name: [value] for name, value in correction.items()}
    made, changed = AuditEvent.objects.about(record).order_by("id")
    assert (made.verb, made.before, changed.verb) == ("created", None, "corrected")
    assert changed.before == made.after != changed.after
    assert changed.actor == world.cast.accounts["secretary"]


@EVERY_KIND
def test_record_saved_untouched_leaves_no_trace(desk, world, key):
    address = create(desk, world, key)["Location"]
    rows = AuditEvent.objects.count()
    assert desk.post(address, form_values(desk.get(address).content.decode())).status_code == 302
    assert AuditEvent.objects.count() == rows


@EVERY_KIND
def test_record_can_be_removed_while_nothing_rests_on_it(desk, world, key):
    address = create(desk, world, key)["Location"]
    assert desk.post(f"{address}remove/").status_code == 302
    assert desk.get(address).status_code == 404
    assert AuditEvent.objects.first().verb == "removed"
    assert AuditEvent.objects.first().before


@pytest.mark.once
@EVERY_KIND
@pytest.mark.parametrize("part", ["stranger", "delegate", "chair", "editor", "other_secretary"])
def test_record_is_not_there_for_who_does_not_keep_it(desk, world, key, part):
    address = create(desk, world, key)["Location"]
    client = Client() if part == "stranger" else signed_in(world, part)
    shared = part == "other_secretary" and key in SHARED_BY_HOUSES
    expected = 302 if part == "stranger" else 200 if shared else 404
    assert client.get(address).status_code == expected
    assert client.get(new_url(world, key)).status_code == (
        200 if part == "other_secretary" and key == "accreditation" else expected
    )
    if expected == 404:
        assert client.post(address, {}).status_code == 404
        assert client.post(f"{address}remove/").status_code == 404


def test_organization_is_made_by_who_runs_the_portal_alone(world, desk):
    typed = {"key": "new", "name_en": "New House", "house_style": "un", "paper": "a4", "zone": "America/Lima"}
    assert desk.get("/desk/organization/new/").status_code == 404
    admin = signed_in(world, "admin")
    given = form_values(admin.get("/desk/organization/new/").content.decode()) | typed
    assert admin.post("/desk/organization/new/", given).status_code == 302
    assert Organization.objects.get(key="new").zone == "America/Lima"


@pytest.mark.parametrize(("part", "offered"), [("admin", True), ("secretary", False)])
def test_new_organization_is_offered_to_who_runs_the_portal_alone(world, part, offered):
    client = signed_in(world, part)
    for address in ("/desk/", "/desk/organization/"):
        assert ('href="/desk/organization/new/"' in client.get(address).content.decode()) is offered


def test_portal_without_data_is_opened_by_its_first_administrator(client, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "a long password")
    call_command("createsuperuser", "--no-input", email="Admin@example.org", verbosity=0)
    client.post("/accounts/login/", {"login": "admin@example.org", "password": "a long password"})
    given = form_values(client.get("/desk/organization/new/").content.decode())
    typed = {"key": "oas", "name_en": "Organization", "house_style": "oas", "paper": "letter", "zone": "America/Lima"}
    assert client.post("/desk/organization/new/", given | typed).status_code == 302
    house = Organization.objects.get(key="oas")
    given = form_values(client.get("/desk/people/invite/").content.decode())
    typed = {"email": "eva@example.org", "name": "Eva", "organization": house.pk, "secretariat_role": "secretary"}
    assert client.post("/desk/people/invite/", given | typed).status_code == 302
    assert OutboxMessage.objects.get().recipient == "eva@example.org"


def choices_of(client: Client, address: str, field: str, language: str) -> list[str]:
    client.cookies["language"] = language
    return [str(label) for _value, label in client.get(address).context["form"].fields[field].choices][1:]


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["Ecuador", "Germany", "Peru", "United States"]),
        ("es", ["Alemania", "Ecuador", "Estados Unidos", "Perú"]),
        ("fr", ["Allemagne", "Équateur", "États-Unis", "Pérou"]),
    ],
)
def test_delegations_are_offered_by_name_in_the_page_s_language(language, names):
    world = World()
    for key, name in {
        "a": {"en": "United States", "es": "Estados Unidos", "fr": "États-Unis"},
        "b": {"en": "Peru", "es": "Perú", "fr": "Pérou"},
        "c": {"en": "Germany", "es": "Alemania", "fr": "Allemagne"},
        "d": {"en": "Ecuador", "es": "Ecuador", "fr": "Équateur"},
    }.items():
        make.delegation(key, name=name)
    client = signed_in(world, "secretary")
    standing = f"/desk/standing/new/?of={world.cast.body.pk}"
    for address in (standing, "/desk/people/invite/"):
        offered = choices_of(client, address, "delegation", language)
        assert [name for name in offered if name in names] == names


def test_organization_is_corrected_by_its_secretary(desk, world):
    address = f"/desk/organization/{world.cast.house.pk}/"
    given = form_values(desk.get(address).content.decode()) | {"city_es": "Washington, D. C."}
    assert desk.post(address, given).status_code == 302
    world.cast.house.refresh_from_db()
    assert world.cast.house.city["es"] == "Washington, D. C."


def test_houses_of_others_are_not_listed(desk, world):
    others = Organization.objects.exclude(pk=world.cast.house.pk)
    page = desk.get("/desk/organization/").content.decode()
    assert f"/desk/organization/{world.cast.house.pk}/" in page
    assert others
    assert not [house for house in others if f"/desk/organization/{house.pk}/" in page]


@pytest.mark.parametrize(
    ("key", "spelling"),
    [
        ("document", "cajp / gt / tm 24-05"),
        ("document", "Cajp/gt/tm-24/05."),
        ("instrument", "ag/res 2699 (XLII-0/12)"),
        ("instrumentalias", "AG/RES. 2699 (XLII-0/12) "),
    ],
)
def test_symbol_in_another_spelling_is_the_same_symbol(desk, world, key, spelling):
    if key == "instrumentalias":
        assert create(desk, world, key, symbol="AG/RES. 2699 (XLII-O/12)").status_code == 302
    refused = create(desk, world, key, symbol=spelling)
    assert refused.status_code == 200
    assert "already registered as" in refused.content.decode()


@pytest.mark.parametrize(
    ("key", "typed", "sentence"),
    [
        ("entry", {"start": "2026-03-31", "end": "2026-03-01"}, "Give both dates and their precision"),
        ("entry", {"precision": ""}, "Give both dates and their precision"),
        ("tenure", {"person": ""}, "Name a person, a delegation or an office"),
        ("tenure", {"ended": "2025-01-01"}, "The end must not come before the beginning"),
        ("sitting", {"end": "09:00"}, "A sitting must end after it starts"),
        ("deadline", {"anchor": "entry"}, "Name what the deadline is counted from"),
        ("plansection", {"facts": "listing"}, "Choose the list that this section prints"),
        ("instrumentrelation", {"other": ""}, "Name the instrument or the body concerned"),
        ("activitytable", {"form": "grid"}, "A month grid needs its first and its last month"),
        ("body", {"zone": "Mars/Olympus"}, "There is no such time zone"),
        ("body", {"name_en": ""}, "Write it in one language at least"),
    ],
)
def test_constraint_is_said_in_a_sentence(desk, world, key, typed, sentence):
    refused = create(desk, world, key, **typed)
    assert refused.status_code == 200
    page = refused.content.decode()
    assert sentence in page
    assert "Constraint" not in page


def test_second_record_of_the_same_is_refused(desk, world):
    assert create(desk, world, "standing").status_code == 302
    refused = create(desk, world, "standing")
    assert refused.status_code == 200
    assert "has not ended" in refused.content.decode()


def test_second_meeting_of_one_row_is_refused(desk, world):
    assert create(desk, world, "meeting").status_code == 302
    refused = create(desk, world, "meeting")
    assert refused.status_code == 200
    assert "already exists" in refused.content.decode()


def test_open_tenure_bars_another_one(desk, world):
    assert create(desk, world, "tenure").status_code == 302
    assert "end that tenure first" in create(desk, world, "tenure").content.decode()
    assert create(desk, world, "tenure", how_began="acting").status_code == 302


def test_refused_form_keeps_what_was_typed(desk, world):
    refused = create(desk, world, "body", kind="", name_es="Grupo <nuevo>", description_pt="Uma linha\nduas")
    assert "Nothing is saved yet" in refused.content.decode()
    values = form_values(refused.content.decode())
    assert values["name_es"] == ["Grupo <nuevo>"]
    assert values["description_pt"] == ["Uma linha\nduas"]


def test_form_opened_before_somebody_else_saved_is_refused(desk, world):
    address = f"/desk/body/{world.cast.body.pk}/"
    opened = form_values(desk.get(address).content.decode())
    Body.objects.filter(pk=world.cast.body.pk).update(acronym="GT-TM")
    refused = desk.post(address, opened | {"acronym": "OTHER"})
    assert refused.status_code == 200
    assert "Somebody changed this record" in refused.content.decode()
    assert Body.objects.get(pk=world.cast.body.pk).acronym == "GT-TM"
    assert form_values(refused.content.decode())["acronym"] == ["OTHER"]


def test_form_without_what_it_has_seen_is_refused(desk, world):
    address = f"/desk/body/{world.cast.body.pk}/"
    opened = form_values(desk.get(address).content.decode()) | {"acronym": "OTHER", "seen": ""}
    assert desk.post(address, opened).status_code == 200


@pytest.mark.parametrize("what", ["body", "schedule", "term"])
def test_removal_is_refused_while_others_rest_on_it(desk, world, what):
    record = {"body": world.cast.body, "schedule": world.schedule, "term": world.cast.term}[what]
    answer = desk.post(f"/desk/{what}/{record.pk}/remove/", follow=True)
    assert "cannot be removed while others rest on it" in answer.content.decode()
    assert type(record).objects.filter(pk=record.pk).exists()
    assert not AuditEvent.objects.filter(verb="removed").exists()


def test_removal_counts_who_would_only_lose_the_name(desk, world):
    later = make.term(world.cast.body, "2028-2029", previous=world.bare_term)
    answer = desk.post(f"/desk/term/{world.bare_term.pk}/remove/", follow=True)
    assert str(later) in answer.content.decode()
    assert Term.objects.filter(pk=world.bare_term.pk).exists()


def test_person_with_a_post_stays(desk, world):
    make.tenure(world.post, world.person)
    desk.post(f"/desk/person/{world.person.pk}/remove/")
    assert Person.objects.filter(pk=world.person.pk).exists()
    assert Tenure.objects.filter(person=world.person).exists()


def test_choices_hold_nothing_that_the_secretary_may_not_know(desk, world):
    hidden = make.body(name={"en": "Secret group of another house"}, audience="staff")
    paper = make.document(hidden, title={"en": "Secret paper"}, distribution="restricted")
    for key in ("parentage", "mandate", "instrument", "document", "documentrelation", "listingitem"):
        page = desk.get(new_url(world, key)).content.decode()
        assert "Secret group" not in page
        assert str(paper) not in page


def test_record_moves_into_no_house_that_the_secretary_does_not_serve(desk, world):
    other = make.organization()
    address = f"/desk/body/{world.cast.body.pk}/"
    opened = form_values(desk.get(address).content.decode())
    assert desk.post(address, opened | {"organization": other.pk}).status_code == 200
    assert Body.objects.get(pk=world.cast.body.pk).organization == world.cast.house


def test_accreditation_everywhere_needs_all_houses_of_the_delegation(desk, world):
    make.standing(world.delegation, world.cast.body)
    assert create(desk, world, "accreditation", body="").status_code == 302
    foreign = make.delegation()
    make.standing(foreign, make.body())
    refused = create(desk, world, "accreditation", delegation=foreign.pk, body="")
    assert refused.status_code == 200
    assert not world.person.accreditations.filter(delegation=foreign).exists()


def test_proposed_change_knows_who_proposed_it(desk, world, now):
    create(desk, world, "draftchange")
    change = DraftChange.objects.get()
    assert change.proposed_by == world.cast.accounts["secretary"]
    assert change.proposed_at is not None


def test_order_left_empty_comes_last(desk, world):
    first, second = (create(desk, world, "schedulenote", position="")["Location"] for _time in range(2))
    values = [form_values(desk.get(address).content.decode())["position"] for address in (first, second)]
    assert values == [["0"], ["1"]]


def test_address_left_empty_is_made_from_the_symbol(desk, world):
    create(desk, world, "instrument")
    assert Instrument.objects.filter(slug__icontains="2881").exists()


@pytest.mark.parametrize(
    "address", ["/desk/nothing/", "/desk/body/", "/desk/nothing/new/", "/desk/body/new/", "/desk/body/new/?of=x"]
)
def test_desk_of_nothing_is_not_there(desk, address):
    assert desk.get(address).status_code == 404


def test_lists_find_by_name(desk, world):
    page = desk.get("/desk/person/", {"q": "ruiz"}).content.decode()
    assert "Ana Ruiz" in page
    assert "Ana Ruiz" not in desk.get("/desk/person/", {"q": "nobody"}).content.decode()


@pytest.mark.parametrize("key", SHARED)
def test_lists_of_shared_records_open(desk, key):
    assert desk.get(f"/desk/{key}/").status_code == 200


def _queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as taken:
        assert client.get(address).status_code == 200
    return len(taken)


def test_pages_take_no_more_queries_for_more_rows(desk, world):
    pages = ["/desk/", f"/desk/term/{world.cast.term.pk}/", f"/desk/body/{world.cast.body.pk}/", "/desk/instrument/"]
    pages += [f"/desk/meeting/{world.meeting.pk}/", new_url(world, "mandate"), new_url(world, "citation")]
    pages += [new_url(world, "agendaitem"), new_url(world, "tenure")]
    for page in pages:
        desk.get(page)
    before = [_queries(desk, page) for page in pages]
    for number in range(3):
        body = make.body(organization=world.cast.house)
        make.term(body)
        instrument = make.instrument(f"AG/RES. {1200 + number} (XX-O/{90 + number})")
        make.mandate(world.cast.term, instrument)
        instrument.provisions.create(key="op-1", first=1)
        make.post(world.cast.term)
        make.agenda_item(world.meeting)
        make.meeting(world.schedule)
        make.document(world.cast.body)
        make.standing(make.delegation(), world.cast.body)
    assert [_queries(desk, page) for page in pages] == before
