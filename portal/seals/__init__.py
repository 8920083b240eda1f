"""Seals of the audit trail: they make it show when somebody has altered it in spite of the triggers.

Every minute the new rows are hashed together with the hash of the seal before, so that each seal stands for the whole
trail up to it. Whoever alters, removes, adds or exchanges rows below a seal has to make this seal and all later ones
anew, and then their last hash, the head, is another one. Who may write the tables themselves can do that: only a head
that is kept elsewhere tells. It stands in the log once a day and in the manifest of each backup.
"""

from portal.seals.checking import Report, verify
from portal.seals.sealing import head, seal, unsealed_seconds

__all__ = ["Report", "head", "seal", "unsealed_seconds", "verify"]
