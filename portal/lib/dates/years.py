"""The years that a record of a group's work may bear; what lies outside is a slip of the keyboard.

1800: the oldest body that still meets, the Central Commission for the Navigation of the Rhine, goes back to 1815, and
archives hold what came before the bodies of today. 2199: whoever plans farther cannot be alive to hold the meeting.
"""

import datetime as dt

FIRST_YEAR, LAST_YEAR = 1800, 2199
FIRST_DAY, LAST_DAY = dt.date(FIRST_YEAR, 1, 1), dt.date(LAST_YEAR, 12, 31)


def is_within_years(day: dt.date) -> bool:
    """Whether it is a day that a record may bear."""
    return FIRST_DAY <= day <= LAST_DAY
