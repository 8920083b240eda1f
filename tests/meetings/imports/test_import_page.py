"""The page of the secretariat that brings in a schedule: paste, look, import."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from meetings.models import Entry, Schedule
from tests import make
from tests.cast import gather
from tests.meetings.imports import making
from tests.meetings.imports.scores import HERE
from tests.meetings.imports.test_sources import NAMES, sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    cast = gather()
    cast.term.label = "2012-2013"
    cast.term.save()
    return cast


@pytest.fixture
def secretary(cast) -> Client:
    client = Client()
    client.force_login(cast.accounts["secretary"])
    return client


@pytest.fixture
def address(cast) -> str:
    return reverse("meetings:import", args=[cast.body.slug, "2012-2013"])


def table() -> str:
    text = (HERE / "sources" / "work-plan-2012-2013.txt").read_text()
    return text[text.index("\tSCHEDULE OF MEETINGS") :]


def packed(page: str) -> str:
    return re.search(r'name="reading" value="([^"]+)"', page)[1]


def boxes(page: str) -> list[str]:
    return re.findall(r'name="row" value="([\w-]+)" checked', page)


def test_pasted_schedule_is_previewed_with_its_guesses_and_saved_only_on_import(cast, secretary, address):
    page = secretary.post(address, {"pasted": table()}).content.decode()

    assert len(boxes(page)) == 12
    assert "12 rows (meeting: 10, deadline: 1, period: 1)" in page
    assert page.count("year inferred") == 3  # 8 October, 9 to 30 October, and the suggestion
    assert "Tuesday" in page
    assert "weekday inferred" in page
    assert "10:00 a.m. – 1:00 p.m. · 2:30 p.m. – 5:30 p.m. · " in page
    assert re.search(r"September 2012 –April 2013.*7 May 2013", page)
    assert 'value="suggestion-0">' in page  # offered, not ticked
    assert "31 October 2012" in page
    assert Entry.objects.count() == Schedule.objects.count() == 0

    answer = secretary.post(address, {"reading": packed(page), "row": boxes(page)}, follow=True)

    assert "12 rows imported into the draft." in answer.content.decode()
    days = [str(entry.start) for entry in Entry.objects.order_by("position")]
    assert days == sorted(days)
    assert len(days) == 12
    anchors = re.findall(r'id="((?:meeting|deadline|period)-[\d-]+)"', answer.content.decode())
    assert anchors == list(Entry.objects.order_by("position").values_list("key", flat=True))


def test_ticked_suggestion_becomes_a_row_and_an_unticked_row_does_not(secretary, address):
    page = secretary.post(address, {"pasted": table()}).content.decode()

    secretary.post(address, {"reading": packed(page), "row": [*boxes(page)[1:], "suggestion-0"]})

    found = Entry.objects.order_by("position")
    assert [(entry.kind, str(entry.start)) for entry in found][3] == ("distribution", "2012-10-31")
    assert "2012-09-19" not in [str(entry.start) for entry in found]


def test_markup_of_the_clipboard_counts_more_than_its_text(secretary, address):
    markup = making.as_html(sheet(NAMES[1])).decode()

    page = secretary.post(address, {"pasted": "all the cells in one line", "markup": markup}).content.decode()

    assert len(boxes(page)) == 13


def test_file_is_read_by_what_it_holds(secretary, address):
    upload = SimpleUploadedFile("plan.docx", making.as_word(sheet(NAMES[0])))

    page = secretary.post(address, {"pasted": "", "file": upload}).content.decode()

    assert len(boxes(page)) == 12


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("plan.pdf", b"%PDF-1.7", "A PDF has lost its table"),
        ("plan.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word or Excel"),
        ("plan.docx", b"PK\x03\x04 and no more", "damaged"),
    ],
)
def test_unreadable_file_is_refused_with_a_sentence_and_the_paste_is_kept(secretary, address, name, data, says):
    answer = secretary.post(address, {"pasted": "what I typed", "file": SimpleUploadedFile(name, data)})

    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert "what I typed" in answer.content.decode()


def test_nothing_given_is_told(secretary, address):
    answer = secretary.post(address, {"pasted": "  "})

    assert answer.status_code == 422
    assert "Paste a schedule or choose a file." in answer.content.decode()


def test_a_preview_that_was_tampered_with_is_not_imported(secretary, address):
    page = secretary.post(address, {"pasted": table()}).content.decode()

    answer = secretary.post(address, {"reading": packed(page)[:-1] + "x", "row": boxes(page)}, follow=True)

    assert "no longer valid" in answer.content.decode()
    assert Entry.objects.count() == 0


def test_a_preview_is_of_one_term_alone(cast, secretary, address):
    page = secretary.post(address, {"pasted": table()}).content.decode()
    make.term(cast.body, "2013-2014")
    other = reverse("meetings:import", args=[cast.body.slug, "2013-2014"])

    secretary.post(other, {"reading": packed(page), "row": boxes(page)})

    assert Entry.objects.count() == 0


def test_rows_of_the_draft_are_replaced_only_when_it_is_said(secretary, address):
    page = secretary.post(address, {"pasted": "5 March 2013, 10:00: First meeting"}).content.decode()
    secretary.post(address, {"reading": packed(page), "row": boxes(page)})
    page = secretary.post(address, {"pasted": "6 March 2013, 10:00: Second meeting"}).content.decode()

    refused = secretary.post(address, {"reading": packed(page), "row": boxes(page)})
    assert refused.status_code == 422
    assert "1 row already" in refused.content.decode()
    assert boxes(refused.content.decode()) == ["row-0"]

    secretary.post(address, {"reading": packed(page), "row": boxes(page), "replace": "yes"})
    assert [str(entry.start) for entry in Entry.objects.all()] == ["2013-03-06"]


@pytest.mark.parametrize("part", ["delegate", "chair", "editor", "other_secretary"])
def test_page_is_absent_for_all_but_the_secretariat(cast, address, part):
    client = Client()
    client.force_login(cast.accounts[part])

    assert client.get(address).status_code == 404
    assert client.post(address, {"pasted": table()}).status_code == 404


def test_stranger_is_sent_to_sign_in(client, address):
    assert client.get(address).status_code == 302


def test_schedule_page_links_to_the_import_for_who_may_use_it(cast, secretary, client, address):
    page = reverse("meetings:schedule", args=[cast.body.slug, "2012-2013"])

    assert address in secretary.get(page).content.decode()
    assert address not in client.get(page).content.decode()


def test_schedule_in_force_is_looked_at_and_not_imported_over(cast, secretary, address):
    make.schedule(cast.term, state="adopted")

    page = secretary.post(address, {"pasted": table()}).content.decode()
    refused = secretary.post(address, {"reading": packed(page), "row": boxes(page)})

    assert "This schedule is in force" in page
    assert ">Import</button>" not in page
    assert refused.status_code == 422
    assert Entry.objects.count() == 0


def test_longest_schedule_fits_into_its_preview(secretary, address):
    long = "\n".join(
        f"{1 + n % 28} {['March', 'April', 'May'][n % 3]} 2013, 10:00: Debate on item {n}" for n in range(1900)
    )

    page = secretary.post(address, {"pasted": long}).content.decode()

    assert len(packed(page)) < 2_000_000
    assert secretary.post(address, {"reading": packed(page), "row": "row-0"}).status_code == 302
