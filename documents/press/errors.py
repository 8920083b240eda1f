"""What can go wrong in the press, as a sentence for the reader."""


class PressError(Exception):
    """The paper cannot be printed; the message is a sentence that may be shown."""
