"""Opening a subgroup at the desk, from the page of the body that it stands under."""

from __future__ import annotations

from html import unescape

import pytest

from groups.models import Body
from portal.models import AuditEvent
from tests import make
from tests.browsing import form_values
from tests.portal.records import World
from tests.portal.test_desk import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


@pytest.fixture
def desk(world):
    return signed_in(world, "secretary")


def test_subgroup_is_opened_from_its_parent(world, desk):
    parent = world.cast.body
    page = desk.get(f"/desk/body/{parent.pk}/").content.decode()
    add = f"/desk/body/new/?of={parent.organization_id}&under={parent.pk}"
    assert add.replace("&", "&amp;") in page
    form = desk.get(add).content.decode()
    assert f"New subgroup of {parent}" in unescape(form)
    given = form_values(form) | {"slug": "a-subgroup", "kind": "subgroup", "name_en": "Subgroup on Tests"}
    answer = desk.post(add, given)
    body = Body.objects.get(slug="a-subgroup")
    assert answer["Location"] == f"/desk/body/{body.pk}/"
    assert [place.parent for place in body.parentages.all()] == [parent]
    assert AuditEvent.objects.filter(verb="created").count() == 2
    assert "Subgroup on Tests" in desk.get(f"/desk/body/{parent.pk}/").content.decode()


def test_subgroup_that_cannot_be_saved_keeps_what_was_typed(world, desk):
    parent = world.cast.body
    add = f"/desk/body/new/?of={parent.organization_id}&under={parent.pk}"
    given = form_values(desk.get(add).content.decode()) | {"slug": parent.slug, "name_en": "Subgroup on Tests"}
    answer = desk.post(add, given).content.decode()
    assert "Subgroup on Tests" in answer
    assert f"New subgroup of {parent}" in unescape(answer)
    assert parent.child_parentages.count() == 0


@pytest.mark.parametrize("under", ["x", "999999"])
def test_subgroup_of_nothing_is_absent(world, desk, under):
    assert desk.get(f"/desk/body/new/?of={world.cast.house.pk}&under={under}").status_code == 404


def test_subgroup_of_another_houses_body_is_absent(world, desk):
    other = make.body(organization=make.organization("elsewhere"))
    assert desk.get(f"/desk/body/new/?of={world.cast.house.pk}&under={other.pk}").status_code == 404
