"""The README tells the truth about commands, settings and folders."""

import re
from pathlib import Path

from django.core.management import get_commands

CHECKOUT = Path(__file__).resolve().parent.parent.parent
README = (CHECKOUT / "README.md").read_text()
# Read by programs around us, not by the portal.
NOT_OURS = {"DJANGO_SETTINGS_MODULE", "CREDENTIALS_DIRECTORY"}


def variables_read() -> set[str]:
    """Names of the environment that the portal's code reads."""
    sources = [CHECKOUT / "portal" / name for name in ("settings.py", "environment.py", "supervisor.py")]
    text = "\n".join(path.read_text() for path in sources)
    calls = r'(?:environ\.get|environ\.setdefault|flag|number|words|secret|choice|sender)\(\s*"([A-Z_]+)"'
    return set(re.findall(calls, text)) - NOT_OURS


def test_settings_are_documented():
    documented = set(re.findall(r"^\| `([A-Z_]+)` \|", README, re.MULTILINE))
    assert documented == variables_read()


def test_two_commands_come_first():
    assert re.findall(r"bin/[a-z]+", README)[:2] == ["bin/serve", "bin/test"]


def test_scripts_exist():
    named = set(re.findall(r"(?<![\w/])bin/[a-z]+", README))
    assert [name for name in sorted(named) if not (CHECKOUT / name).is_file()] == []


def test_commands_exist():
    named = set(re.findall(r"manage\.py ([a-z_]+)", README))
    assert named, "The README names no command of manage.py."
    assert named - set(get_commands()) == set()


def test_folders_exist():
    named = re.findall(r"^\| `([a-z_/]+/)` \|", README, re.MULTILINE)
    assert named, "The README has no table of folders."
    assert [name for name in named if not (CHECKOUT / name).is_dir()] == []


def test_changelog_and_licence_are_there():
    assert "## " in (CHECKOUT / "CHANGELOG.md").read_text()
    assert "Plenary contributors" in (CHECKOUT / "LICENSE").read_text()


def test_third_parties_are_named():
    notices = (CHECKOUT / "THIRD-PARTY.md").read_text()
    lines = [
        line for name in ("", "tests/") for line in (CHECKOUT / name / "requirements.txt").read_text().splitlines()
    ]
    needed = [re.split(r"[=<>\[]", line)[0] for line in lines if line[:1].isalpha()]
    assert [name for name in needed if f"| {name} |" not in notices] == []


def test_requirements_are_pinned():
    lines = [
        line for name in ("", "tests/") for line in (CHECKOUT / name / "requirements.txt").read_text().splitlines()
    ]
    assert [line for line in lines if line[:1].isalpha() and "==" not in line] == []
