"""Carry paike to a machine without internet: download what a lock names for that machine."""

import argparse
import re
import sys
import tempfile
import venv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from house.environment import NO_VENV, has, python_in
from house.locks import DEV, ROOT, RUN, packages, without_markers
from house.running import SetupFailed, say, step, watch

MANYLINUX = [f"manylinux_2_{minor}" for minor in range(28, 4, -1)]
MANYLINUX += ["manylinux2014", "manylinux2010", "manylinux1"]
PLATFORMS = {
    "linux-x86_64": [f"{tag}_x86_64" for tag in MANYLINUX],
    "linux-aarch64": [f"{tag}_aarch64" for tag in MANYLINUX],
    "macos-arm64": ["macosx_14_0_arm64"],
    "windows": ["win_amd64"],
}

HOW_TO = """paike 离线安装包 / paike for a machine without internet

这里的软件包适用于 / these packages are for: {platform}, Python {python}

1. 目标机器要装有 Python {python}（Debian 系还要 python3-venv）。
   The target machine needs Python {python} (on Debian also python3-venv).
2. 把 paike 文件夹复制过去，这个文件夹放在 run.py 旁边，取名 wheelhouse。
   Copy the paike folder, and put this folder beside run.py, named wheelhouse.
3. 运行 / run:  python3 run.py demo   (Windows: py run.py demo)

也可以放在别处，用环境变量 PAIKE_WHEELHOUSE 指明。
It may lie elsewhere: let the environment variable PAIKE_WHEELHOUSE name it.
"""


def parser() -> argparse.ArgumentParser:
    """Describe the command's arguments."""
    made = argparse.ArgumentParser(
        prog="run.py wheelhouse",
        description="下载离线安装包 / download packages to carry elsewhere",
    )
    made.add_argument(
        "--platform", choices=sorted(PLATFORMS), help="目标系统，默认本机 / default: this"
    )
    made.add_argument(
        "--python", metavar="X.Y", type=python_version, help="目标 Python，默认本机版本"
    )
    made.add_argument("--out", type=Path, help="文件夹 / folder")
    made.add_argument(
        "--dev", action="store_true", help="连同测试工具 / with the tools of test, check"
    )
    return made


def python_version(text: str) -> str:
    """Read a Python version as `3.11`, and refuse those that paike does not run on."""
    found = re.fullmatch(r"3\.(\d+)", text)
    if not found or int(found[1]) < 11:
        raise argparse.ArgumentTypeError(f"3.11, 3.12 ... expected, not {text!r}")
    return text


def make(arguments: Sequence[str]) -> int:
    """Download every wheel of a lock for one kind of machine, with a page that says how to go on."""
    wanted = parser().parse_args(arguments)
    lock = DEV if wanted.dev else RUN
    python = wanted.python or f"3.{sys.version_info.minor}"
    out = (wanted.out or ROOT / folder_name(wanted.platform, wanted.python)).absolute()
    out.mkdir(parents=True, exist_ok=True)
    with step("下载 downloading", str(out)):
        download(lock, out, target(wanted.platform, wanted.python))
    text = HOW_TO.format(platform=wanted.platform or sys.platform, python=python)
    (out / "README.txt").write_text(text, "utf-8")
    say(f"[paike] 下一步 next: {out / 'README.txt'}")
    return 0


def folder_name(platform: str | None, python: str | None) -> str:
    """Name the folder: only what is for this machine may take the name that run.py looks for."""
    return "-".join(["wheelhouse", *filter(None, [platform, python])])


def download(lock: str, out: Path, flags: Sequence[str]) -> None:
    """Have pip download a lock, every hash checked."""
    exact = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "--progress-bar", "off"]
    with pip() as command, tempfile.TemporaryDirectory() as scratch:
        unmarked = Path(scratch) / lock
        unmarked.write_text(without_markers((ROOT / lock).read_text("utf-8")), "utf-8")
        wanted = [*command, "download", "-r", str(unmarked), "-d", str(out), *exact, *flags]
        watch(
            wanted, total=len(packages(lock)), failed="下载没有完成 / not everything was downloaded"
        )


def target(platform: str | None, python: str | None) -> list[str]:
    """Say in pip's words for which machine to download; nothing when it is this one."""
    flags = [flag for tag in PLATFORMS.get(platform or "", []) for flag in ("--platform", tag)]
    return [*flags, *(["--python-version", python] if python else [])]


@contextmanager
def pip() -> Iterator[list[str]]:
    """Lend a pip: the one beside this Python, else one in an environment of a moment."""
    if has("pip"):
        yield [sys.executable, "-m", "pip"]
        return
    if not has("ensurepip"):
        raise SetupFailed(NO_VENV)
    with tempfile.TemporaryDirectory() as home:
        venv.create(home, with_pip=True)
        yield [str(python_in(Path(home))), "-m", "pip"]
