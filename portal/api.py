"""The reading API: the same records as the pages, as JSON, to the same readers."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import ValidationError

from documents.api import router as documents
from groups.api import router as groups
from meetings.api import router as meetings
from portal.api_types import Problem
from portal.problems import CONTENT_TYPE, problem, sentence
from portal.search.api import router as search

DESCRIPTION = """
Bodies, terms, officers, mandates, schedules, meetings and documents, as the reader may see them. Read only.

What is public needs no key. An account may have keys, each for what everybody or for what the account may read; a key
is sent as `Authorization: Bearer KEY`, never in an address. Whatever the reader may not know of is absent: 404.

Lists have a stable order and are read page by page (`limit`, `offset`, or follow `next`). Every answer has an `ETag`,
weak where it comes compressed; with `If-None-Match` what has not changed costs a 304. A key may ask 300 times a minute,
an address without one 60 times; then the answer is 429 with `Retry-After`. Errors are problem details (RFC 9457).
"""

ERRORS = {
    "401": "The key opens nothing.",
    "404": "There is nothing that the reader may know of.",
    "422": "A parameter is not what it can be.",
    "429": "Too many requests; Retry-After says when to ask again.",
}


class ReadingApi(NinjaAPI):
    """With what is true of every operation in its OpenAPI document."""

    def get_openapi_schema(self, **options: Any) -> Any:
        """Keys, tags and errors beside what each operation says of itself."""
        schema = super().get_openapi_schema(**options)
        components = schema["components"]
        components["securitySchemes"] = {"key": {"type": "http", "scheme": "bearer", "description": "A key of yours."}}
        components["schemas"]["Problem"] = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        schema["security"] = [{}, {"key": []}]
        content = {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
        for methods in schema["paths"].values():
            for operation in methods.values():
                # What a parameter's schema has for examples too; here they would have to be a map by name.
                given = [{k: v for k, v in each.items() if k != "examples"} for each in operation.get("parameters", [])]
                operation["parameters"] = [*given, IF_NONE_MATCH]
                responses = operation["responses"] = {str(code): each for code, each in operation["responses"].items()}
                responses["200"]["headers"] = {"ETag": {"schema": {"type": "string"}, "description": "Its state."}}
                responses["304"] = {"description": "What you hold is what is so."}
                responses |= {code: {"description": says, "content": content} for code, says in ERRORS.items()}
        return schema


IF_NONE_MATCH = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "schema": {"type": "string"},
    "description": "The tag of the answer that you hold.",
}

api = ReadingApi(
    title="Plenary",
    version="1",
    description=DESCRIPTION,
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api-v1",
)
for part in (groups, meetings, documents, search):
    api.add_router("", part)


@api.exception_handler(ValidationError)
def not_understood(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """422: a parameter is not what it can be, each in a sentence."""
    errors = [{"parameter": str(each["loc"][-1]), "says": str(each["msg"])} for each in error.errors]
    said = "; ".join(f"{each['parameter']}: {each['says']}" for each in errors)
    return problem(422, _("A parameter is not what it can be. %(errors)s") % {"errors": said}, errors=errors)


@api.exception_handler(Http404)
def not_there(request: HttpRequest, error: Http404) -> HttpResponse:
    """404 alike for what is absent and for what the reader may not know of."""
    return problem(404, sentence(404))
