"""Whole records in and out: a group with its terms and papers as one JSON file, described in FORMAT.md.

`records` declares each record once; reading, export, import, the report of differences and the JSON Schema all walk it.
"""

FORMAT = "plenary-group/1"
