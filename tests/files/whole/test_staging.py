"""Folders of results appear whole, or everything stays as it was."""

from pathlib import Path

import pytest

from engine.files.whole.in_use import MARK
from engine.files.whole.staging import STAGE, check_writable, staged, write_folder
from engine.refusals import BadInput


def tree(folder):
    """Every file below a folder, with its text."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text() for path in files}


def fill(stage, **files):
    """Write files; `a__b` stands for b in the folder a."""
    for name, text in files.items():
        path = stage / name.replace("__", "/")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)


def test_a_new_folder_is_not_there_until_all_is_written(tmp_path):
    """While it is written, nobody sees the folder; then all of it, and nothing else."""
    out = tmp_path / "deep" / "out"
    with staged(out) as stage:
        fill(stage, a="1", sub__b="2")
        seen = out.exists()

    assert not seen
    assert tree(tmp_path) == {"deep/out/a": "1", "deep/out/sub/b": "2"}


def test_in_a_folder_that_is_there_only_what_is_ours_is_replaced(tmp_path):
    """Same names are replaced, stale ones go, whatever else there is stays."""
    fill(tmp_path, a="old", stale="old", mine="mine", sub__b="old", sub__mine="mine")
    with staged(tmp_path, stale=("stale", "never-was")) as stage:
        fill(stage, a="new", sub__b="new", c="new")

    assert tree(tmp_path) == {
        "a": "new",
        "c": "new",
        "mine": "mine",
        "sub/b": "new",
        "sub/mine": "mine",
    }


def write_and_fail(folder, error):
    """Write half of it, then fail."""
    with staged(folder) as stage:
        fill(stage, a="new")
        raise error


@pytest.mark.parametrize("error", [OSError(28, "No space left"), ValueError("a fault")])
def test_when_writing_fails_everything_is_as_before(tmp_path, error):
    """A full disk is refused with its place; any other fault goes on its way."""
    fill(tmp_path, out__a="old")

    with pytest.raises(BadInput if isinstance(error, OSError) else ValueError):
        write_and_fail(tmp_path / "out", error)

    assert tree(tmp_path) == {"out/a": "old"}


@pytest.mark.parametrize("moves", range(5))
def test_when_moving_fails_half_way_everything_is_moved_back(tmp_path, monkeypatch, moves):
    """As on Windows, where a file that is open in another program cannot be moved."""
    fill(tmp_path, a="old", b="old", gone="old")
    rename, done = Path.rename, []

    def refuse_one(self, target):
        done.append(target)
        if len(done) == moves + 1:
            raise PermissionError(13, "open elsewhere")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse_one)
    with pytest.raises(BadInput), staged(tmp_path, stale=("gone",)) as stage:
        fill(stage, a="new", b="new")

    assert tree(tmp_path) == {"a": "old", "b": "old", "gone": "old"}


def test_the_verdict_goes_first_and_comes_last(tmp_path, monkeypatch):
    """Whenever a run is killed, a folder that has a verdict is whole."""
    names = ("a", "verdict.json", "z")
    for name in names:
        (tmp_path / name).write_text("old")
    rename, states = Path.rename, []

    def note(self, target):
        moved = rename(self, target)
        states.append({name: (tmp_path / name).exists() for name in names})
        return moved

    monkeypatch.setattr(Path, "rename", note)
    with staged(tmp_path) as stage:
        for name in names:
            (stage / name).write_text("new")

    *during, last = states
    assert [state for state in during if state["verdict.json"]] == []
    assert all(last.values())


@pytest.mark.parametrize(("out", "left"), [("new", f"{STAGE}-new-0a1b2c3d"), ("", f"{STAGE}-0a1b")])
def test_what_a_killed_run_left_behind_is_taken_away(tmp_path, out, left):
    """The next run to the same place cleans up, beside a new folder or inside an old one."""
    fill(tmp_path, **{f"{left}__a": "half", f"{left}__{MARK}": ""})

    with staged(tmp_path / out) as stage:
        fill(stage, b="whole")

    assert tree(tmp_path) == {f"{out}/b".lstrip("/"): "whole"}


@pytest.mark.parametrize("before", [{}, {"out__a": "old", "out__c": "old"}])
def test_two_runs_into_one_folder_do_not_mix(tmp_path, before):
    """Whichever is done later, the folder holds all of its files and none of the other's."""
    fill(tmp_path, **before)
    out, stale = tmp_path / "out", ("a", "b", "c")
    with staged(out, stale=stale) as slow:
        fill(slow, a="slow")
        with staged(out, stale=stale) as quick:
            fill(quick, a="quick", b="quick")
            fill(slow, c="slow")
        meanwhile = tree(out)
        fill(slow, d="slow")

    assert {name: text for name, text in meanwhile.items() if STAGE not in name} == {
        "a": "quick",
        "b": "quick",
    }
    assert tree(tmp_path) == {"out/a": "slow", "out/c": "slow", "out/d": "slow"}


