"""Mail goes out through rows: queued in the transaction of the change, sent afterwards, as often as needed.

The rows are the truth; a broker only wakes the senders. A row is claimed by compare-and-set with a lease, so senders
never share one and a killed sender's row comes back. What lives in our database happens exactly once, by unique keys.
A mail may come twice, since SMTP knows no transaction with us: at most once for each kill of a sender, and always with
the same Message-ID.

    enqueue       a finished letter: an invitation, a link to a new password
    announce      a message without words; whoever registered its kind composes it when it is sent
    announce_to   the same to an address that no account has
    cancel        what waits about an object is called off
    keep_held     what was queued about a matter that is held back joins what is held
"""

from portal.outbox.holds import keep_held
from portal.outbox.letters import Letter, Withdrawn, register_for_addresses, register_kind
from portal.outbox.queue import announce, announce_to, cancel, enqueue
from portal.outbox.reasons import Reason, kept, reason_of, register_reasons
from portal.outbox.sender import MOST_ATTEMPTS, deliver_due

__all__ = [
    "MOST_ATTEMPTS",
    "Letter",
    "Reason",
    "Withdrawn",
    "announce",
    "announce_to",
    "cancel",
    "deliver_due",
    "enqueue",
    "keep_held",
    "kept",
    "reason_of",
    "register_for_addresses",
    "register_kind",
    "register_reasons",
]
