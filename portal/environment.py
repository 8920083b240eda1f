"""What the settings read from the environment: each function takes a value, and refuses a bad one with a sentence."""

import contextlib
import os
import secrets
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from portal.environment_checks import choice, is_local, read, taken_apart

LOOPBACK_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
SHORTEST_SECRET = 50
SHORTEST_TOKEN = 20
DATABASE = "postgres://user:password@host:5432/name"
REDIS = "redis://host:6379/0 or unix:///path/to/socket?db=0"
EMAIL = "smtp+tls://user:password@host:587"

# Without IMMEDIATE, a transaction that reads before it writes fails at once with "database is locked" as soon as the
# worker writes too; no time-out helps. WAL lets readers go on while one process writes.
SQLITE_OPTIONS = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}


def flag(name: str, *, default: bool) -> bool:
    """A yes-or-no variable; anything unclear is refused, since a guess could switch DEBUG on."""
    text = os.environ.get(name, "").strip().lower()
    if not text:
        return default
    if text in {"1", "true", "yes", "on"}:
        return True
    if text in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} is {text!r}: write yes or no.")


def number(name: str, *, default: int, least: int = 0) -> int:
    """A whole number, `least` or more."""
    text = os.environ.get(name, "").strip() or str(default)
    if not text.isdecimal():
        raise ImproperlyConfigured(f"{name} is {text!r}: write a whole number.")
    if int(text) < least:
        raise ImproperlyConfigured(f"{name} is {text!r}: write {least} or more.")
    return int(text)


def words(name: str) -> list[str]:
    """A list with commas between its items."""
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


def secret(name: str) -> str:
    """A variable that may hold a secret: itself, the file that NAME_FILE names, or a credential given by systemd.

    A file is seen by whom it is for; the environment is inherited by every program that is started.
    """
    given, file = os.environ.get(name, ""), os.environ.get(f"{name}_FILE", "")
    if given and file:
        raise ImproperlyConfigured(f"{name} and {name}_FILE are both set: keep one of them.")
    if given:
        return given
    path = Path(file) if file else _credential(name)
    if path is None:
        return ""
    try:
        text = path.read_text().strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", "") or "it is no text"
        raise ImproperlyConfigured(f"{name} should be in {path}, which cannot be read ({reason}).") from error
    if not text:
        raise ImproperlyConfigured(f"{name} should be in {path}, which is empty.")
    return text


def _credential(name: str) -> Path | None:
    """What `LoadCredential=plenary:FOLDER` of a unit makes of the file of that name in the folder."""
    folder = os.environ.get("CREDENTIALS_DIRECTORY", "")
    path = Path(folder) / f"plenary_{name}"
    return path if folder and path.exists() else None


def data_directory(default: Path) -> Path:
    """The folder that holds everything written while running; made for its owner alone."""
    path = Path(os.environ.get("DATA_DIR") or default).expanduser().absolute()
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        (path / "static").mkdir(exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"DATA_DIR is {path}: this folder cannot be made ({error.strerror}).") from error
    if not os.access(path, os.W_OK | os.X_OK):
        raise ImproperlyConfigured(f"DATA_DIR is {path}: this folder cannot be written to.")
    return path


def secret_key(data_dir: Path) -> str:
    """SECRET_KEY, or the one kept in DATA_DIR; the first process to need it writes it, whole, for its owner alone."""
    given = secret("SECRET_KEY")
    if given:
        if len(given) < SHORTEST_SECRET:
            raise ImproperlyConfigured(f"SECRET_KEY is too short: give {SHORTEST_SECRET} random characters or none.")
        return given
    path = data_dir / "secret-key"
    if not path.exists():
        _write_once(path, secrets.token_urlsafe(64))
    key = path.read_text().strip()
    if len(key) < SHORTEST_SECRET:
        raise ImproperlyConfigured(f"{path} holds no key of {SHORTEST_SECRET} characters: remove it to get a new one.")
    return key


