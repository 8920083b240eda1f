"""A mail server that keeps what it takes, and the portal's worker that sends to it: mails are read as they arrive."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from tests import processes
from tests.journeys.portal import CHECKOUT, Portal, variables_of
from tests.mailed import spaced

PATIENCE = 240
"""Seconds until a mail that was sent must be there, on a machine that does much else."""


class Mailbox:
    """Every mail that came so far, one file each."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def all(self) -> list[EmailMessage]:
        """In the order of their coming."""
        found = sorted(self.folder.glob("*.eml"))
        return [message_from_bytes(path.read_bytes(), policy=policy.default) for path in found]  # type: ignore[misc]

    def to(self, domain: str) -> list[EmailMessage]:
        """Those to the addresses of a domain: each journey has one of its own."""
        return [mail for mail in self.all() if str(mail["To"]).rstrip(">").endswith(f"@{domain}")]

    def wait(self, domain: str, number: int) -> list[EmailMessage]:
        """The mails to a domain once there are so many."""
        until = time.monotonic() + PATIENCE
        while len(found := self.to(domain)) < number and time.monotonic() < until:
            time.sleep(0.2)
        assert len(found) == number, [f"{mail['To']}: {mail['Subject']}" for mail in found]
        return found


def text_of(mail: EmailMessage) -> str:
    """The plain words."""
    body = mail.get_body(("plain",))
    assert body is not None
    return spaced(str(body.get_content()))


def subject_of(mail: EmailMessage) -> str:
    """Folded and encoded on its way, read as a reader sees it."""
    return " ".join(str(mail["Subject"]).split())


def by_mailbox(mails: list[EmailMessage]) -> dict[str, EmailMessage]:
    """By what stands before the @; one mail a person."""
    found = {str(mail["To"]).partition("@")[0]: mail for mail in mails}
    assert len(found) == len(mails), "one mail a person"
    return found


@contextmanager
def sending(shared: Path, portal: Portal, folder: Path) -> Iterator[Mailbox]:
    """The server and the worker, for as long as they are needed."""
    port = processes.free_port()
    server = processes.start(
        [sys.executable, "-m", "tests.journeys.mailbox", str(port), str(folder)],
        folder / "server.log",
        cwd=CHECKOUT,
        ready=lambda: _listens(port),
    )
    variables = {
        **os.environ,
        **variables_of(shared),
        "SITE_URL": portal.address,
        "EMAIL_URL": f"smtp://127.0.0.1:{port}",
    }
    worker = processes.start(
        [sys.executable, "manage.py", "work"], folder / "worker.log", cwd=CHECKOUT, env=variables, ready=_at_once
    )
    try:
        yield Mailbox(folder)
    finally:
        processes.stop(worker)
        processes.stop(server)


def _at_once() -> bool:
    return True


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _handler(folder: Path) -> Callable[[], object]:
    from aiosmtpd.smtp import SMTP, Envelope, Session

    class Handler:
        number = 0

        async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 its name
            Handler.number += 1
            path = folder / f"{Handler.number:05d}.eml"
            path.with_suffix(".part").write_bytes(envelope.original_content or b"")
            path.with_suffix(".part").rename(path)
            return "250 taken"

    return lambda: SMTP(Handler())


async def _serve(port: int, folder: Path) -> None:
    server = await asyncio.get_running_loop().create_server(_handler(folder), "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1]), Path(sys.argv[2])))
