from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "meetings"

    def ready(self) -> None:
        """Load who composes notices, and what runs by itself."""
        from groups.operations import records
        from meetings.notices import composing, of_services  # noqa: F401 they register their kinds
        from meetings.operations import (
            arrangements,
            desk_dates,
            digests,
            publications,
            reminders,
            silence_results,
            silence_texts,
            telling_silences,
            terms,
        )
        from portal import jobs

        records.guard("revision", silence_texts.keep_text)
        records.hold("languageversion", silence_texts.hold_text)
        records.guard("languageversion", silence_texts.keep_version)
        for kind in ("entry", "deadline"):
            records.guard(kind, desk_dates.keep_decided)
        for kind in (*desk_dates.WHOLE, *desk_dates.PARTS):
            records.hold(kind, desk_dates.hold)
            records.watch(kind, desk_dates.noting, part=kind in desk_dates.PARTS)
        records.guard_removal("languageversion", silence_texts.keep_version_there)
        jobs.register("reminders", every=60, run=reminders.plan)
        jobs.register("digests", every=300, run=digests.gather)
        jobs.register("publications", every=300, run=publications.plan_publications)
        jobs.register("mandates", every=3600, run=digests.plan_mandates)
        jobs.register("services", every=3600, run=arrangements.plan_services)
        jobs.register("silences", every=30, run=silence_results.settle)
        jobs.register("silence-reminders", every=300, run=telling_silences.plan_reminders)
        jobs.register("terms", every=3600, run=terms.plan_terms)
