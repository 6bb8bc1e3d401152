"""The one door to paike, on a machine that has nothing but Python 3.11 or newer.

`python3 run.py demo` sets everything up and solves a real district; without arguments it lists
what else there is. Standard library only: `house/` makes the environment, then the command runs
inside it.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "paike 需要 Python 3.11 或更新版本，这里是 {0}.{1}：请安装后再运行。\n"
        "paike needs Python 3.11 or newer, this is {0}.{1}: install one and run it again.".format(
            *sys.version_info
        )
    )

import io
import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from house import wheelhouse
from house.environment import child_environment, prepare, venv_home
from house.locks import DEV, ROOT, RUN
from house.running import SetupFailed, say, started

SETUP_FAILED = 4  # 0 to 3 are paike's own

USAGE = """用法 usage: python3 run.py COMMAND

  demo [...]        装好环境，排出拱墅区一学期课表并核验    set up, solve Gongshu, verify
  paike ARGS...     运行 paike 命令（paike --help）       the command line, inside the environment
  serve [--port N]        启动服务（网页接口 + SQLite）    the service on this machine
  test [...]        全部测试，参数交给 pytest               all tests; arguments go to pytest
  check             格式、类型、依赖约定、单元测试         style, types, contracts, unit tests
  bench [NAMES]     性能基准                               benchmarks
  protocol [...]    多个种子的成套测量，可续做             generated worlds, several seeds, resumable
  wheelhouse [...]  下载离线安装包（wheelhouse --help）    packages for a machine without internet

环境变量 environment variables
  PAIKE_VENV            环境放在哪里（默认 .venv）        where the environment lies
  PAIKE_WHEELHOUSE      离线安装包（默认 ./wheelhouse）   packages to install from, offline
  PAIKE_TEST_BROWSER=1  浏览器测试必须能跑                 browser tests must run
  PAIKE_TEST_POSTGRES=1 PostgreSQL 测试必须能跑            PostgreSQL tests must run
  PAIKE_TEST_FET=1      FET 对照测试必须能跑               tests of the FET peer must run
  PAIKE_TEST_TIMEFOLD=1 Timefold 对照测试必须能跑          tests of the Timefold peer must run
"""

UNUSABLE = """[paike] {place}: {reason}
这个位置不能读写：检查权限和磁盘空间，或用 PAIKE_VENV 把环境放到能写的文件夹，再运行一次。
This place cannot be read or written: see to its permissions and the space left, or let PAIKE_VENV
name a folder that can be written, and run this again."""

STEPS = {
    "format": ["-m", "ruff", "format", "--check", "."],
    "lint": ["-m", "ruff", "check", "."],
    "types": ["-m", "mypy"],
    "contracts": ["-c", "from importlinter.cli import lint_imports_command as go; go()"],
    "unit tests": ["-m", "pytest", "-q", "-m", "unit"],
}


def demo(arguments: Sequence[str]) -> int:
    """Solve the whole district for a minute; further arguments go to `paike solve`."""
    scenario, out = near(ROOT / "scenarios" / "gongshu"), near(ROOT / "demo-output")
    effort = ["--seconds", "60", "--workers", str(cores()), "--seed", "1", "--out", out]
    return paike(["solve", scenario, *effort, *arguments])


def paike(arguments: Sequence[str]) -> int:
    """Run the command line where the caller stands, so that its paths mean what they say."""
    return hand_over([str(prepare(RUN)), "-P", "-m", "engine", *arguments])


def serve(arguments: Sequence[str]) -> int:
    """Start the service on this machine; `--demo` fills an empty store with Gongshu."""
    return hand_over([str(prepare(RUN)), "-P", "-m", "api", "serve", *arguments])


def test(arguments: Sequence[str]) -> int:
    """Run the tests."""
    python = str(prepare(DEV))
    os.chdir(ROOT)
    return hand_over([python, "-P", "-m", "pytest", *arguments])


def check(arguments: Sequence[str]) -> int:
    """Run every check to its end, then say which of them failed."""
    if arguments:
        say(USAGE)
        return 2
    python = str(prepare(DEV))
    failed = [name for name, step in STEPS.items() if not passes(name, [python, "-P", *step])]
    say(f"[paike] check: {'失败 failed: ' + ', '.join(failed) if failed else '通过 passed'}")
    return 1 if failed else 0


def passes(name: str, command: Sequence[str]) -> bool:
    """Run one check and say how long it took."""
    say(f"[paike] check: {name} ...")
    begun = time.monotonic()
    code = wait_for(command)
    say(
        f"[paike] check: {name}: {'ok' if code == 0 else 'FAILED'}, {time.monotonic() - begun:.0f} s"
    )
    return code == 0


def bench(names: Sequence[str]) -> int:
    """Run the benchmarks, or those with these names, and write down what they measured.

    What misses its aim is written down too; the exit code says so.
    """
    python = str(prepare(DEV))
    os.chdir(ROOT)
    measured = ROOT / ".benchmarks" / "latest.json"
    measured.parent.mkdir(exist_ok=True)
    measured.unlink(missing_ok=True)
    chosen = ["-k", " or ".join(names)] if names else []
    measure = ["-m", "pytest", "benchmarks", f"--benchmark-json={measured}", *chosen]
    code = wait_for([python, "-P", *measure])
    if not measured.exists():
        return code or 1
    for kept in ("benchmarks.results", "benchmarks.best"):
        code = wait_for([python, "-P", "-m", kept, str(measured)]) or code
    return code


def protocol(arguments: Sequence[str]) -> int:
    """Solve generated worlds of several seeds and write their medians down; resumable."""
    python = str(prepare(DEV))
    os.chdir(ROOT)
    return hand_over([python, "-P", "-m", "benchmarks.protocol", *arguments])


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "demo": demo,
    "paike": paike,
    "serve": serve,
    "test": test,
    "check": check,
    "bench": bench,
    "protocol": protocol,
    "wheelhouse": wheelhouse.make,
}


def cores() -> int:
    """Count the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def near(path: Path) -> str:
    """Write a path as seen from where the caller stands, if it lies below."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def hand_over(command: Sequence[str]) -> int:
    """Become the command where the system can: signals and exit codes are then its own."""
    environment = child_environment(venv_home())
    if os.name != "nt":
        sys.stdout.flush()
        os.execve(command[0], list(command), environment)
    with subprocess.Popen(command, env=environment) as child:
        while True:
            with suppress(KeyboardInterrupt):  # the command hears it too, and may be saving
                return child.wait()


def wait_for(command: Sequence[str]) -> int:
    """Run a command to its end, in this checkout."""
    with started(command, cwd=ROOT, env=child_environment(venv_home())) as child:
        return child.wait()


def stop(number: int, _frame: object) -> None:
    """Turn a polite request to end into an exit that takes the children along."""
    raise SystemExit(128 + number)


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a Windows console may not speak UTF-8 by itself
            stream.reconfigure(encoding="utf-8", errors="replace")
    signal.signal(signal.SIGTERM, stop)
    name, *rest = arguments or ["--help"]
    if name in {"help", "-h", "--help"}:
        say(USAGE)
        return 0
    if name not in COMMANDS:
        say(f"{name}?\n\n{USAGE}")
        return 2
    try:
        return COMMANDS[name](rest)
    except SetupFailed as failed:
        say(str(failed))
        return SETUP_FAILED
    except OSError as error:
        say(UNUSABLE.format(place=error.filename or "", reason=error.strerror or error))
        return SETUP_FAILED
    except KeyboardInterrupt:
        say("\n[paike] 已中断，再运行一次即可 / interrupted: run it again, nothing needs mending")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
