"""A POST that creates something does so once, however often it is sent."""

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Annotated, Any

from fastapi import Header
from fastapi.responses import JSONResponse

from api.dependencies import Asking, Db, Now
from api.refusals import NotAsked
from api.store.answers import answered, keep


class Once:
    """The Idempotency-Key of a request, and the transaction in which it is kept."""

    def __init__(
        self, db: Db, by: Asking, now: Now, idempotency_key: Annotated[str | None, Header()] = None
    ) -> None:
        if not idempotency_key or len(idempotency_key) > 200:
            raise NotAsked(
                "新建须带 Idempotency-Key（至多 200 字符）。",
                "Creating needs an Idempotency-Key (at most 200 characters).",
            )
        self.db, self.by, self.now, self.key = db, by, now, idempotency_key

    def create(
        self, what: str, body: Mapping[str, Any], make: Callable[[], dict[str, Any]]
    ) -> JSONResponse:
        """Make it and keep the answer, or give the answer of the first time."""
        text = json.dumps([what, body], sort_keys=True, default=str)
        asked = hashlib.sha256(text.encode()).hexdigest()
        answer = answered(self.db, self.by.user, self.key, asked)
        if answer is not None:
            return JSONResponse(answer, 201, {"Idempotency-Replayed": "true"})
        answer = make()
        keep(
            self.db, user=self.by.user, key=self.key, asked=asked, answer=kept(answer), now=self.now
        )
        return JSONResponse(answer, 201)


def kept(answer: Mapping[str, Any]) -> dict[str, Any]:
    """Give an answer as it is kept: a secret is shown once and never stored."""
    return {name: value for name, value in answer.items() if name != "secret"}
