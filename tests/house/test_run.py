"""The door: what `run.py` and `house/` do before anything is installed."""

import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from pathlib import Path

import psutil
import pytest

import run
from house import environment, running, waiting, wheelhouse
from house.environment import STAMP
from house.locks import DEV, ROOT, RUN
from house.running import SetupFailed

WITHOUT_PIP = """
import sys
for name in ("pip", "ensurepip"):
    sys.modules[name] = None
import importlib.util
importlib.util.find_spec = lambda name: None
import run
sys.exit(run.main(["paike"]))
"""


@pytest.fixture
def home(tmp_path, monkeypatch):
    """Put the environment into a folder of its own, and neither a uv nor wheels beside it."""
    home = tmp_path / "venv"
    monkeypatch.setenv("PAIKE_VENV", str(home))
    monkeypatch.setenv("PAIKE_WHEELHOUSE", "")
    monkeypatch.setattr(environment.shutil, "which", lambda _: None)
    return home


@pytest.fixture
def made(home, monkeypatch):
    """Record what set-up would have done, instead of downloading anything."""
    done = []

    def create(home):
        done.append("create")
        environment.python_in(home).parent.mkdir(parents=True)
        environment.python_in(home).touch()

    monkeypatch.setattr(environment, "create", create)
    monkeypatch.setattr(environment, "install", lambda _, lock: done.append(lock))
    monkeypatch.setattr(environment, "warm_kernels", lambda *_: None)
    return done


def test_the_environment_lies_beside_run_py_unless_told(tmp_path):
    """`PAIKE_VENV` moves the environment; empty is as good as not set."""
    assert environment.venv_home({}) == ROOT / ".venv"
    assert environment.venv_home({"PAIKE_VENV": ""}) == ROOT / ".venv"
    assert environment.venv_home({"PAIKE_VENV": str(tmp_path)}) == tmp_path


def test_the_python_of_the_environment_on_each_system():
    """Windows keeps it in Scripts, others in bin."""
    home = Path("venv")

    assert environment.python_in(home, windows=True) == home / "Scripts" / "python.exe"
    assert environment.python_in(home, windows=False) == home / "bin" / "python"


def test_set_up_happens_once(home, made):
    """The second call finds the stamp and does nothing."""
    environment.prepare(RUN)
    environment.prepare(RUN)

    assert made == ["create", RUN]
    assert set(environment.read_stamp(home)) == {RUN}


def test_the_tools_are_added_to_what_is_there(home, made):
    """The developers' lock goes on top, and covers the other from then on."""
    environment.prepare(RUN)
    environment.prepare(DEV)
    environment.prepare(RUN)

    assert made == ["create", RUN, DEV]
    assert set(environment.read_stamp(home)) == {RUN, DEV}


def test_a_changed_lock_is_installed_again(home, made):
    """A stamp from another lock is no stamp."""
    environment.prepare(RUN)
    environment.write_stamp(home, {RUN: "another"})
    environment.prepare(RUN)

    assert made == ["create", RUN, RUN]


def test_an_interrupted_set_up_begins_anew(home, made, monkeypatch):
    """What an interruption left behind is thrown away, all of it."""
    installed = environment.install

    def interrupted(*_):
        (home / "half a package").touch()
        raise KeyboardInterrupt

    monkeypatch.setattr(environment, "install", interrupted)
    with pytest.raises(KeyboardInterrupt):
        environment.prepare(RUN)
    monkeypatch.setattr(environment, "install", installed)
    environment.prepare(RUN)

    assert made == ["create", "create", RUN]
    assert not (home / "half a package").exists()


def test_two_windows_set_up_once(home, made, monkeypatch):
    """The second one waits for the first, says so, and finds everything done."""
    begun, waits, finish = threading.Event(), threading.Event(), threading.Event()

    def install(_, lock):
        begun.set()
        assert finish.wait(60)
        made.append(lock)

    def say(words):
        if "waiting for it" in words:
            waits.set()

    monkeypatch.setattr(environment, "install", install)
    monkeypatch.setattr(environment, "say", say)
    monkeypatch.setattr(waiting, "ASK_EVERY_SECONDS", 0.01)
    with ThreadPoolExecutor(2) as windows:
        first = windows.submit(environment.prepare, RUN)
        assert begun.wait(60)
        second = windows.submit(environment.prepare, RUN)
        assert waits.wait(60)
        finish.set()
        pythons = {first.result(60), second.result(60)}

    assert pythons == {environment.python_in(home)}
    assert made == ["create", RUN]


