"""Make the environment that everything runs in: once, visibly, and again after an interruption.

It lies in `.venv` beside `run.py` (or where `PAIKE_VENV` says) and holds exactly what a lock names.
A stamp in it tells what is finished, so that the next call starts at once.
"""

import hashlib
import importlib.util
import json
import os
import shutil
import sys
import venv
from collections.abc import Mapping, Sequence
from pathlib import Path

from house.locks import DEV, ROOT, RUN, missing, packages
from house.running import SetupFailed, say, started, step, watch
from house.waiting import one_at_a_time

STAMP = "paike-setup.json"
# without --no-compile half of the time goes into bytecode of modules that nobody imports
PIP_QUIET = ["--no-compile", "--no-input", "--disable-pip-version-check", "--progress-bar", "off"]

NO_VENV = """这个 Python 不能建立虚拟环境：缺少 ensurepip，也没有 pip 或 uv。
  Debian / Ubuntu / UOS / 麒麟：  sudo apt install python3-venv
  没有管理员权限：从 python.org 安装完整的 Python 3.11+，或把 uv 放进 PATH，再运行一次。
This Python cannot make a virtual environment: ensurepip is missing, and there is no pip or uv.
  Debian / Ubuntu:  sudo apt install python3-venv
  Without administrator rights: install a complete Python 3.11+ from python.org, or put uv on the
  PATH, and run this again."""

OTHER_WINDOW = (
    "[paike] 另一个窗口正在安装，等它完成 another window is setting up, waiting for it ..."
)

NOT_INSTALLED = """安装没有完成。如果这台机器不能上网：在能上网的机器上运行 `python3 run.py wheelhouse`，
把 wheelhouse 文件夹复制到这里，再运行一次。
The installation did not finish. If this machine has no internet: run `python3 run.py wheelhouse`
on one that has, copy the folder `wheelhouse` to this place, and run this again."""


def venv_home(environ: Mapping[str, str] = os.environ) -> Path:
    """Say where the environment lives."""
    return Path(environ.get("PAIKE_VENV") or ROOT / ".venv").absolute()


def python_in(home: Path, *, windows: bool = os.name == "nt") -> Path:
    """Say where the environment's Python lies on this system."""
    return home / "Scripts" / "python.exe" if windows else home / "bin" / "python"


def fingerprint(*files: Path) -> str:
    """Hash the contents of files, so that a stamp can tell whether they changed."""
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


def read_stamp(home: Path) -> dict[str, str]:
    """Read what a finished set-up left behind; empty when there was none, or it was interrupted."""
    try:
        stamp = json.loads((home / STAMP).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) and python_in(home).exists() else {}


def write_stamp(home: Path, stamp: Mapping[str, str]) -> None:
    """Replace the stamp in one step, so that no interruption leaves half of one."""
    fresh = home / f"{STAMP}.new"
    fresh.write_text(json.dumps(stamp, indent=1, sort_keys=True), "utf-8")
    fresh.replace(home / STAMP)


def child_environment(home: Path) -> dict[str, str]:
    """Environment variables for everything started inside: this checkout, UTF-8, kernel cache."""
    theirs = dict(os.environ)
    theirs.pop("PYTHONDONTWRITEBYTECODE", None)  # the first import writes what set-up left out
    return theirs | {
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
        "NUMBA_CACHE_DIR": str(home / "numba_cache"),
    }


def prepare(lock: str) -> Path:
    """Make the environment hold what the lock names and return its Python; at once if it does."""
    home = venv_home()
    if not is_ready(read_stamp(home), lock):
        with one_at_a_time(home, lambda: say(OTHER_WINDOW)):
            stamp = read_stamp(home)  # another run may just have finished it
            if stamp.get(lock) != fingerprint(ROOT / lock):
                stamp = build(home, lock, stamp)
            warm_kernels(home, stamp)
    return python_in(home)


def is_ready(stamp: Mapping[str, str], lock: str) -> bool:
    """Say whether a stamp tells of this lock and of the kernels as they are now."""
    return stamp.get(lock) == fingerprint(ROOT / lock) and stamp.get("kernels") == kernels()


