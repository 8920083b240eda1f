"""The order of words in lists that people read: accents, capitals and punctuation do not count."""

import unicodedata


def collation_key(text: str) -> tuple[str, str]:
    """What to sort by: "Écosse" stands before "Eslovenia", and "Estados Unidos" before "Etiopía".

    The text itself settles what differs by accents alone. It is no alphabet of one language: Spanish ñ stands with n.
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(letter if letter.isalnum() else " " for letter in plain if not unicodedata.combining(letter))
    return " ".join(letters.split()), text