def test_a_folder_of_another_program_is_never_taken_away(tmp_path):
    """One that looks like a leftover but is held, or was never ours, stays."""
    fill(tmp_path, **{f"{STAGE}-mine__a": "mine", "out.part__thesis": "mine", "out__b": "old"})

    write_folder(tmp_path / "out", {"b": b"new"})
    check_writable(tmp_path)

    assert tree(tmp_path) == {f"{STAGE}-mine/a": "mine", "out.part/thesis": "mine", "out/b": "new"}


def test_links_that_lead_in_a_circle_are_refused(tmp_path):
    """There is no such folder; the message says why."""
    (tmp_path / "loop").symlink_to("loop")

    with pytest.raises(BadInput, match="fault"):
        check_writable(tmp_path / "loop")


def test_a_folder_is_not_replaced_by_a_file(tmp_path):
    """A folder that happens to have the name of a result keeps what is in it."""
    fill(tmp_path, **{"x.json__a": "mine", "b": "old"})

    with pytest.raises(BadInput):
        write_folder(tmp_path, {"x.json": b"new", "b": b"new"})

    assert tree(tmp_path) == {"x.json/a": "mine", "b": "old"}


def test_a_long_name_is_a_name(tmp_path):
    """What the file system takes is taken."""
    out = tmp_path / ("长" * 80)

    write_folder(out, {"a": b"1"})

    assert tree(out) == {"a": "1"}


@pytest.mark.parametrize("place", ["file", "file/below"])
def test_a_place_that_cannot_be_a_folder_is_refused_before_any_work(tmp_path, place):
    """A file is in the way; it stays as it is."""
    fill(tmp_path, file="mine")

    with pytest.raises(BadInput) as refused:
        check_writable(tmp_path / place)

    assert refused.value.faults[0].file == str(tmp_path / place)
    assert tree(tmp_path) == {"file": "mine"}


def test_the_current_folder_may_be_the_place(tmp_path, monkeypatch):
    """A dot is a folder like any other."""
    monkeypatch.chdir(tmp_path)

    with staged(Path()) as stage:
        fill(stage, a="1")

    assert tree(tmp_path) == {"a": "1"}


def test_others_may_read_what_is_written(tmp_path):
    """A folder of results has the rights of any new folder."""
    with staged(tmp_path / "out") as stage:
        fill(stage, a="1")
    (tmp_path / "plain").mkdir()

    assert (tmp_path / "out").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_files_appear_together_and_others_stay(tmp_path):
    """Files are replaced and added, others of the folder are not touched."""
    folder = tmp_path / "deep" / "folder"
    write_folder(folder, {"a": b"1", "b": b"2"})
    (folder / "own").write_bytes(b"mine")

    write_folder(folder, {"a": b"3"})

    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
        "a": b"3",
        "b": b"2",
        "own": b"mine",
    }
    assert [path.name for path in folder.parent.iterdir()] == ["folder"]


def test_failed_writing_leaves_the_folder_as_it_was(tmp_path):
    """When one file cannot be written, none is."""
    folder = tmp_path / "folder"
    write_folder(folder, {"a": b"old"})

    with pytest.raises(BadInput):
        write_folder(folder, {"a": b"new", "not/there": b"x"})

    assert [path.name for path in tmp_path.iterdir()] == ["folder"]
    assert (folder / "a").read_bytes() == b"old"
