"""What a render may read: the press's own assets, from memory, and nothing else."""

from __future__ import annotations

from typing import Any

from weasyprint.urls import URLFetcher, URLFetcherResponse

SCHEME = "press:"


class AssetFetcher(URLFetcher):
    """Answers `press:NAME` for the assets given; refuses files, hosts and data."""

    def __init__(self, assets: dict[str, bytes]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self.assets = assets
        self.refused: list[str] = []

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """The asset, or a refusal that WeasyPrint takes as a missing resource."""
        name = url.removeprefix(SCHEME)
        if url.startswith(SCHEME) and name in self.assets:
            return URLFetcherResponse(url, self.assets[name])
        self.refused.append(url)
        raise ValueError(f"papers fetch nothing: {url[:80]}")
