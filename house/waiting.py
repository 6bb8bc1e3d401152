"""One set-up at a time: two windows in one checkout must not build the same environment."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

ASK_EVERY_SECONDS = 0.5


@contextmanager
def one_at_a_time(home: Path, told: Callable[[], None]) -> Iterator[None]:
    """Hold a lock beside an environment; `told` is called once when another run has it.

    The system frees the lock of a run that is killed, as soon as what it started has ended
    too. Where none can be made there is none.
    """
    lock = home.with_name(f"{home.name}.lock")
    with suppress(OSError):
        home.parent.mkdir(parents=True, exist_ok=True)
        lock.touch()
    if not lock.exists():
        yield
        return
    with lock.open("r+b") as file:
        if not taken(file):
            told()
            while not taken(file):
                time.sleep(ASK_EVERY_SECONDS)
        os.set_inheritable(file.fileno(), True)  # noqa: FBT003 - it takes no keyword
        yield


def taken(file: IO[bytes]) -> bool:
    """Try to take a lock that lasts until the file is closed; False when another run has it."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return True  # this drive knows no locks
    return True
