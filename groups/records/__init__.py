"""Kinds of record and what a record says: what forms, operations and the desk share."""
