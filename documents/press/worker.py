"""The renderer: a process of its own that prints one paper after another, warm, within limits.

Run by the desk as `python -m documents.press.worker PARENT`. Frames on standard input and output: a line of JSON with
the length of what follows, then the bytes. It knows nothing of Django, reads no files but the press's own, and ends
when its parent does.
"""

from __future__ import annotations

import ctypes
import json
import logging
import os
import resource
import signal
import sys
from typing import IO, Any

MEMORY = 1536 * 1024 * 1024
PR_SET_PDEATHSIG = 1


def write_frame(stream: IO[bytes], head: dict[str, Any], body: bytes) -> None:
    """Send a frame."""
    stream.write(json.dumps({**head, "length": len(body)}).encode() + b"\n" + body)
    stream.flush()


def read_frame(stream: IO[bytes]) -> tuple[dict[str, Any], bytes] | None:
    """Receive a frame; None when the other side is gone."""
    line = stream.readline()
    if not line.endswith(b"\n"):
        return None
    head = json.loads(line)
    body = stream.read(head["length"])
    return (head, body) if len(body) == head["length"] else None


def die_with_parent(parent: int) -> None:
    """A renderer without a parent would print for nobody."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            sys.exit(0)


def limit_memory() -> None:
    """A hostile paper ends this process and not the machine."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def print_one(head: dict[str, Any], body: bytes) -> tuple[dict[str, Any], bytes]:
    """The answer to one frame: the file, or a sentence that says why not."""
    from documents.press.errors import PressError
    from documents.press.render import pdf_of_markup

    try:
        return {"ok": True}, pdf_of_markup(body.decode(), head["style"], head["size"])
    except PressError as error:
        return {"ok": False}, str(error).encode()
    except MemoryError:
        return {"ok": False, "spent": True}, b"The paper is too large to be printed."
    except Exception:
        logging.getLogger("plenary.press").exception("a paper could not be printed")
        return {"ok": False, "spent": True}, b"The paper could not be printed."


def main() -> None:
    """Print until the desk closes the pipe."""
    die_with_parent(int(sys.argv[1]))
    # The terminal's interrupt goes to the whole group; the desk decides when this process ends
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    limit_memory()
    logging.basicConfig(level=logging.ERROR, stream=sys.stderr)
    source, target = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # Anything a library prints must not end up between two frames
    os.dup2(2, 1)
    while frame := read_frame(source):
        write_frame(target, *print_one(*frame))


if __name__ == "__main__":
    main()
