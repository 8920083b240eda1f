"""Static files under hashed names."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Hashed names where `collectstatic` has run; plain ones before, so that a command may render a page or paper."""

    def stored_name(self, name: str) -> str:
        """The hashed name, or the name itself while there is no manifest."""
        if not self.hashed_files:
            return name
        return super().stored_name(name)
