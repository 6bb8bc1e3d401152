"""Compile all kernels once: `python -m engine.timetabling.compile_kernels`."""

import sys
from collections.abc import Callable

import engine.timetabling.solve  # noqa: F401 - whatever solving imports is compiled
from engine.timetabling.kernels.kernel import compiled


def compile_kernels(say: Callable[[str], object]) -> int:
    """Compile what is not compiled yet, telling each name when it is done; returns how many."""
    count = 0
    for name in compiled():
        count += 1
        say(name)
    return count


if __name__ == "__main__":
    done = compile_kernels(
        lambda name: sys.stderr.write(f"\r编译计算核心 (compiling kernels): {name:20}")
    )
    sys.stderr.write(f"\r编译计算核心完成 (kernels compiled): {done}{' ' * 20}\n")
