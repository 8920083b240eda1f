"""Conflicts and warnings of the rows of a schedule, in force, proposed or only typed.

`read_board(actor, schedule, contents)` reads all they rest on, in as many queries for one row as for all;
`board.conflicts_of(key)` and `board.conflicts()` read no more. A conflict that `holds` (a room or an officer taken
twice) makes a change wait for a reason; the others hold nothing up.
"""

from meetings.conflicts.board import Board, board_of, read_board
from meetings.conflicts.conflict import About, Conflict, Severity
from meetings.conflicts.contents import placement_of
from meetings.conflicts.entries import placement_of_entry
from meetings.conflicts.house import House, read_house
from meetings.conflicts.placements import Placement, Stretch

__all__ = [
    "About",
    "Board",
    "Conflict",
    "House",
    "Placement",
    "Severity",
    "Stretch",
    "board_of",
    "placement_of",
    "placement_of_entry",
    "read_board",
    "read_house",
]
