"""Forms of the secretariat: each kind of record of groups, and the tools to declare those of the apps above."""

from groups.forms.records import RECORDS

__all__ = ["RECORDS"]
