"""Which session of an organ met in which year: data for the linter, to be extended by whoever knows more organs."""

from collections.abc import Mapping

# Ordinal of the regular session -> year it opened. One a year without a gap since San José, 1971.
GENERAL_ASSEMBLY_SESSIONS: Mapping[int, int] = {ordinal: 1970 + ordinal for ordinal in range(1, 57)}

# (organ as in the symbol, kind of session: O regular, E special) -> sessions
SESSIONS: Mapping[tuple[str, str], Mapping[int, int]] = {("AG", "O"): GENERAL_ASSEMBLY_SESSIONS}
