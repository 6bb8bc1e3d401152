"""Telling other programs that a folder is in use; nothing is left behind when one is killed."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

MARK = ".in-use"


@contextmanager
def in_use(folder: Path) -> Iterator[None]:
    """Hold a folder of our own as long as this program lives."""
    with (folder / MARK).open("wb") as mark:
        _locks(mark.fileno())
        yield


def is_abandoned(folder: Path) -> bool:
    """Whether the program that held a folder is gone; in doubt it is not."""
    try:
        with (folder / MARK).open("r+b") as mark:
            return _locks(mark.fileno())
    except OSError:
        return False


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Wait until no other program is at this place with the same folder.

    Windows knows no lock on a folder, and some network drives know none at all; there two
    programs may still get in each other's way.
    """
    if sys.platform == "win32":
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _locks(descriptor: int) -> bool:
    """Lock an open file until it is closed; False when another program has it."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
