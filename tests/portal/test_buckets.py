"""So many at once, then so many a second; in memory and in Redis alike."""

import threading

import pytest
from django.conf import settings

from portal import buckets
from portal.buckets import Bucket

BUCKET = Bucket("test", burst=3, per_second=2.0)


def test_bucket_in_memory_fills_again():
    waits = [buckets._take_from_memory(BUCKET, "a", at) for at in (0, 0, 0, 0, 0.5, 0.5)]
    assert waits == [0, 0, 0, 0.5, 0, 0.5]


def test_bucket_in_memory_forgets_rather_than_grows(monkeypatch):
    monkeypatch.setattr(buckets, "MOST_ADDRESSES", 10)
    for number in range(100):
        buckets._take_from_memory(BUCKET, str(number), 0)
    assert len(buckets._tokens) <= 10


def test_bucket_is_exact_when_many_take_at_once():
    taken: list[float] = []
    threads = [threading.Thread(target=lambda: taken.append(buckets.take(BUCKET, "many"))) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(wait == 0 for wait in taken) == 3


@pytest.mark.redis
def test_bucket_in_redis_is_shared_and_fills_again(monkeypatch):
    at = iter([100.0, 100.0, 100.0, 100.0, 100.5, 100.5])
    monkeypatch.setattr(buckets, "_arguments", lambda bucket: [bucket.burst, bucket.per_second, next(at)])
    assert [buckets._take_from_redis(BUCKET, "shared") for _ in range(6)] == [0, 0, 0, 0.5, 0, 0.5]
    assert buckets._tokens == {}


@pytest.mark.redis
def test_bucket_without_its_redis_counts_in_memory(monkeypatch):
    monkeypatch.setattr(settings, "REDIS_URL", "unix:///nowhere.sock")
    buckets._script.cache_clear()
    try:
        assert [buckets.take(BUCKET, "b") == 0 for _ in range(4)] == [True, True, True, False]
    finally:
        buckets._script.cache_clear()
