"""A refusal becomes problem+json (RFC 9457), in the language that the caller prefers."""

from http import HTTPStatus
from typing import Any, cast

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from api.refusals import Unfit, Unwelcome
from engine.refusals import BadInput, Lang, Refusal

KIND = "application/problem+json"
UNREADABLE = Unfit("请求的内容读不懂。", "The request cannot be read.")
PLAIN = {
    404: ("没有这个地址。", "There is no such address."),
    405: ("这个地址不支持这种操作。", "This address does not do that."),
}
TOLD = {
    "type": "object",
    "required": ["type", "status", "title", "request_id"],
    "properties": {
        "type": {"type": "string"}, "status": {"type": "integer"}, "title": {"type": "string"},
        "detail": {"type": "string"}, "errors": {"type": "array"}, "request_id": {"type": "string"},
    },
}  # fmt: skip
BROKEN = "服务内部出错，请把编号告诉管理员。", "The service failed; tell its keeper the number."


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Describe the refusals of a route in the OpenAPI."""
    content = {KIND: {"schema": TOLD}}
    return {
        status: {"description": HTTPStatus(status).phrase, "content": content}
        for status in statuses
    }


def install(app: FastAPI) -> None:
    """Let the app answer every error as a problem."""
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(RequestValidationError, _unreadable)
    app.add_exception_handler(HTTPException, _plain)


def problem(request: Request, status: int, words: tuple[str, str], **more: Any) -> JSONResponse:
    """Make the answer: title in Chinese, or in English for those who ask for it."""
    title = words[0] if language(request) == "zh" else words[1]
    told = {"type": "about:blank", "status": status, "title": title, **more}
    told["request_id"] = getattr(request.state, "request_id", "")
    return JSONResponse(told, status, media_type=KIND)


def language(request: Request) -> Lang:
    """Tell which language the caller prefers: Chinese unless English comes first."""
    first = request.headers.get("accept-language", "").strip().lower()
    return "en" if first.startswith("en") else "zh"


def _refused(request: Request, error: Exception) -> JSONResponse:
    refusal = cast("Refusal", error)
    status = refusal.status if isinstance(refusal, Unwelcome) else 422
    more: dict[str, Any] = {}
    if isinstance(refusal, BadInput):
        more["detail"] = "\n".join(refusal.lines(language(request)))
    if isinstance(refusal, Unfit):
        more["errors"] = [{"field": field, "detail": what} for field, what in refusal.places]
    return problem(request, status, (refusal.zh, refusal.en), **more)


def _unreadable(request: Request, error: Exception) -> JSONResponse:
    found = cast("RequestValidationError", error).errors()
    errors = [{"field": ".".join(map(str, each["loc"])), "detail": each["msg"]} for each in found]
    return problem(request, 422, (UNREADABLE.zh, UNREADABLE.en), errors=errors)


def _plain(request: Request, error: Exception) -> JSONResponse:
    refused = cast("HTTPException", error)
    words = PLAIN.get(refused.status_code, (str(refused.detail), str(refused.detail)))
    answer = problem(request, refused.status_code, words)
    answer.headers.update(refused.headers or {})
    return answer
