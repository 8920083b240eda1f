"""Dates, hours and rooms as people type them, in English, Spanish, French and Portuguese."""

from portal.lib.typed.model import NotUnderstoodError, Setting, Slot, Typed
from portal.lib.typed.reading import read_cell
from portal.lib.typed.writing import write_cell

__all__ = ["NotUnderstoodError", "Setting", "Slot", "Typed", "read_cell", "write_cell"]
