"""What a first visit weighs, and what is vendored."""

import re
import subprocess
import sys

import pytest
from django.conf import settings

pytestmark = pytest.mark.once

STATIC = settings.BASE_DIR / "static"
TEMPLATES = settings.BASE_DIR / "templates"
SHEETS = sorted((STATIC / "css").glob("*.css"))
FIRST_VISIT = re.findall(r"css/\w+\.css", (TEMPLATES / "components" / "styles.html").read_text())


def test_sheets_scripts_and_preloaded_faces_are_light():
    sheets = sum((STATIC / name).stat().st_size for name in FIRST_VISIT)
    scripts = sum((STATIC / "js" / name).stat().st_size for name in ("zone.js", "menu.js"))
    faces = sum(
        (STATIC / "vendor" / name / "latin.woff2").stat().st_size for name in ("source-serif-4", "source-sans-3")
    )
    assert sheets <= 46_000
    assert (STATIC / "js" / "zone.js").stat().st_size <= 1_000
    assert sheets + scripts + faces <= 150_000


def test_colours_are_named_in_the_tokens_alone():
    for path in SHEETS:
        if path.name not in {"tokens.css", "print.css"}:
            assert not re.search(r"#[0-9a-f]{3,8}\b(?![^{]*\{)", path.read_text()), path.name


def test_vendored_files_are_as_published():
    answer = subprocess.run(
        [sys.executable, settings.BASE_DIR / "bin" / "vendor", "check"], capture_output=True, text=True
    )
    assert answer.returncode == 0, answer.stdout


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_templates_have_no_inline_style_or_script(path):
    source = path.read_text()
    assert not re.search(r"\sstyle=|<style|\son\w+=|<script(?![^>]*\ssrc=)", source)
