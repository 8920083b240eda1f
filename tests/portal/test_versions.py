"""The version of all content: no commit that changes a page goes uncounted, whoever wrote it."""

from __future__ import annotations

import threading

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.utils import timezone

from groups.models import Body, Follow
from portal import versions
from portal.models import ContentVersion, OutboxMessage
from portal.search.index.machinery import WORDS
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)


def _changed_by(write) -> bool:
    before = versions.current()
    write()
    after = versions.current()
    assert after.whole >= before.whole
    assert after.records >= before.records
    return after != before


def test_every_table_of_content_is_counted():
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
    triggers = {table for _name, table in versions._triggers(connection)}
    assert triggers == versions.counted()
    tables = {table for table in tables if not table.startswith(WORDS)}  # SQLite's engine of search keeps tables too
    assert tables - triggers == {
        model._meta.db_table for model in apps.get_models() if model._meta.label_lower in versions.UNCOUNTED
    } | {"django_migrations", *({"portal_cache"} & tables)}


def test_what_is_not_counted_exists():
    labels = {model._meta.label_lower for model in apps.get_models(include_auto_created=True)}
    assert labels >= versions.UNCOUNTED | versions.BESIDE
    assert not versions.UNCOUNTED & versions.BESIDE


def test_each_way_of_writing_counts():
    body = make.body()
    assert _changed_by(lambda: Body.objects.filter(pk=body.pk).update(acronym="WG"))
    assert _changed_by(lambda: make.term(body))
    assert _changed_by(lambda: Body.objects.bulk_update([body], ["acronym"]))
    assert _changed_by(lambda: make.body().delete())

    def by_hand():
        with connection.cursor() as cursor:
            cursor.execute("UPDATE groups_body SET acronym = 'GT'")

    assert _changed_by(by_hand)


def test_what_stands_beside_records_counts_apart():
    body, account, before = make.body(), make.user(), versions.current()
    Follow.objects.create(account=account, body=body, since=timezone.now())
    after = versions.current()
    assert after.records == before.records
    assert after.whole > before.whole
    make.term(body)
    assert versions.current().records > after.records


def test_mail_and_reading_do_not_count():
    body = make.body()
    assert not _changed_by(lambda: Body.objects.get(pk=body.pk))
    assert not _changed_by(lambda: OutboxMessage.objects.filter(pk=0).update(attempts=1))


def test_what_is_taken_back_does_not_count():
    def in_vain():
        with transaction.atomic():
            make.body()
            transaction.set_rollback(True)

    def by_half():
        with transaction.atomic():
            make.body()
            with transaction.atomic():
                make.body()
                transaction.set_rollback(True)

    assert not _changed_by(in_vain)
    assert _changed_by(by_half)


def test_commits_out_of_order_each_count():
    """The transaction that began first commits last: on PostgreSQL at least, where two can write at once."""
    body, written, go_on = make.body(), threading.Event(), threading.Event()

    def slowly():
        try:
            with transaction.atomic():
                make.term(body, "2020-2021")
                written.set()
                go_on.wait(10)
        finally:
            connection.close()

    before = versions.current()
    if connection.vendor == "postgresql":
        slow = threading.Thread(target=slowly)
        slow.start()
        assert written.wait(10)
        assert versions.current() == before
        make.term(body, "2022-2023")
        between = versions.current()
        go_on.set()
        slow.join()
    else:
        make.term(body, "2022-2023")
        between = versions.current()
        make.term(body, "2020-2021")
    assert before.records < between.records < versions.current().records


def test_folding_keeps_the_sum():
    body = make.body()
    for year in range(2020, 2025):
        make.term(body, str(year))
    before = versions.current()
    versions.fold(timezone.now())
    versions.fold(timezone.now())
    assert versions.current() == before
    assert ContentVersion.objects.count() == len(versions.current().of)
    assert _changed_by(lambda: make.term(body))


def test_triggers_are_set_again_where_they_are_missing():
    with connection.cursor() as cursor:
        for name, table in versions._triggers(connection):
            if table == "groups_body":
                cursor.execute(versions._removal(connection.vendor, name, table))
    assert not _changed_by(make.organization) or not _changed_by(lambda: Body.objects.update(acronym="X"))
    assert _changed_by(lambda: versions.set_triggers("default"))
    make.body()
    assert _changed_by(lambda: Body.objects.update(acronym="Y"))


@pytest.mark.parametrize(
    ("sql", "read"),
    [
        (
            'SELECT "groups_body"."id" FROM "groups_body" INNER JOIN "groups_term" ON (1 = 1)',
            {"groups_body", "groups_term"},
        ),
        (
            'SELECT 1 FROM "groups_body" WHERE EXISTS(SELECT 1 FROM "groups_follow" U0 LEFT JOIN "groups_term" U1)',
            {"groups_body", "groups_follow", "groups_term"},
        ),
        (
            '(SELECT 1 FROM "groups_body") UNION ALL (SELECT 2 FROM "groups_term")',
            {"groups_body", "groups_term"},
        ),
        ('(SELECT 1 FROM "groups_body") UNION ALL (SELECT 2 FROM "portal_user")', None),
        ('SELECT "groups_body"."id" FROM "groups_body" WHERE EXISTS(SELECT 1 FROM "portal_user")', None),
        ('SELECT 1 FROM "groups_body" FOR UPDATE', None),
        ('UPDATE "groups_body" SET "acronym" = %s', None),
        ("SELECT 1 FROM portal_cache", None),
        ("SELECT 1 from portal_cache", None),
        ("SELECT 1", None),
        ('SELECT 1 FROM "groups_body", "portal_user"', None),
        ('SELECT 1 FROM "groups_body" , "portal_user" WHERE 1 = 1', None),
    ],
)
def test_pages_are_kept_only_when_all_they_read_is_counted(sql, read):
    assert versions.read_by(sql) == (sql, read)


def test_each_table_counts_by_itself():
    body, before = make.body(), versions.current()
    make.term(body)
    assert versions.current().moved(before, versions.counted()) == {"groups_term"}
    assert versions.current().moved(before, {"groups_body", "groups_person"}) == set()
