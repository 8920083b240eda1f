"""A house outgrows its one file: everything moves to PostgreSQL, and nothing is lost on the way."""

import pytest

from tests.restore.portals import Databases, Portal, databases

__all__ = ["databases"]
FILL = """
from datetime import UTC, datetime
from portal import outbox
from portal.models import User
ana = User.objects.create_user("ana@example.org", name="Ana \\u00d1and\\u00fa")
User.objects.filter(pk=ana.pk).update(joined_at=datetime(2019, 5, 4, 3, 2, 1, 987654, tzinfo=UTC))
given = {"recipient": "ana@example.org", "language": "en", "subject": "s", "text": "t", "now": datetime.now(UTC)}
outbox.enqueue(dedupe_key="waits", headers={"B": "1", "A": "2"}, **given)
"""
LOOK = """
from meetings.models import Entry
from portal.models import AuditEvent, User
ana = User.objects.get(email="ana@example.org")
bea = User.objects.create_user("bea@example.org")
print(ana.name, ana.joined_at.isoformat(), bea.pk > ana.pk, AuditEvent.objects.exists(), Entry.objects.exists())
"""
SEND = "from django.utils import timezone; from portal import outbox; print(outbox.deliver_due(timezone.now()))"


@pytest.mark.postgresql
def test_move_to_postgresql_and_back(tmp_path, databases: Databases):
    old, address = Portal(tmp_path / "old"), databases.new()
    old.manage("migrate", "--verbosity=0")
    old.manage("seed_demo", "--verbosity=0")
    old.python(FILL)
    old.manage("audit", "seal")
    head = old.manage("audit", "head").split()[0]
    assert "write postgres://" in old.manage("move_database", "--to", "mysql://nowhere", fails=True)
    assert "the same in both" in old.manage("move_database", "--to", address)
    assert "is not empty" in old.manage("move_database", "--to", address, fails=True)
    new = Portal(tmp_path / "new", address)
    assert new.python(LOOK) == "Ana Ñandú 2019-05-04T03:02:01.987654+00:00 True True True"
    assert f"All agree. Head: {head}" in new.manage("audit", "verify")
    assert (old.python(SEND), new.python(SEND)) == ("0", "1")
    file = tmp_path / "again.sqlite3"
    assert "the same in both" in new.manage("move_database", "--to", f"sqlite:///{file}")
    again = Portal(tmp_path / "third", f"sqlite:///{file}")
    assert f"All agree. Head: {head}" in again.manage("audit", "verify", "--head", head)
