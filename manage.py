#!/usr/bin/env python3
"""Django's command line for Plenary."""

import os
import select
import sys

READER_LEFT = 141
"""The status of a program whose reader has enough, as of one that SIGPIPE ends."""


def run() -> None:
    """A command, and all that it printed."""
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(str(error))  # a sentence on a variable, as portal/environment.py words it
    except SystemExit:
        sys.stdout.flush()
        raise
    sys.stdout.flush()


def reader_left() -> bool:
    """Whether nobody reads what is printed, such as after `| head`: a connection may break elsewhere too."""
    printed = select.poll()
    printed.register(sys.stdout.fileno(), 0)
    return any(event & (select.POLLERR | select.POLLHUP) for _file, event in printed.poll(0))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    try:
        run()
    except BrokenPipeError:
        if not reader_left():
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # Python writes the rest when it ends
        sys.exit(READER_LEFT)
