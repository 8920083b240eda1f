"""What the settings make of the environment."""

import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal import environment, environment_checks

CHECKOUT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.parametrize(("text", "value"), [("yes", True), ("1", True), ("OFF", False), ("", False)])
def test_flag_reads_yes_and_no(monkeypatch, text, value):
    monkeypatch.setenv("DEBUG", text)
    assert environment.flag("DEBUG", default=False) is value


def test_flag_refuses_what_is_unclear(monkeypatch):
    monkeypatch.setenv("DEBUG", "maybe")
    with pytest.raises(ImproperlyConfigured, match="DEBUG is 'maybe': write yes or no"):
        environment.flag("DEBUG", default=False)


def test_number_refuses_words(monkeypatch):
    monkeypatch.setenv("TRUSTED_PROXY_COUNT", "one")
    with pytest.raises(ImproperlyConfigured, match="write a whole number"):
        environment.number("TRUSTED_PROXY_COUNT", default=0)


def test_data_directory_is_made_for_its_owner_alone(monkeypatch, tmp_path):
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "deep" / "data"))
    path = environment.data_directory(tmp_path)
    assert path == tmp_path / "deep" / "data"
    assert stat.S_IMODE(path.stat().st_mode) == 0o700


def test_data_directory_refuses_a_file(monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "file" / "data"))
    with pytest.raises(ImproperlyConfigured, match="cannot be made"):
        environment.data_directory(tmp_path)


@pytest.mark.parametrize("command", ["migrate", "seed_demo", "prepare"])
def test_command_says_in_a_sentence_that_its_data_directory_is_bad(tmp_path, command):
    (tmp_path / "file").touch()
    ran = subprocess.run(
        [sys.executable, "manage.py", command],
        cwd=CHECKOUT,
        env={"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path / "file")},
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 1
    assert ran.stdout + ran.stderr == f"DATA_DIR is {tmp_path / 'file'}: this folder cannot be made (File exists).\n"


@pytest.mark.once
@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("LOG_LEVEL", "LOUD", "LOG_LEVEL is 'LOUD': write DEBUG, INFO, WARNING, ERROR or CRITICAL."),
        ("MAIL_FROM", "nobody", "MAIL_FROM is 'nobody': write one address, such as Plenary <plenary@example.org>."),
        ("DATABASE_URL", "postgres://", f"DATABASE_URL names no database: write {environment.DATABASE}."),
    ],
)
def test_command_says_in_a_sentence_which_setting_is_bad(tmp_path, name, value, says):
    given = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path), name: value}
    command = [sys.executable, "manage.py", "check"]
    ran = subprocess.run(command, cwd=CHECKOUT, env=given, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout + ran.stderr) == (1, f"{says}\n")


@pytest.mark.parametrize(("value", "level"), [("debug", "DEBUG"), ("", "WARNING"), ("Error", "ERROR")])
def test_level_of_the_log_is_read_in_any_letters(monkeypatch, value, level):
    monkeypatch.setenv("LOG_LEVEL", value)
    assert environment_checks.choice("LOG_LEVEL", default="WARNING", among=("DEBUG", "WARNING", "ERROR")) == level


@pytest.mark.parametrize(
    "value", ["", "nobody", "Plenary <>", "@example.org", "a@", "A <a@b.org>, B <b@b.org>", "a@b\nc"]
)
def test_sender_is_one_address(monkeypatch, value):
    monkeypatch.setenv("MAIL_FROM", value)
    with pytest.raises(ImproperlyConfigured, match="write one address"):
        environment_checks.sender("MAIL_FROM", default="")


@pytest.mark.parametrize("value", ["Plenary <plenary@localhost>", "plenary@example.org", "Secretaría <a@example.org>"])
def test_sender_may_have_a_name(monkeypatch, value):
    monkeypatch.setenv("MAIL_FROM", value)
    assert environment_checks.sender("MAIL_FROM", default="") == value


