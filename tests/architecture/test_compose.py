"""compose.yaml says nothing that the compose specification does not know, and refers to nothing that is not there."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

CHECKOUT = Path(__file__).resolve().parent.parent.parent
TEXT = (CHECKOUT / "compose.yaml").read_text()
TOP = {"name", "services", "networks", "volumes", "configs", "secrets", "include"}
OF_SERVICES = {
    "build",
    "command",
    "depends_on",
    "deploy",
    "entrypoint",
    "environment",
    "expose",
    "healthcheck",
    "image",
    "init",
    "networks",
    "ports",
    "read_only",
    "restart",
    "scale",
    "stop_grace_period",
    "stop_signal",
    "user",
    "volumes",
}
OF_HEALTH = {"test", "interval", "timeout", "retries", "start_period", "disable"}
CONDITIONS = {"service_started", "service_healthy", "service_completed_successfully"}
RESTARTS = {"no", "always", "on-failure", "unless-stopped"}

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def composed() -> dict[str, Any]:
    return yaml.safe_load(TEXT)


def test_only_known_words_are_used(composed: dict[str, Any]) -> None:
    assert {name for name in composed if not name.startswith("x-")} <= TOP
    for name, service in composed["services"].items():
        assert service.keys() <= OF_SERVICES, name
        assert service.get("healthcheck", {}).keys() <= OF_HEALTH, name
        assert "image" in service or "build" in service, name
        assert service.get("restart", "no") in RESTARTS, name


def test_services_wait_for_services_that_can_come_to_it(composed: dict[str, Any]) -> None:
    services = composed["services"]
    for name, service in services.items():
        for other, how in service.get("depends_on", {}).items():
            assert other in services, (name, other)
            assert how["condition"] in CONDITIONS, (name, other)
            if how["condition"] == "service_healthy":
                assert "healthcheck" in services[other], (name, other)
            if how["condition"] == "service_completed_successfully":
                assert services[other]["restart"] == "no", (name, other)


def test_volumes_are_declared_and_used(composed: dict[str, Any]) -> None:
    used = {
        volume.partition(":")[0] for service in composed["services"].values() for volume in service.get("volumes", [])
    }
    assert {name for name in used if not name.startswith((".", "/"))} == composed["volumes"].keys()


def test_what_is_built_and_run_is_there(composed: dict[str, Any]) -> None:
    built = [service["build"] for service in composed["services"].values() if "build" in service]
    assert built
    assert all((CHECKOUT / each["context"] / each["dockerfile"]).is_file() for each in built)


@pytest.mark.parametrize("file", [".dockerignore", ".gitignore"])
def test_secrets_written_for_it_stay_out_of_images_and_of_the_tree(file: str) -> None:
    assert ".env*" in (CHECKOUT / file).read_text().splitlines()


def test_every_secret_is_asked_for_and_all_else_has_a_value() -> None:
    asked = set(re.findall(r"\$\{(\w+)(:[-?])?", TEXT))
    assert {name for name, how in asked if how == ":?"} == {"POSTGRES_PASSWORD", "SECRET_KEY", "EMAIL_URL"}
    assert [name for name, how in asked if not how] == []
