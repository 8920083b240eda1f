from django.apps import AppConfig


class GroupsConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "groups"

    def ready(self) -> None:
        """Tell the kernel what accounts may do and what is to be done in time; it imports no app and so cannot ask."""
        from groups.operations import removals  # noqa: F401 it registers what empties the bin
        from groups.queries.accounts import actors_of_accounts
        from portal.actors import register_resolver

        register_resolver(actors_of_accounts)
