"""What may be set is the same everywhere: in the README's table, compose.yaml, the services' file, and the docs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

CHECKOUT = Path(__file__).resolve().parent.parent.parent
DOCUMENTED = set(re.findall(r"^\| `([A-Z_]+)` \|", (CHECKOUT / "README.md").read_text(), re.MULTILINE))
OPERATIONS = (CHECKOUT / "docs" / "operations.md").read_text()
# Where containers keep things is the file's own affair; pages of errors with their insides are for no public machine.
COMPOSED = {"DATA_DIR", "DATABASE_URL", "REDIS_URL"}
NOT_FOR_PUBLIC_MACHINES = {"DEBUG"}
# What others read: images of containers, systemd, OpenSSL, units of these docs.
NOT_OURS = {"POSTGRES_PASSWORD", "SSL_CERT_FILE", "RELEASE", "HASH", "FILE", "ADDRESS", "ID"}

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def environment() -> dict[str, str]:
    given: dict[str, Any] = yaml.safe_load((CHECKOUT / "compose.yaml").read_text())["x-plenary"]["environment"]
    return given


def filled_in(environment: dict[str, str], dot_env: dict[str, str]) -> dict[str, str]:
    """As `docker compose` reads it."""

    def value(found: re.Match[str]) -> str:
        name, _how, default = found.groups()
        return dot_env.get(name, "") or default

    return {name: re.sub(r"\$\{(\w+)(:[-?])([^}]*)\}", value, text) for name, text in environment.items()}


def test_containers_are_given_each_setting_that_somebody_may_want(environment: dict[str, str]) -> None:
    assert environment.keys() == DOCUMENTED - NOT_FOR_PUBLIC_MACHINES
    taken = {name for name, text in environment.items() if f"${{{name}:" in text}
    assert taken == environment.keys() - COMPOSED


def test_file_of_the_services_names_each_setting() -> None:
    text = (CHECKOUT / "deploy" / "plenary.env").read_text()
    settings = set(re.findall(r"^#?([A-Z_]+)=", text, re.MULTILINE))
    words = " ".join(line for line in text.splitlines() if line.startswith("# "))
    secrets = set(re.findall(r"\b[A-Z]+_[A-Z_]+\b", words))
    assert settings <= DOCUMENTED
    assert settings | secrets == DOCUMENTED - NOT_FOR_PUBLIC_MACHINES


def test_docs_name_no_setting_that_is_not_there() -> None:
    named = set(re.findall(r"`([A-Z]+(?:_[A-Z]+)+)(?:=[^`]*)?`", OPERATIONS)) - NOT_OURS
    assert named
    assert {name.removesuffix("_FILE") for name in named} <= DOCUMENTED


@pytest.mark.parametrize("more", [{}, {"SECOND_FACTOR": "everybody", "MAIL_PER_SECOND": "5", "ALLOWED_HOSTS": "a.org"}])
def test_deployment_check_is_content_with_the_containers(
    environment: dict[str, str], tmp_path: Path, more: dict[str, str]
) -> None:
    dot_env = {
        "POSTGRES_PASSWORD": "word",
        "SECRET_KEY": "abcdefghijklmnopqrstuvwxyz" * 2,
        "EMAIL_URL": "smtp+tls://plenary:word@mail.example.org:587",
        "SITE_URL": "https://groups.example.org",
        "TRUSTED_PROXY_COUNT": "1",
        **more,
    }
    variables = {**filled_in(environment, dot_env), "DATA_DIR": str(tmp_path), "PATH": os.environ["PATH"]}
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    ran = subprocess.run(command, cwd=CHECKOUT, env=variables, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
