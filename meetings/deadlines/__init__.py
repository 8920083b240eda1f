"""Deadlines as the record has them, read by the rules of `portal.lib.deadlines`: no query here."""
