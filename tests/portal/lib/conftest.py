"""Property-based tests on a busy machine: an example may be slow, a property may not be wrong."""

from hypothesis import settings

settings.register_profile("steady", deadline=None)
settings.load_profile("steady")
