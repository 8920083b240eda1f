"""An app for the trial: its planner writes one notice for each account, as often as it is asked."""

from datetime import datetime, timedelta

from django.apps import AppConfig

BATCH = 20


class ChaosConfig(AppConfig):
    """Registers the planner as the portal's own apps do."""

    name = "tests.chaos"
    label = "chaos"

    def ready(self) -> None:
        """The job and its kind of message."""
        from portal import jobs, outbox

        outbox.register_kind("chaos", compose)
        jobs.register("chaos", every=2, run=plan)


def compose(message, now):
    """One line, with the account's number."""
    from portal.outbox import Letter

    return Letter(subject=f"Notice {message.account_id}", text=f"To account {message.account_id}.\n")


def plan(now: datetime) -> None:
    """A notice for every account that has none, in short transactions: the unique key decides, not this look."""
    from django.db import transaction

    from portal import outbox
    from portal.models import OutboxMessage, User

    told = OutboxMessage.objects.filter(kind="chaos").values("account")
    while accounts := list(User.objects.exclude(pk__in=told).order_by("pk")[:BATCH]):
        with transaction.atomic():
            for account in accounts:
                outbox.announce(
                    kind="chaos",
                    recipient=account,
                    about="trial:1",
                    params={},
                    dedupe_key=f"chaos:{account.pk}",
                    now=now,
                    expires_at=now + timedelta(days=1),
                )
