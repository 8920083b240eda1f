"""Bodies, terms, delegations, persons, posts and tenures, instruments and mandates. Imports the kernel alone."""
