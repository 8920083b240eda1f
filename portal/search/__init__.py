"""Search over all apps: by symbol in any spelling, by words in four languages without their accents, and by day.

`candidates` asks the index what fits, `finding` puts it in order and counts, `showing` reads what one page shows.
"""

from portal.search.finding import ALL, Choices, Found, find, search
from portal.search.hits import Hit

__all__ = ["ALL", "Choices", "Found", "Hit", "find", "search"]