def test_an_installer_left_alone_is_waited_for(home):
    """When only the door is killed, the next set-up begins when its installer has ended."""
    wait_for_input = [sys.executable, "-c", "import sys; sys.stdin.read()"]
    with ExitStack() as installing:
        with waiting.one_at_a_time(home, lambda: None):
            started = running.started(wait_for_input, stdin=subprocess.PIPE)
            child = installing.enter_context(started)
        lock = installing.enter_context(home.with_name("venv.lock").open("r+b"))
        assert not waiting.taken(lock)
        child.stdin.close()
        child.wait(60)
        assert waiting.taken(lock)


@pytest.mark.parametrize("place", ["", "below"])
def test_a_place_that_cannot_be_written_is_named(tmp_path, monkeypatch, capsys, place):
    """No traceback: where, why, and what to do."""
    (tmp_path / "file").touch()
    monkeypatch.setenv("PAIKE_VENV", str(tmp_path / "file" / place))

    assert run.main(["paike", "--help"]) == run.SETUP_FAILED
    said = capsys.readouterr().out
    assert str(tmp_path / "file") in said
    assert "PAIKE_VENV" in said


def test_a_lost_python_begins_anew(home, made):
    """An environment whose Python was uninstalled is of no use."""
    environment.prepare(RUN)
    environment.python_in(home).unlink()
    environment.prepare(RUN)

    assert made == ["create", RUN, "create", RUN]


def test_a_folder_of_somebody_else_is_left_alone(home, made):
    """A folder that this program did not make is refused, not emptied."""
    home.mkdir()
    (home / "thesis.docx").touch()

    with pytest.raises(SetupFailed, match=r"not made by run\.py"):
        environment.prepare(RUN)

    assert [file.name for file in home.iterdir()] == ["thesis.docx"]


@pytest.mark.parametrize(
    ("present", "command"),
    [
        ({"pip", "ensurepip"}, [sys.executable, "-m", "pip", "--python"]),
        ({"ensurepip"}, ["PYTHON", "-m", "pip", "install"]),
    ],
    ids=["the pip beside us", "a pip of its own"],
)
def test_pip_fills_the_environment_where_there_is_no_uv(home, monkeypatch, present, command):
    """Either the pip of the Python at hand does it, or one that the environment gets."""
    monkeypatch.setattr(environment, "has", present.__contains__)
    python = str(environment.python_in(home))

    chosen = environment.installer(home)

    assert chosen[:4] == [python if word == "PYTHON" else word for word in command]


def test_uv_fills_the_environment_where_there_is_one(home, monkeypatch):
    """The faster one is preferred."""
    monkeypatch.setattr(environment.shutil, "which", lambda name: f"/opt/{name}")

    assert environment.installer(home)[:3] == ["/opt/uv", "pip", "install"]


def test_a_python_that_cannot_make_environments_says_what_to_do(tmp_path, monkeypatch):
    """Without ensurepip, pip and uv the message names the Debian package, and nothing is left."""
    monkeypatch.setenv("PAIKE_VENV", str(tmp_path / "venv"))
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PYTHONUTF8", "1")

    program = [sys.executable, "-c", WITHOUT_PIP]
    ended = subprocess.run(program, cwd=ROOT, check=False, capture_output=True, encoding="utf-8")

    assert ended.returncode == run.SETUP_FAILED
    assert "apt install python3-venv" in ended.stdout
    assert "Traceback" not in ended.stdout + ended.stderr
    assert not (tmp_path / "venv").exists()


def test_a_named_wheelhouse_must_be_whole(tmp_path):
    """A wheelhouse that was asked for and lacks something is not silently replaced by the web."""
    with pytest.raises(SetupFailed, match=r"lacks: .*ortools==[\s\S]*wheelhouse --dev"):
        environment.wheelhouse_for(DEV, {"PAIKE_WHEELHOUSE": str(tmp_path)})


def test_a_wheelhouse_beside_run_py_is_used_only_if_whole(tmp_path, monkeypatch):
    """Half a wheelhouse that happens to lie there does not stand in the way."""
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "missing", lambda *_: ["ortools==9.15"])
    assert environment.wheelhouse_for(RUN, {}) is None

    monkeypatch.setattr(environment, "missing", lambda *_: [])
    assert environment.wheelhouse_for(RUN, {}) == tmp_path / "wheelhouse"


def test_a_wheelhouse_for_another_machine_gets_another_name():
    """Only what this machine can install may lie where set-up looks by itself."""
    assert wheelhouse.folder_name(None, None) == "wheelhouse"
    assert wheelhouse.folder_name("windows", "3.12") == "wheelhouse-windows-3.12"


def test_a_target_is_told_to_pip():
    """A platform becomes its tags, newest first; this machine needs none."""
    assert wheelhouse.target(None, None) == []
    assert wheelhouse.target("windows", "3.12") == [
        "--platform", "win_amd64", "--python-version", "3.12",
    ]  # fmt: skip
    assert wheelhouse.target("linux-aarch64", None)[:2] == ["--platform", "manylinux_2_28_aarch64"]