def build(home: Path, lock: str, stamp: Mapping[str, str]) -> dict[str, str]:
    """Create the environment if there is no finished one, install the lock, and stamp it."""
    fill = installer(home)
    if not stamp:
        with step("建立环境 creating the environment", str(home)):
            clear(home)
            create(home)
    write_stamp(home, {})  # from here on it counts as interrupted
    with step("安装软件包 installing packages", "约 1 分钟，下载 130 至 240 MB / about a minute"):
        install(fill, lock)
    # the developers' lock holds the whole of the other, in the same versions
    locks = [RUN, DEV] if lock == DEV else [lock]
    done = {**stamp, **{name: fingerprint(ROOT / name) for name in locks}}
    write_stamp(home, done)
    return done


def clear(home: Path) -> None:
    """Remove what an interrupted set-up left, but never a folder that this program did not make."""
    if home.exists() and any(home.iterdir()):
        if not (home / STAMP).exists():
            raise SetupFailed(
                f"{home} 不是 run.py 建立的环境：请移走它，或用 PAIKE_VENV 指定别的位置。\n"
                f"{home} was not made by run.py: move it away, or name another place by PAIKE_VENV."
            )
        shutil.rmtree(home)
    home.mkdir(parents=True, exist_ok=True)
    write_stamp(home, {})


def create(home: Path) -> None:
    """Create an empty environment; a pip goes into it only when nothing outside can fill it."""
    outside = shutil.which("uv") is not None or has("pip")
    venv.EnvBuilder(with_pip=not outside, symlinks=os.name != "nt").create(home)


def has(module: str) -> bool:
    """Say whether the Python that runs this file has a module."""
    return importlib.util.find_spec(module) is not None


def installer(home: Path) -> list[str]:
    """Choose what fills the environment: uv, else the pip beside us, else a pip of its own."""
    python = str(python_in(home))
    if uv := shutil.which("uv"):
        return [uv, "pip", "install", "--python", python]
    if has("pip"):
        return [sys.executable, "-m", "pip", "--python", python, "install", *PIP_QUIET]
    if has("ensurepip"):
        return [python, "-m", "pip", "install", *PIP_QUIET]
    raise SetupFailed(NO_VENV)


def install(fill: Sequence[str], lock: str) -> None:
    """Install a lock: wheels only, every hash checked, from a wheelhouse where there is one."""
    wheels = wheelhouse_for(lock)
    offline = ["--no-index", "--find-links", str(wheels)] if wheels else []
    exact = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", str(ROOT / lock)]
    watch([*fill, *offline, *exact], total=len(packages(lock)), failed=NOT_INSTALLED)


def wheelhouse_for(lock: str, environ: Mapping[str, str] = os.environ) -> Path | None:
    """Find the wheelhouse that holds a whole lock; one that was named must."""
    named = environ.get("PAIKE_WHEELHOUSE")
    wheels = Path(named or ROOT / "wheelhouse").absolute()
    lacking = missing(lock, wheels)
    if named and lacking:
        raise SetupFailed(
            f"{wheels} 缺少 lacks: {', '.join(lacking)}\n"
            "请用这一版重新下载 / download again with this version: run.py wheelhouse"
            + (" --dev" if lock == DEV else "")
        )
    return None if lacking else wheels


def warm_kernels(home: Path, stamp: Mapping[str, str]) -> None:
    """Compile the solver's kernels when they changed, so that no solve pays for it."""
    wanted = kernels()
    if stamp.get("kernels") == wanted:
        return
    with step("编译求解内核 compiling the solver's kernels", "约 1 分钟 about a minute"):
        shutil.rmtree(home / "numba_cache", ignore_errors=True)
        compile_kernels(home)
    write_stamp(home, {**stamp, "kernels": wanted})


def kernels() -> str:
    """Hash what the compiled kernels depend on."""
    sources = sorted((ROOT / "engine" / "timetabling" / "kernels").glob("*.py"))
    return fingerprint(ROOT / RUN, *sources)


def compile_kernels(home: Path) -> None:
    """Have the solver compile all its kernels into the environment's cache."""
    compiler = [str(python_in(home)), "-P", "-m", "engine.timetabling.compile_kernels"]
    with started(compiler, env=child_environment(home)) as child:
        child.wait()
    if child.returncode:
        raise SetupFailed("编译没有完成 / the kernels were not compiled")
