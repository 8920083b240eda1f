"""A mail server that misbehaves as told: it speaks SMTP on a socket of this machine, and keeps what it accepted."""

import contextlib
import socket
import ssl
import struct
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from pathlib import Path

HANG = "hang"
DROP = "drop"
RESET = "reset"
STEPS = ("connect", "ehlo", "starttls", "auth", "mail", "rcpt", "data", "text")


@dataclass
class Answers:
    """What it says at which step, where that is not the usual: a line, or HANG, DROP or RESET.

    `after_text`: the message is kept before the answer, as by a server whose "250" is lost on the way.
    """

    said: dict[str, str] = field(default_factory=dict)
    offers: tuple[str, ...] = ()
    after_text: bool = False


class Answering:
    """One server, many connections, each in a thread."""

    def __init__(self, certificate: Path | None = None) -> None:
        self.answers = Answers()
        self.kept: list[Message] = []
        self.connections = 0
        self._certificate = certificate
        self._ended = threading.Event()
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Refuse connections from now on."""
        self._ended.set()
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _address = self._socket.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._talk, args=[client], daemon=True).start()

    def _talk(self, client: socket.socket) -> None:
        conversation = Conversation(self, client, self._ended, self._certificate)
        with contextlib.suppress(OSError, EndedError):
            conversation.run()
        conversation.close()


class EndedError(Exception):
    """The server has left the conversation."""


class Conversation:
    """One connection from its banner to its end."""

    def __init__(
        self, server: Answering, client: socket.socket, ended: threading.Event, certificate: Path | None
    ) -> None:
        self.server, self.client, self.ended, self.certificate = server, client, ended, certificate
        self.lines = client.makefile("rb")
        self.commands: dict[str, Callable[[], None]] = {
            "ehlo": self.ehlo,
            "helo": self.ehlo,
            "starttls": self.starttls,
            "auth": lambda: self.say("auth", "235 welcome"),
            "mail": lambda: self.say("mail", "250 ok"),
            "rcpt": lambda: self.say("rcpt", "250 ok"),
            "data": self.data,
            "rset": lambda: self.say("rset", "250 ok"),
            "quit": self.quit,
        }

    def run(self) -> None:
        """Banner, then command by command."""
        self.say("connect", "220 sink.example ESMTP")
        while line := self.lines.readline():
            self.commands[line.split()[0].decode().lower()]()

    def close(self) -> None:
        """Hang up."""
        self.lines.close()
        self.client.close()

    def say(self, step: str, usual: str) -> None:
        """The line of this step, or worse."""
        line = self.server.answers.said.get(step, usual)
        if line == HANG:
            self.ended.wait(30)
            raise EndedError
        if line == DROP:
            raise EndedError
        if line == RESET:
            self.client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            raise EndedError
        self.client.sendall(line.encode() + b"\r\n")
        if line.startswith("421"):
            raise EndedError

    def ehlo(self) -> None:
        """What it can do."""
        offers = self.server.answers.offers
        lines = ["250-sink.example", *(f"250-{offer}" for offer in offers), "250 SIZE 1000000"]
        self.say("ehlo", "\r\n".join(lines))

    def starttls(self) -> None:
        """From here on encrypted, with a certificate that nobody should trust."""
        self.say("starttls", "220 go on")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(str(self.certificate))
        self.lines.close()
        self.client = context.wrap_socket(self.client, server_side=True)
        self.lines = self.client.makefile("rb")

    def data(self) -> None:
        """The message, and whether it is taken."""
        self.say("data", "354 go on")
        if not self.server.answers.said.get("data", "354").startswith("354"):
            return
        text = b""
        while (line := self.lines.readline()) != b".\r\n":
            if not line:
                raise EndedError
            text += line
        taken = self.server.answers.said.get("text", "250").startswith("250")
        if taken or self.server.answers.after_text:
            self.server.kept.append(message_from_bytes(text))
        self.say("text", "250 taken")

    def quit(self) -> None:
        """Goodbye."""
        self.say("quit", "221 bye")
        raise EndedError
