"""Figures for machines that watch, for whoever has the token."""

import pytest
from django.utils import timezone

from portal import worker

pytestmark = pytest.mark.django_db
TOKEN = "a-token-of-twenty-characters"


def test_metrics_are_absent_without_a_token(client):
    assert client.get("/metrics").status_code == 404


@pytest.mark.parametrize("given", [None, "", "Bearer ", "Bearer another", TOKEN[:-1]])
def test_metrics_are_absent_for_another_token(client, settings, given):
    settings.METRICS_TOKEN = TOKEN
    assert client.get("/metrics", headers={"authorization": given} if given is not None else {}).status_code == 404


def test_metrics_tell_the_figures(client, settings):
    settings.METRICS_TOKEN = TOKEN
    worker.beat(timezone.now())
    response = client.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"})
    lines = response.content.decode().splitlines()
    assert (response.status_code, response["Content-Type"].split(";")[0]) == (200, "text/plain")
    assert {"plenary_ready 1", "plenary_worker_age_seconds 0", "plenary_mail_paused 0", "plenary_clock_alarm 0"} <= set(
        lines
    )
    assert 'plenary_mail{state="waiting"} 0' in lines
    assert all(line.startswith(("# TYPE plenary_", "plenary_")) for line in lines)
