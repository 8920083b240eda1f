"""What changed, in words: the old and the new value, who and when."""

from meetings.pages.news.items import news, number_of

__all__ = ["news", "number_of"]
