"""An id for each request, in the logs, in the audit and in the answer's header."""

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from portal import audit, logs
from portal.requests import client_address, page_asked, reader_known


class RequestIdMiddleware:
    """The id is always our own: one sent by a visitor could be made to look like somebody else's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Set the id for as long as the request lasts."""
        action = uuid.uuid4()
        name = action.hex
        request.id = name  # type: ignore[attr-defined]
        request.action = action  # type: ignore[attr-defined]
        id_token, action_token = logs.request_id.set(name), audit.current_action.set(action)
        asked_token = logs.asked.set(lambda: _facts(request))
        try:
            response = self.get_response(request)
        finally:
            logs.asked.reset(asked_token)
            logs.request_id.reset(id_token)
            audit.current_action.reset(action_token)
        response["X-Request-Id"] = name
        return response


def _facts(request: HttpRequest) -> dict[str, Any]:
    """For each line of the log that is written meanwhile; a watch over security is told whole addresses besides."""
    address = logs.shortened(client_address(request))
    return {"account": reader_known(request), "address": address, "page": page_asked(request)}
