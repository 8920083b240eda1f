"""The measures of the house: short modules and functions, each said in a sentence, and no drawer for leftovers."""

import ast
import re
import subprocess
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent.parent
LONGEST_MODULE = 400
LONGEST_FUNCTION = 60
DRAWERS = {"utils", "helpers", "common", "core", "misc"}
APPS = ("portal", "groups", "documents", "meetings")
MODULES = sorted(
    path
    for app in APPS
    for path in (CHECKOUT / app).rglob("*.py")
    if "migrations" not in path.relative_to(CHECKOUT).parts
)


def test_modules_are_short():
    assert [str(path) for path in MODULES if path.read_text().count("\n") > LONGEST_MODULE] == []


def test_functions_are_short():
    long = [
        f"{path.relative_to(CHECKOUT)}:{node.lineno} {node.name}"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno > LONGEST_FUNCTION
    ]
    assert long == []


def test_modules_are_named_for_what_they_hold():
    assert [str(path) for path in MODULES if DRAWERS & {path.stem, *path.relative_to(CHECKOUT).parts}] == []


def test_code_leaves_nothing_for_later():
    left = re.compile(r"#.*\b(TODO|FIXME|XXX|HACK)\b|# noqa(?!:)|type: ignore(?!\[)")
    found = [
        f"{path.relative_to(CHECKOUT)}:{number}"
        for path in MODULES
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if left.search(line)
    ]
    assert found == []


def test_pages_are_cached_by_nobody_but_us():
    """Django's page cache has served one reader's page to another too often."""
    text = "\n".join(path.read_text() for path in MODULES)
    assert re.findall(r"cache_page|UpdateCacheMiddleware|FetchFromCacheMiddleware", text) == []


def test_vendored_files_are_unchanged():
    ran = subprocess.run([CHECKOUT / "bin" / "vendor", "check"], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
