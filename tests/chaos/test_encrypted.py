"""Mail over TLS against a real mail server, with an authority of the test: trusted, not trusted, and refused inside.

Whatever is wrong with the line, our settings or the certificate is no fault of the message: it waits, staff are told,
and it goes out once that is mended.
"""

from __future__ import annotations

import ssl
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from django.utils.translation import override

from portal import environment, outbox, worker
from portal.models import OutboxMessage
from portal.outbox.reasons import Why
from portal.troubles import troubles
from tests.processes import free_port

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS"),
]
WAYS = [("smtp+tls", False), ("smtp+ssl", True)]


@dataclass(frozen=True)
class Authority:
    """An authority with the certificates that it gave, each with its key in one file."""

    folder: Path

    @property
    def certificate(self) -> Path:
        return self.folder / "ca.crt"

    def give(self, name: str) -> Path:
        """To the server that `name` (`DNS:localhost`) names."""
        key, asked, given = (self.folder / f"{name.rpartition(':')[2]}.{end}" for end in ("key", "csr", "crt"))
        names = self.folder / "names.cnf"
        names.write_text(f"subjectAltName={name}\n")
        _openssl("req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=mail", "-keyout", key, "-out", asked)
        signed = ("-CA", self.certificate, "-CAkey", self.folder / "ca.key", "-CAcreateserial", "-days", "2")
        _openssl("x509", "-req", "-in", asked, *signed, "-extfile", names, "-out", given)
        both = given.with_suffix(".pem")
        both.write_text(key.read_text() + given.read_text())
        return both


def _openssl(*words: str | Path) -> None:
    subprocess.run(["openssl", *words], check=True, capture_output=True)


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    folder = tmp_path_factory.mktemp("authority")
    files = ("-keyout", folder / "ca.key", "-out", folder / "ca.crt")
    _openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=Authority", *files)
    return Authority(folder)


@pytest.fixture(scope="session")
def right(authority: Authority) -> Path:
    return authority.give("DNS:localhost")


@pytest.fixture(scope="session")
def wrong(authority: Authority) -> Path:
    """Of the same authority, for another server."""
    return authority.give("DNS:elsewhere.example")


@dataclass
class Sink:
    """Takes what it is given by whoever knows the password, and notes whether that came encrypted."""

    password: str = "right"
    kept: list[tuple[str, bool]] = field(default_factory=list)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 its name there
        line = server.transport
        self.kept.append((envelope.rcpt_tos[0], bool(line and line.get_extra_info("ssl_object"))))
        return "250 taken"

    def knows(self, _server: Any, _session: Any, _envelope: Any, _mechanism: str, said: LoginPassword) -> AuthResult:
        """Whether the name and password are those."""
        return AuthResult(success=said == LoginPassword(b"plenary", self.password.encode()), handled=False)


@dataclass
class Server:
    """A mail server at `localhost`, by STARTTLS or with TLS from the first byte, until the test is over."""

    sink: Sink
    started: list[Controller] = field(default_factory=list)

    def start(self, certificate: Path | None, *, implicit: bool) -> int:
        context = None
        if certificate:
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            context.load_cert_chain(certificate)
        signing: dict[str, Any] = {
            "authenticator": self.sink.knows,
            "auth_required": True,
            "auth_require_tls": bool(context) and not implicit,
        }
        ways: dict[str, Any] = (
            {"ssl_context": context} if implicit else {"tls_context": context, "require_starttls": bool(context)}
        )
        port = free_port()
        made = Controller(self.sink, hostname="127.0.0.1", port=port, **ways, **signing)
        made.start()
        self.started.append(made)
        return port


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server(Sink())
    yield made
    for each in made.started:
        each.stop()


@pytest.fixture
def message(now: datetime) -> OutboxMessage:
    worker.beat(now)
    return outbox.enqueue(
        recipient="ana@example.org", language="es", subject="Convocatoria", text="Hola", dedupe_key="k", now=now
    )


