"""Many clients at once against a service that really listens, each answer with its time."""

import asyncio
import socket
import statistics
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

import httpx2
import uvicorn


class Call(NamedTuple):
    """One request: method, path, headers and body."""

    method: str
    path: str
    headers: dict[str, str]
    body: Any


class Answered(NamedTuple):
    """What came back, and after how many seconds."""

    status: int
    seconds: float


@contextmanager
def listening(app: Any) -> Iterator[str]:
    """Run an app on a free port, and give its address."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen(1024)
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [door]})
        thread.start()
        try:
            while not server.started:
                time.sleep(0.01)
            yield f"http://127.0.0.1:{door.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


def rush(address: str, clients: Sequence[Sequence[Call]]) -> list[list[Answered]]:
    """Let every client send its calls one after the other, all clients at once."""
    return asyncio.run(_rush(address, clients))


async def _rush(address: str, clients: Sequence[Sequence[Call]]) -> list[list[Answered]]:
    limits = httpx2.Limits(max_connections=len(clients), max_keepalive_connections=len(clients))
    async with httpx2.AsyncClient(
        base_url=address, limits=limits, timeout=60, trust_env=False
    ) as client:
        return await asyncio.gather(*(_one(client, calls) for calls in clients))


async def _one(client: httpx2.AsyncClient, calls: Sequence[Call]) -> list[Answered]:
    answers = []
    for call in calls:
        begun = time.perf_counter()
        answer = await client.request(call.method, call.path, headers=call.headers, json=call.body)
        answers.append(Answered(answer.status_code, time.perf_counter() - begun))
    return answers


def figures(answers: Sequence[Answered], wall: float) -> dict[str, float]:
    """Tell requests a second, and how long an answer took, in milliseconds."""
    marks = statistics.quantiles((each.seconds for each in answers), n=100, method="inclusive")
    told = {f"p{mark} ms": round(1000 * marks[mark - 1], 1) for mark in (50, 95, 99)}
    return {"requests": len(answers), "requests/s": round(len(answers) / wall, 1), **told}