def test_secret_key_is_the_same_for_all_that_start_at_once(monkeypatch, tmp_path):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    with ThreadPoolExecutor(16) as pool:
        keys = set(pool.map(lambda _: environment.secret_key(tmp_path), range(64)))
    assert len(keys) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_secret_key_refuses_a_short_one(monkeypatch, tmp_path):
    monkeypatch.setenv("SECRET_KEY", "secret")
    with pytest.raises(ImproperlyConfigured, match="too short"):
        environment.secret_key(tmp_path)


@pytest.mark.parametrize(
    "url",
    [
        "groups.example.org",
        "ftp://example.org",
        "https://example.org/plenary",
        "https://",
        "http://h:x",
        "https://h?a",
        "https://h#a",
        "https://me@h",
    ],
)
def test_site_url_refuses_what_is_no_site(monkeypatch, url):
    monkeypatch.setenv("SITE_URL", url)
    with pytest.raises(ImproperlyConfigured, match="SITE_URL is"):
        environment.site_url("")


def test_allowed_hosts_are_loopback_and_the_site(monkeypatch):
    monkeypatch.setenv("ALLOWED_HOSTS", "intranet.example.org")
    hosts = environment.allowed_hosts("https://groups.example.org:8443")
    assert hosts == ["localhost", "127.0.0.1", "[::1]", "groups.example.org", "intranet.example.org"]


def test_allowed_hosts_refuse_a_star(monkeypatch):
    monkeypatch.setenv("ALLOWED_HOSTS", "*")
    with pytest.raises(ImproperlyConfigured, match="name the hosts"):
        environment.allowed_hosts("http://localhost")


def test_database_is_sqlite_that_waits_for_its_turn(monkeypatch, tmp_path):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    found = environment.database(tmp_path)
    assert found["NAME"] == tmp_path / "plenary.sqlite3"
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in found["OPTIONS"]["init_command"]


def test_database_takes_a_socket_of_postgresql(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", "postgres://plenary@/groups?host=/run/postgresql")
    found = environment.database(tmp_path)
    assert (found["ENGINE"], found["NAME"]) == ("django.db.backends.postgresql", "groups")
    assert found["OPTIONS"] == {"connect_timeout": 3, "host": "/run/postgresql"}


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("DATABASE_URL", "mysql://localhost/x", lambda path: environment.database(path)),
        ("REDIS_URL", "localhost:6379", lambda path: environment.redis_url()),
        ("EMAIL_URL", "mail.example.org", lambda path: environment.email(path)),
        ("EMAIL_URL", "smtp://mail.example.org:99999", lambda path: environment.email(path)),
        ("EMAIL_URL", "smtp://mail.example.org:smtp", lambda path: environment.email(path)),
        ("EMAIL_URL", "smtp://", lambda path: environment.email(path)),
        ("EMAIL_URL", "smtp+tls://user:secret@:587", lambda path: environment.email(path)),
        ("REDIS_URL", "redis://:secret@cache:first/0", lambda path: environment.redis_url()),
        ("REDIS_URL", "redis://cache:99999/0", lambda path: environment.redis_url()),
        ("REDIS_URL", "redis://:sec/secret@cache:6379", lambda path: environment.redis_url()),
        ("REDIS_URL", "redis://[cache", lambda path: environment.redis_url()),
        ("DATABASE_URL", "postgres://", lambda path: environment.database(path)),
        ("DATABASE_URL", "postgres://user:secret@db", lambda path: environment.database(path)),
        ("DATABASE_URL", "postgres://user:secret@db:first/groups", lambda path: environment.database(path)),
    ],
)
def test_addresses_of_services_are_refused_with_an_example(monkeypatch, tmp_path, name, value, read):
    monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=f"{name} .* write ") as refused:
        read(tmp_path)
    assert "secret" not in str(refused.value)


def test_email_goes_into_files_unless_there_is_a_server(monkeypatch, tmp_path):
    monkeypatch.delenv("EMAIL_URL", raising=False)
    assert environment.email(tmp_path)["EMAIL_FILE_PATH"] == str(tmp_path / "mail")
    monkeypatch.setenv("EMAIL_URL", "filemail:///var/spool/plenary")
    assert environment.email(tmp_path)["EMAIL_FILE_PATH"] == "/var/spool/plenary"
    monkeypatch.setenv("EMAIL_URL", "smtp+tls://user:pass%3Aword@mail.example.org:587")
    found = environment.email(tmp_path)
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"], found["EMAIL_USE_TLS"]) == ("mail.example.org", 587, True)
    assert found["EMAIL_HOST_PASSWORD"] == "pass:word"


