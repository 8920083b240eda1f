"""A mail server that takes its time and writes down what it took: `python -m tests.chaos.sink PORT LOG LATENCY`."""

import asyncio
import sys
import time
from email import message_from_bytes
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session


class Handler:
    """Half the latency passes before the message is kept, half before the sender hears of it."""

    def __init__(self, log: Path, latency: float) -> None:
        self.log, self.latency = log, latency

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 its name there
        """One line a message: recipient, Message-ID and the second at which it came."""
        came = time.time()
        await asyncio.sleep(self.latency / 2)
        message = message_from_bytes(envelope.original_content or b"")
        with self.log.open("a") as file:
            file.write(f"{envelope.rcpt_tos[0]} {message['Message-ID']} {came:.3f}\n")
        await asyncio.sleep(self.latency / 2)
        return "250 taken"


async def serve(port: int, log: Path, latency: float) -> None:
    """Until killed."""
    handler = Handler(log, latency)
    server = await asyncio.get_running_loop().create_server(lambda: SMTP(handler), "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3])))
