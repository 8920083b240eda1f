"""Mail goes out through rows: queued in the transaction of the change, sent afterwards, as often as needed.

The rows are the truth; a broker only wakes the senders. A row is claimed by compare-and-set with a lease, so senders
never share one and a killed sender's row comes back. What lives in our database happens exactly once, by unique keys.
A mail may come twice, since SMTP knows no transaction with us: at most once for each kill of a sender, and always with
the same Message-ID.

    enqueue    a finished letter: an invitation, a link to a new password
    announce   a message without words; whoever registered its kind composes it when it is sent
    cancel     what waits about an object is called off
"""

from portal.outbox.letters import Letter, Withdrawn, register_kind
from portal.outbox.queue import announce, cancel, enqueue
from portal.outbox.sender import MOST_ATTEMPTS, deliver_due

__all__ = [
    "MOST_ATTEMPTS",
    "Letter",
    "Withdrawn",
    "announce",
    "cancel",
    "deliver_due",
    "enqueue",
    "register_kind",
]