def older_keys(data_dir: Path) -> list[str]:
    """SECRET_KEY_FALLBACKS, and the lines of DATA_DIR/secret-key-fallbacks: what they signed holds until they go."""
    path = data_dir / "secret-key-fallbacks"
    kept = path.read_text().split() if path.exists() else []
    keys = [*secret("SECRET_KEY_FALLBACKS").replace(",", " ").split(), *kept]
    if any(len(key) < SHORTEST_SECRET for key in keys):
        raise ImproperlyConfigured(
            f"SECRET_KEY_FALLBACKS or {path} holds a key of fewer than {SHORTEST_SECRET} characters: "
            "write the older keys whole, commas or new lines between."
        )
    return keys


def second_factor(site: str) -> str:
    """SECOND_FACTOR: of whom one is asked; by default of who changes what others read, where the portal is public."""
    default = "required" if site.startswith("https://") else "optional"
    return choice("SECOND_FACTOR", default=default, among=("optional", "required", "everybody"))


def _write_once(path: Path, text: str) -> None:
    """Write beside, then link into place: whoever comes second keeps the first one's file, and nobody reads half."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".secret-")  # mkstemp makes it 0600
    try:
        with os.fdopen(handle, "w") as file:
            file.write(text)
        with contextlib.suppress(FileExistsError):
            os.link(name, path)
    finally:
        os.unlink(name)


def metrics_token() -> str:
    """METRICS_TOKEN, or nothing: then nobody sees the figures for machines."""
    token = secret("METRICS_TOKEN")
    if token and len(token) < SHORTEST_TOKEN:
        raise ImproperlyConfigured(f"METRICS_TOKEN is too short: give {SHORTEST_TOKEN} random characters or none.")
    return token


def site_url(default: str) -> str:
    """The address that mails and papers link to, without a closing slash."""
    url = (os.environ.get("SITE_URL") or default).rstrip("/")
    try:
        parts = urlsplit(url)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or url.count("/") != 2 or set(url) & set("?#@\\ "):
        raise ImproperlyConfigured(f"SITE_URL is {url!r}: write an address such as https://groups.example.org.")
    return url


def host_of(url: str) -> str:
    """The name of the machine in an address; without brackets where it is a number of IPv6."""
    return urlsplit(url).hostname or ""


def allowed_hosts(site: str) -> list[str]:
    """Loopback, the host of SITE_URL, and what ALLOWED_HOSTS adds; `*` would undo the check of the Host header."""
    added = words("ALLOWED_HOSTS")
    if "*" in added:
        raise ImproperlyConfigured("ALLOWED_HOSTS holds '*': name the hosts.")
    host = host_of(site)
    return [*LOOPBACK_HOSTS, f"[{host}]" if ":" in host else host, *added]


def is_out_of_reach(site: str, proxies: int) -> bool:
    """Whether nothing says that others come here: an address, a host to answer to, a proxy that passes them on."""
    hosts = [host_of(site), *(word.strip("[]") for word in words("ALLOWED_HOSTS"))]
    return proxies == 0 and all(is_local(host) for host in hosts)


_session_limits: dict[str, str] = {}


def limit_sessions() -> None:
    """Called by the web before the settings are read: no page holds PostgreSQL for longer than its reader waits.

    Commands, backups and workers take the time that they need.
    """
    limits = {"statement_timeout": "10s", "lock_timeout": "3s", "idle_in_transaction_session_timeout": "15s"}
    _session_limits["options"] = " ".join(f"-c {name}={value}" for name, value in limits.items())


def database(data_dir: Path) -> dict[str, Any]:
    """DATABASE_URL, or one SQLite file in DATA_DIR."""
    url = secret("DATABASE_URL")
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": data_dir / "plenary.sqlite3",
            "OPTIONS": dict(SQLITE_OPTIONS),
        }
    return database_of(url)


def database_of(url: str) -> dict[str, Any]:
    """The settings of a database, from its address."""
    scheme = url.split(":", 1)[0]
    if scheme == "sqlite":
        return {**environ.Env.db_url_config(url), "OPTIONS": dict(SQLITE_OPTIONS)}
    if scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(f"DATABASE_URL begins with {scheme!r}: write postgres://... or sqlite:///....")
    found = read("DATABASE_URL", url, DATABASE, environ.Env.db_url_config)
    if not (found["NAME"] or "service" in found.get("OPTIONS", {})):
        raise ImproperlyConfigured(f"DATABASE_URL names no database: write {DATABASE}.")
    options = {"connect_timeout": 3, **_session_limits, **found.pop("OPTIONS", {})}
    return {**found, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True, "OPTIONS": options}


def redis_url() -> str:
    """REDIS_URL, or nothing: then the database keeps the cache, and one process works by polling."""
    url = secret("REDIS_URL")
    if not url:
        return ""
    parts = taken_apart("REDIS_URL", url, REDIS)
    number = dict(parse_qsl(parts.query)).get("db", "0") if parts.scheme == "unix" else parts.path.strip("/") or "0"
    if parts.scheme not in {"redis", "rediss", "unix"} or not number.isdecimal():
        raise ImproperlyConfigured(f"REDIS_URL has another scheme, or a database that is no number: write {REDIS}.")
    return url


def caches(redis: str) -> dict[str, Any]:
    """One cache that every process sees: limits on guessing and the worker's heartbeat depend on that.

    In Redis it has the database after the broker's, since emptying a cache empties its database.
    """
    if redis:
        backend = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": cache_url(redis)}
    else:
        backend = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "portal_cache"}
    return {"default": {**backend, "KEY_PREFIX": "plenary"}}


def cache_url(redis: str) -> str:
    """REDIS_URL with the number of the next database."""
    parts = urlsplit(redis)
    if parts.scheme == "unix":
        query = dict(parse_qsl(parts.query))
        return f"unix://{parts.path}?" + urlencode({**query, "db": int(query.get("db", "0")) + 1})
    return parts._replace(path=f"/{int(parts.path.strip('/') or '0') + 1}").geturl()


def broker_url(redis: str) -> str:
    """The same Redis as Celery writes it: with a scheme of its own for sockets, and told to check certificates."""
    if redis.startswith("unix://"):
        path, _, query = redis.removeprefix("unix://").partition("?")
        number_of_database = query.removeprefix("db=") if query.startswith("db=") else "0"
        return f"redis+socket://{path}?virtual_host={number_of_database}"
    parts = urlsplit(redis)
    if parts.scheme == "rediss":
        return parts._replace(query=urlencode({"ssl_cert_reqs": "required", **dict(parse_qsl(parts.query))})).geturl()
    return redis


def email(data_dir: Path) -> dict[str, Any]:
    """EMAIL_URL, or one file per message in DATA_DIR/mail."""
    url = secret("EMAIL_URL")
    if not url:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": str(data_dir / "mail"),
        }
    scheme = url.split(":", 1)[0]
    if scheme not in environ.Env.EMAIL_SCHEMES:
        raise ImproperlyConfigured(f"EMAIL_URL begins with {scheme!r}: write {EMAIL}.")
    taken_apart("EMAIL_URL", url, EMAIL)
    found = dict(environ.Env.email_url_config(url))
    if found["EMAIL_BACKEND"] == "django.core.mail.backends.smtp.EmailBackend":
        if not found["EMAIL_HOST"]:
            raise ImproperlyConfigured(f"EMAIL_URL names no host: write {EMAIL}.")
        found["EMAIL_BACKEND"] = "portal.outbox.smtp.Backend"
    if scheme == "filemail":
        found["EMAIL_FILE_PATH"] = urlsplit(url).path  # django-environ drops its leading slash
    return found
