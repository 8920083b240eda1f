"""The documents app's models, by noun."""

from documents.models.documents import Document, DocumentRelation, Series
from documents.models.revisions import LanguageVersion, Revision
from documents.models.statements import Statement

__all__ = ["Document", "DocumentRelation", "LanguageVersion", "Revision", "Series", "Statement"]
