"""The two commands: exit status, sentences, files."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from groups.models import Body
from meetings.models import Entry
from meetings.transfer import text
from tests.meetings.transfer.records import at, imported, record

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    """What a command prints."""
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    written = tmp_path / "gt.json"
    written.write_text(text.write(record()), encoding="utf-8")
    return written


def test_file_goes_in_and_comes_out_unchanged(path: Path, tmp_path: Path) -> None:
    assert "Created in “gt” (2024, 2025):" in run("import_group", str(path))
    run("export_group", "gt", "-o", str(tmp_path / "out.json"))
    assert (tmp_path / "out.json").read_bytes() == path.read_bytes()
    assert run("export_group", "gt", "-o", "-") == path.read_text(encoding="utf-8")


def test_term_alone_goes_to_standard_output(path: Path) -> None:
    run("import_group", str(path))
    assert json.loads(run("export_group", "gt", "--term", "2024"))["terms"] == ["2024"]


def test_dry_run_tells_and_writes_nothing(path: Path) -> None:
    told = run("import_group", str(path), "--dry-run")
    assert "Would create in “gt” (2024, 2025):" in told
    assert "  3 × agenda item" in told
    assert not Body.objects.exists()


def test_weekday_that_contradicts_its_date_is_kept_and_told(tmp_path: Path) -> None:
    data = record()
    entry = at(data, "bodies[0].terms[1].schedule.entries[0]")
    entry |= {"start": "2012-09-19", "end": "2012-09-19", "precision": "day", "weekday_printed": 2}
    (tmp_path / "file.json").write_text(text.write(data), encoding="utf-8")
    told = run("import_group", str(tmp_path / "file.json"))
    assert (
        "Kept although it contradicts itself: $.bodies[0].terms[1].schedule.entries[0].weekday_printed: "
        "2012-09-19 is a Wednesday, and Tuesday is said to be printed.\n"
    ) in told
    assert Entry.objects.filter(weekday_printed=2, start="2012-09-19").exists()


def test_weekdays_that_fit_their_dates_are_not_told(path: Path) -> None:
    assert "contradicts" not in run("import_group", str(path))


def test_second_import_has_nothing_to_do(path: Path) -> None:
    run("import_group", str(path))
    assert "nothing to create" in run("import_group", str(path))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["no-such-group"], "There is no group “no-such-group”."),
        (["gt", "--term", "1999"], "“gt” has no term “1999”: it has 2024, 2025."),
        (["gt", "-o", "/no/such/folder/x.json"], "cannot be written: No such file or directory."),
    ],
)
def test_export_refuses_with_a_sentence(arguments: list[str], said: str) -> None:
    imported(record())
    with pytest.raises(CommandError, match=said):
        run("export_group", *arguments)


def test_import_of_an_absent_file_is_refused_with_a_sentence() -> None:
    with pytest.raises(CommandError, match=r"/no/file\.json cannot be read: No such file or directory\."):
        run("import_group", "/no/file.json")


@pytest.mark.parametrize("option", [[], ["--dry-run"]])
def test_bad_file_is_refused_with_the_list_of_errors(tmp_path: Path, option: list[str]) -> None:
    data = record()
    data["bodies"][0]["kind"] = "club"
    data["documents"][0]["body"] = "nobody"
    (tmp_path / "bad.json").write_text(json.dumps(data))
    with pytest.raises(CommandError, match=r"2 errors:\n  \$\.bodies\[0\]\.kind: .*\n  \$\.documents\[0\]\.body: "):
        run("import_group", str(tmp_path / "bad.json"), *option)
    assert not Body.objects.exists()


def test_kept_differences_and_loose_records_are_told(tmp_path: Path) -> None:
    imported(record())
    data = record()
    data["shared"]["persons"][0]["name"] = "Ana María"
    data["shared"]["persons"].append({"key": "eva", "name": "Eva"})
    (tmp_path / "other.json").write_text(json.dumps(data))
    told = run("import_group", str(tmp_path / "other.json"), "--keep")
    assert "Kept $.shared.persons[0].name" in told
    assert "Nothing in the group refers to person “eva” ($.shared.persons[1])." in told
