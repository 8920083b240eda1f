"""Calendars as files and addresses: what is subscribed to, and what one meeting is downloaded as."""
