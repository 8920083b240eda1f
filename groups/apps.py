from django.apps import AppConfig


class GroupsConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "groups"

    def ready(self) -> None:
        """Tell the kernel what an account may do; it imports no app and so cannot ask."""
        from groups.queries.accounts import actor_of_account
        from portal.actors import register_resolver

        register_resolver(actor_of_account)
