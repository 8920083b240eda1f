"""Rows of a schedule while they are edited, as plain records of the format: no database here."""
