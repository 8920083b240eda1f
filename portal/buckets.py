"""Token buckets: how much of something one address may take. In Redis where there is one, else in this process.

The embedded portal is one web process, so its memory sees every page; a row in the database for each page would cost
more than the page. With REDIS_URL all processes share the buckets.
"""

import threading
import time
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings

MOST_ADDRESSES = 20_000

# One round trip and atomic. KEYS: bucket. ARGV: burst, tokens a second, now. Gives the seconds to wait, as text.
SCRIPT = """
local state = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local burst, rate, now = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local tokens = math.min(burst, (tonumber(state[1]) or burst) + math.max(0, now - (tonumber(state[2]) or now)) * rate)
local wait = 0
if tokens >= 1 then tokens = tokens - 1 else wait = (1 - tokens) / rate end
redis.call('HSET', KEYS[1], 'tokens', tostring(tokens), 'at', ARGV[3])
redis.call('EXPIRE', KEYS[1], math.ceil(burst / rate) + 1)
return tostring(wait)
"""


@dataclass(frozen=True)
class Bucket:
    """So many at once, then so many a second."""

    name: str
    burst: int
    per_second: float


_tokens: dict[tuple[str, str], tuple[float, float]] = {}
_lock = threading.Lock()


def take(bucket: Bucket, address: str) -> float:
    """Take one; gives 0.0, or the seconds until there is one."""
    if settings.REDIS_URL:
        return _take_from_redis(bucket, address)
    return _take_from_memory(bucket, address, time.monotonic())


def _take_from_memory(bucket: Bucket, address: str, now: float) -> float:
    key = (bucket.name, address)
    with _lock:
        tokens, at = _tokens.get(key, (float(bucket.burst), now))
        tokens = min(bucket.burst, tokens + (now - at) * bucket.per_second)
        wait = 0.0 if tokens >= 1 else (1 - tokens) / bucket.per_second
        if len(_tokens) >= MOST_ADDRESSES and key not in _tokens:
            _tokens.clear()  # a flood from many addresses must not fill the memory; the price is a fresh start for all
        _tokens[key] = (tokens if wait else tokens - 1, now)
    return wait


@cache
def _script() -> Any:
    import redis

    return redis.Redis.from_url(settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1).register_script(SCRIPT)


def _take_from_redis(bucket: Bucket, address: str) -> float:
    import redis

    try:
        found = _script()(keys=[f"plenary:bucket:{bucket.name}:{address}"], args=_arguments(bucket))
    except redis.RedisError:
        return _take_from_memory(bucket, address, time.monotonic())  # Redis away: pages go on, limits stay
    return float(found)


def _arguments(bucket: Bucket) -> list[float]:
    return [bucket.burst, bucket.per_second, time.time()]


def forget_all() -> None:
    """Empty the buckets of this process."""
    with _lock:
        _tokens.clear()