@pytest.mark.parametrize(
    ("redis", "broker"),
    [
        ("redis://localhost:6379/1", "redis://localhost:6379/1"),
        ("unix:///run/redis.sock?db=2", "redis+socket:///run/redis.sock?virtual_host=2"),
        ("unix:///run/redis.sock", "redis+socket:///run/redis.sock?virtual_host=0"),
        # without that word Celery would believe whoever answers
        ("rediss://:word@cache:6379/1", "rediss://:word@cache:6379/1?ssl_cert_reqs=required"),
        (
            "rediss://cache:6379/1?ssl_ca_certs=/etc/ca.pem",
            "rediss://cache:6379/1?ssl_cert_reqs=required&ssl_ca_certs=%2Fetc%2Fca.pem",
        ),
        ("rediss://cache:6379/1?ssl_cert_reqs=none", "rediss://cache:6379/1?ssl_cert_reqs=none"),
        ("", ""),
    ],
)
def test_broker_url_is_redis_as_celery_writes_it(redis, broker):
    assert environment.broker_url(redis) == broker


@pytest.mark.parametrize(
    ("redis", "cache"),
    [
        ("redis://localhost:6379/1", "redis://localhost:6379/2"),
        ("redis://:secret@localhost", "redis://:secret@localhost/1"),
        ("unix:///run/redis.sock?db=2", "unix:///run/redis.sock?db=3"),
        ("unix:///run/redis.sock", "unix:///run/redis.sock?db=1"),
    ],
)
def test_cache_has_the_database_after_the_broker_s(redis, cache):
    assert environment.cache_url(redis) == cache


@pytest.mark.parametrize("url", ["http://localhost", "redis://localhost/first", "unix:///run/redis.sock?db=x"])
def test_redis_url_is_refused_when_it_cannot_be_one(monkeypatch, url):
    monkeypatch.setenv("REDIS_URL", url)
    with pytest.raises(ImproperlyConfigured, match="write redis://host:6379/0"):
        environment.redis_url()


def test_web_alone_limits_its_sessions_at_postgresql(monkeypatch):
    address = "postgres://plenary@db/plenary"
    monkeypatch.setattr(environment, "_session_limits", {})
    assert environment.database_of(address)["OPTIONS"] == {"connect_timeout": 3}
    environment.limit_sessions()
    assert "-c statement_timeout=10s -c lock_timeout=3s" in environment.database_of(address)["OPTIONS"]["options"]


@pytest.mark.parametrize(("name", "value"), [("MAIL_PER_SECOND", "0"), ("MAIL_CONNECTIONS", "none")])
def test_mail_s_pace_is_a_number_above_zero(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=f"{name} is '{value}': write"):
        environment.number(name, default=1, least=1)


def test_token_for_figures_is_long(monkeypatch):
    monkeypatch.setenv("METRICS_TOKEN", "short")
    with pytest.raises(ImproperlyConfigured, match="METRICS_TOKEN is too short"):
        environment.metrics_token()


@pytest.mark.once
def test_commands_need_a_folder_and_nothing_else(tmp_path):
    alone = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path / "data")}
    code = (
        "from django.conf import settings; from django.core.cache import cache; cache.set('a', 1); "
        "print(settings.DEBUG, cache.get('a'))"
    )
    for command in (["migrate", "--verbosity=0"], ["shell", "--verbosity=0", "-c", code]):
        ran = subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=CHECKOUT,
            env=alone,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 0, ran.stderr
    assert ran.stdout.strip() == "False 1"


@pytest.mark.once
def test_deployment_check_has_nothing_to_say(tmp_path):
    behind_proxy = {
        "PATH": os.environ["PATH"],
        "DATA_DIR": str(tmp_path / "data"),
        "SITE_URL": "https://groups.example.org",
        "TRUSTED_PROXY_COUNT": "1",
    }
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    ran = subprocess.run(command, cwd=CHECKOUT, env=behind_proxy, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, ""), ran.stderr
