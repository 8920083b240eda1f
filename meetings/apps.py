from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "meetings"

    def ready(self) -> None:
        """Load who composes notices, and what runs by itself."""
        from meetings.notices import composing  # noqa: F401 it registers its kinds
        from meetings.operations import digests, publications, reminders, terms
        from portal import jobs

        jobs.register("reminders", every=60, run=reminders.plan)
        jobs.register("digests", every=300, run=digests.gather)
        jobs.register("publications", every=300, run=publications.plan_publications)
        jobs.register("mandates", every=3600, run=digests.plan_mandates)
        jobs.register("terms", every=3600, run=terms.plan_terms)
