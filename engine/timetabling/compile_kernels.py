"""Compile all kernels once: `python -m engine.timetabling.compile_kernels`."""

import sys
from collections.abc import Callable

import engine.timetabling.solve  # noqa: F401 - whatever solving imports is compiled
from engine.timetabling.kernels.kernel import compiled


def compile_kernels(say: Callable[[int], object]) -> int:
    """Compile what is not compiled yet, telling how many are done; returns how many there are."""
    count = 0
    for count, _ in enumerate(compiled(), start=1):
        say(count)
    return count


def tell(count: int) -> None:
    """Count on in one line where a person watches; a log file gets only the last."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r      已编译 compiled {count}")


if __name__ == "__main__":
    done = compile_kernels(tell)
    sys.stderr.write(f"\r      已编译 compiled {done}\n")