@pytest.mark.parametrize("version", ["3.10", "2.7", "3", "three"])
def test_a_target_without_a_fitting_python_is_refused(version, capsys):
    """Wheels for a Python that paike does not run on would be carried in vain."""
    with pytest.raises(SystemExit) as refused:
        wheelhouse.make(["--python", version])

    assert refused.value.code == 2
    assert version in capsys.readouterr().err


def test_children_find_this_checkout_and_speak_utf8(home, monkeypatch):
    """What is started inside needs no installation of paike itself."""
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")

    inside = environment.child_environment(home)

    assert inside["PYTHONPATH"] == str(ROOT)
    assert inside["PYTHONUTF8"] == "1"
    assert Path(inside["NUMBA_CACHE_DIR"]).parent == home
    assert "PYTHONDONTWRITEBYTECODE" not in inside


def test_kernels_are_compiled_when_they_changed(home, monkeypatch):
    """A second call compiles nothing; after an edit everything is compiled afresh."""
    compiled = []
    monkeypatch.setattr(environment, "compile_kernels", compiled.append)
    home.mkdir()
    environment.python_in(home).parent.mkdir()
    environment.python_in(home).touch()

    environment.warm_kernels(home, {})
    environment.warm_kernels(home, environment.read_stamp(home))
    assert compiled == [home]

    environment.warm_kernels(home, {"kernels": "of another source"})
    assert compiled == [home, home]


@pytest.mark.parametrize("words", [[], ["help"], ["--help"]])
def test_without_a_command_the_commands_are_listed(words, capsys):
    """Somebody who types nothing is told what there is."""
    assert run.main(words) == 0

    told = capsys.readouterr().out
    assert [name for name in run.COMMANDS if f"\n  {name} " not in told] == []


def test_an_unknown_command_is_refused(capsys):
    """A misspelt command gives the list and exit code 2."""
    assert run.main(["dmeo"]) == 2
    assert "dmeo" in capsys.readouterr().out


def test_demo_is_one_solve_and_passes_further_words_on(monkeypatch):
    """The demo's own words come first, so that the caller's win."""
    asked = []
    monkeypatch.setattr(run, "prepare", lambda lock: Path("python"))
    monkeypatch.setattr(run, "hand_over", lambda command: asked.extend(command) or 0)
    monkeypatch.chdir(ROOT)

    assert run.main(["demo", "--seconds", "5"]) == 0

    begin, end = " ".join(asked[:8]), " ".join(asked[-6:])
    assert begin == f"python -P -m engine solve {Path('scenarios/gongshu')} --seconds 60"
    assert end == "--seed 1 --out demo-output --seconds 5"


def test_check_runs_everything_and_fails_with_any(monkeypatch, capsys):
    """One failing step does not hide the others, and decides the exit code."""
    monkeypatch.setattr(run, "prepare", lambda lock: Path("python"))
    monkeypatch.setattr(run, "wait_for", lambda command: int("mypy" in command))

    assert run.main(["check"]) == 1

    told = capsys.readouterr().out
    assert [name for name in run.STEPS if f"check: {name}: " not in told] == []
    assert told.rstrip().endswith("failed: types")


@pytest.mark.parametrize("system", [os.name, "nt"])
def test_an_exit_code_is_passed_on(system, monkeypatch, tmp_path):
    """What a command answers its caller hears, also where one program cannot become another."""
    program = tmp_path / "answer.py"
    program.write_text(
        "import os, run, sys, types\n"
        f"run.os = types.SimpleNamespace(name={system!r}, execve=os.execve)\n"
        "sys.exit(run.hand_over([sys.executable, '-c', 'exit(3)']))\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(ROOT))

    assert subprocess.run([sys.executable, program], check=False).returncode == 3


PARENT = """
import subprocess, sys
child = "import os, time; print(os.getpid(), flush=True); time.sleep(600)"
subprocess.run([sys.executable, "-c", child])
"""


def test_ending_the_door_ends_what_runs_behind_it():
    """A program that was started does not outlive the one who asked for it, nor do its children."""
    with (
        suppress(KeyboardInterrupt),
        running.started([sys.executable, "-c", PARENT], stdout=subprocess.PIPE) as child,
    ):
        grandchild = psutil.Process(int(child.stdout.readline()))
        raise KeyboardInterrupt

    gone, _ = psutil.wait_procs([grandchild], timeout=20)

    assert gone == [grandchild]
    assert child.returncode not in (None, 0)


def test_the_stamp_is_where_it_is_looked_for(home):
    """A stamp that cannot be read counts as none."""
    home.mkdir()
    (home / STAMP).write_text("{ half a st", "utf-8")

    assert environment.read_stamp(home) == {}
