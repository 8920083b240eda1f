"""Silence procedures: a text is adopted unless a member objects in writing before an exact instant."""
