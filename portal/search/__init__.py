"""Search over all apps: by symbol in any spelling, and by words without regard to accents and case.

Words are compared in Python, since no folding of accents works on both databases; the price is a read of all titles a
search, which thousands of records still bear.
"""

from portal.search.finding import Hit, search

__all__ = ["Hit", "search"]
