"""Running programs and telling the person how far they are."""

import os
import signal
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from subprocess import PIPE, STDOUT, Popen
from typing import Any


class SetupFailed(Exception):
    """The environment could not be made; the message says what the person can do."""


def say(line: str) -> None:
    """Tell the person at the terminal, at once and in order with what children print."""
    print(line, flush=True)


def watch(command: Sequence[str], total: int, failed: str) -> None:
    """Run an installer, show how far it is, and show its last words if it fails."""
    last: deque[str] = deque(maxlen=15)
    seen = 0
    with started(command, stdout=PIPE, stderr=STDOUT, encoding="utf-8", errors="replace") as child:
        for line in child.stdout or ():
            last.append(line.rstrip())
            if line.startswith("Collecting "):
                seen += 1
                if seen % 10 == 0:
                    say(f"      {seen}/{total}  {line.split()[1]}")
            elif line.startswith("Installing "):
                say(f"      {total}/{total}  写入磁盘 writing to disk")
    if child.returncode:
        raise SetupFailed("\n".join([*last, "", failed]))


@contextmanager
def started(command: Sequence[str], **how: Any) -> Iterator[Popen[str]]:
    """Start a program that does not outlive us, nor does what it starts itself."""
    # a group of its own, to be ended as a whole: pip works in a grandchild, which also keeps
    # the lock of the set-up (see house/waiting.py) when nobody is left to end it
    posix = os.name != "nt"
    with Popen(command, start_new_session=posix, close_fds=not posix, **how) as child:
        try:
            yield child
        finally:
            if child.poll() is None:
                end(child)


def end(child: Popen[str]) -> None:
    """End a program with all that belongs to it; on Windows the console has told the others."""
    if os.name == "nt":
        child.terminate()
    else:
        os.killpg(child.pid, signal.SIGTERM)


@contextmanager
def step(what: str, remark: str) -> Iterator[None]:
    """Announce one step of the set-up, and say how long it took."""
    say(f"[paike] {what} ({remark}) ...")
    begun = time.monotonic()
    yield
    say(f"[paike] {what}: {time.monotonic() - begun:.0f} s")
