"""Forms of the portal itself."""
