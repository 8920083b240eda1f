"""Pure helpers: no app, no model, no setting is imported here."""
