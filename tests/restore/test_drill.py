"""The drill: a portal is copied while it runs, its machine is lost, and another one becomes what it was."""

import json
import os
import shutil
from pathlib import Path

import pytest

from tests.restore.portals import Portal, databases

__all__ = ["databases"]

FILL = """
from datetime import UTC, datetime, timedelta
from pathlib import Path
from django.conf import settings
from groups.models import Organization
from portal import audit, outbox
from portal.actors import SYSTEM
from portal.models import User
Organization.objects.create(key="house", name={"en": "The House"}, zone="America/New_York", city={"en": "Washington"})
User.objects.create_superuser("ana@example.org", "a-password-to-come-back-with", name="Ana")
Path(settings.MEDIA_ROOT, "papers").mkdir(parents=True)
Path(settings.MEDIA_ROOT, "papers", "statement.pdf").write_bytes(b"%PDF-1.7 of a statement")
given = {"recipient": "ana@example.org", "language": "en", "subject": "s", "text": "t", "now": datetime.now(UTC)}
outbox.enqueue(dedupe_key="waits", **given)
audit.record(actor=SYSTEM, verb="founded", subject=Organization.objects.get(), at=datetime.now(UTC))
"""
SEND = "from django.utils import timezone; from portal import outbox; print(outbox.deliver_due(timezone.now()))"
LOOK = """
from pathlib import Path
from django.conf import settings
from django.test import Client
from groups.models import Organization
from portal.models import User
page = Client(HTTP_HOST="127.0.0.1").get("/groups/")
works = User.objects.get(email="ana@example.org").check_password("a-password-to-come-back-with")
statement = Path(settings.MEDIA_ROOT, "papers/statement.pdf").read_bytes()
print(page.status_code, Organization.objects.get().name, works, statement)
"""


@pytest.fixture(scope="module")
def make(request):
    """Makes an empty portal on the database of this run."""
    databases = request.getfixturevalue("databases") if "DATABASE_URL" in os.environ else None
    return lambda folder: Portal(folder, databases.new() if databases else "")


@pytest.fixture(scope="module")
def lost(make, tmp_path_factory):
    """The portal whose machine will be lost."""
    portal = make(tmp_path_factory.mktemp("lost"))
    portal.manage("migrate", "--verbosity=0")
    portal.python(FILL)
    assert portal.manage("audit", "seal") == "1 row sealed."
    return portal


@pytest.fixture(scope="module")
def backup(lost, tmp_path_factory):
    """Its copy."""
    folder = tmp_path_factory.mktemp("copies") / "backup"
    lost.manage("backup", str(folder))
    return folder


@pytest.fixture
def new(make, tmp_path):
    """The portal that comes after it."""
    return make(tmp_path / "new")


def spoil(backup: Path, copy: Path, name: str, text: bytes) -> Path:
    shutil.copytree(backup, copy)
    (copy / name).write_bytes(text)
    return copy


def test_backup_is_for_its_owner_alone_and_buries_no_other(lost, backup):
    assert backup.stat().st_mode & 0o777 == 0o700
    assert "not empty" in lost.manage("backup", str(backup), fails=True)


def test_restore_refuses_what_is_not_whole(backup, new, tmp_path):
    files = spoil(backup, tmp_path / "one", "files/papers/statement.pdf", b"another")
    assert "is not what was written there" in new.manage("restore", str(files), fails=True)
    more = spoil(backup, tmp_path / "two", "files/added", b"more")
    assert "does not know" in new.manage("restore", str(more), fails=True)
    manifest = json.loads((backup / "manifest.json").read_text())
    newer = {**manifest, "migrations": [*manifest["migrations"], "portal.9999_later"]}
    later = spoil(backup, tmp_path / "three", "manifest.json", json.dumps(newer).encode())
    assert "made by a newer portal" in new.manage("restore", str(later), fails=True)
    (tmp_path / "three" / "manifest.json").unlink()
    assert "was broken off" in new.manage("restore", str(later), fails=True)


def test_drill(backup, new):
    said = new.manage("restore", str(backup))
    assert "are back and verified" in said
    assert new.python(LOOK) == "200 The House True b'%PDF-1.7 of a statement'"
    head = json.loads((backup / "manifest.json").read_text())["audit_head"]
    assert new.manage("audit", "verify", "--head", head).splitlines()[-1] == f"All agree. Head: {head}"
    assert (new.python(SEND), new.mails()) == ("0", 0)
    assert "held letter: 1" in new.manage("outbox", "status")
    new.manage("outbox", "release", "--all")
    assert (new.python(SEND), new.mails()) == ("1", 1)
    assert "is not empty" in new.manage("restore", str(backup), fails=True)


def test_restore_of_fewer_rows_than_were_counted_is_refused(backup, new, tmp_path):
    copy = spoil(backup, tmp_path / "copy", "manifest.json", b"")
    manifest = json.loads((backup / "manifest.json").read_text())
    manifest["rows"]["portal_user"] += 1
    (copy / "manifest.json").write_text(json.dumps(manifest))
    assert "portal_user has" in new.manage("restore", str(copy), fails=True)
    if not new.database_url:
        assert list(new.folder.glob("plenary.sqlite3*")) == []


def test_restore_of_another_audit_trail_is_refused_unless_it_is_asked_for(backup, make, tmp_path):
    """As of one whose seals were made anew: what the manifest tells is no longer the hash of a seal."""
    copy = spoil(backup, tmp_path / "copy", "manifest.json", b"")
    manifest = json.loads((backup / "manifest.json").read_text())
    (copy / "manifest.json").write_text(json.dumps({**manifest, "audit_head": "f" * 64}))
    assert f"No seal has the hash {'f' * 64}" in make(tmp_path / "new").manage("restore", str(copy), fails=True)
    new = make(tmp_path / "next")
    assert "is whole was not asked" in new.manage("restore", str(copy), "--trust-audit")
    assert "All agree" in new.manage("audit", "verify")


def test_backup_of_the_format_before_comes_back(backup, new, tmp_path):
    copy = spoil(backup, tmp_path / "copy", "manifest.json", b"")
    manifest = json.loads((backup / "manifest.json").read_text())
    del manifest["audit_head"]
    (copy / "manifest.json").write_text(json.dumps({**manifest, "format": 1}))
    assert "are back and verified" in new.manage("restore", str(copy))
