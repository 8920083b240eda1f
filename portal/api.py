"""The reading API: the same records as the pages, as JSON, to the same readers."""

from ninja import NinjaAPI

from documents.api import router as documents
from groups.api import router as groups
from meetings.api import router as meetings

api = NinjaAPI(
    title="Plenary",
    version="1",
    description="Bodies, terms, mandates, schedules, meetings and documents, as the reader may see them. Read only.",
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api-v1",
)
api.add_router("", meetings)
api.add_router("", groups)
api.add_router("", documents)