@pytest.fixture
def point_at(settings: Any, monkeypatch: pytest.MonkeyPatch, authority: Authority) -> Any:
    """Our own settings, from EMAIL_URL, and the authority among those that this machine trusts."""

    def point(scheme: str, port: int, *, password: str = "right", trusted: bool = True) -> None:
        monkeypatch.setenv("EMAIL_URL", f"{scheme}://plenary:{password}@localhost:{port}")
        monkeypatch.setenv("SSL_CERT_FILE", str(authority.certificate) if trusted else "/dev/null")
        for name, value in environment.email(Path("/nowhere")).items():
            setattr(settings, name, value)
        settings.EMAIL_TIMEOUT = 5

    return point


@pytest.mark.parametrize(("scheme", "implicit"), WAYS)
def test_it_goes_out_over_tls_with_a_certificate_that_is_the_server_s(
    server: Server, message: OutboxMessage, point_at: Any, right: Path, now: datetime, scheme: str, implicit: bool
) -> None:
    point_at(scheme, server.start(right, implicit=implicit))
    assert outbox.deliver_due(now) == 1
    message.refresh_from_db()
    assert (message.state, message.why) == ("sent", "")
    assert server.sink.kept == [("ana@example.org", True)]


def check_held(message: OutboxMessage, why: Why, said: str, now: datetime) -> None:
    """It waits, is no refusal of the message, and every secretariat reads why at the head of the desk."""
    message.refresh_from_db()
    assert (message.state, message.refusals, message.doubts, message.why) == ("pending", 0, 0, why)
    assert message.text == "Hola", "nothing of it is lost"
    assert troubles(now) == [f"Mail waits. {said}"]


@pytest.mark.parametrize(("scheme", "implicit"), WAYS)
@pytest.mark.parametrize("fault", ["another server's", "an authority that nobody knows"])
def test_a_certificate_not_to_be_trusted_holds_mail_until_it_is_mended(
    server: Server,
    message: OutboxMessage,
    point_at: Any,
    right: Path,
    wrong: Path,
    now: datetime,
    scheme: str,
    implicit: bool,
    fault: str,
) -> None:
    of_another = fault == "another server's"
    point_at(scheme, server.start(wrong if of_another else right, implicit=implicit), trusted=of_another)
    assert outbox.deliver_due(now) == 0
    check_held(message, Why.CERTIFICATE, "The certificate of the mail server is not to be trusted.", now)
    assert "SSLCertVerificationError" in message.last_error
    assert server.sink.kept == []
    point_at(scheme, server.start(right, implicit=implicit))
    assert outbox.deliver_due(now + timedelta(hours=1)) == 1


@pytest.mark.parametrize(("scheme", "implicit"), WAYS)
def test_a_password_refused_holds_mail_until_it_is_mended(
    server: Server, message: OutboxMessage, point_at: Any, right: Path, now: datetime, scheme: str, implicit: bool
) -> None:
    port = server.start(right, implicit=implicit)
    point_at(scheme, port, password="old")
    assert outbox.deliver_due(now) == 0
    check_held(message, Why.PASSWORD, "The mail server refuses our name or password (535).", now)
    with override("fr"):
        assert troubles(now)[0].endswith("Le serveur de messagerie refuse notre nom ou notre mot de passe (535).")
    OutboxMessage.objects.update(next_attempt_at=now + timedelta(hours=9))  # it has waited long, and waits longest
    outbox.enqueue(recipient="eva@example.org", language="es", subject="s", text="t", dedupe_key="l", now=now)
    point_at(scheme, port)
    later = now + timedelta(hours=2)
    assert outbox.deliver_due(later) == 2, "once it is mended, all that waited for it goes out"
    assert troubles(later)[1:] == []


def test_nothing_is_said_to_a_server_without_encryption(
    server: Server, message: OutboxMessage, point_at: Any, now: datetime
) -> None:
    """Neither the password nor the message."""
    point_at("smtp+tls", server.start(None, implicit=False))
    assert outbox.deliver_due(now) == 0
    message.refresh_from_db()
    assert (message.state, message.why) == ("pending", Why.NOT_OFFERED)
    assert server.sink.kept == []


def test_tls_from_the_first_byte_where_the_server_waits_for_starttls_holds_mail(
    server: Server, message: OutboxMessage, point_at: Any, right: Path, now: datetime
) -> None:
    point_at("smtp+ssl", server.start(right, implicit=False))
    assert outbox.deliver_due(now) == 0
    message.refresh_from_db()
    assert (message.state, message.why, message.refusals) == ("pending", Why.NO_TLS, 0)
