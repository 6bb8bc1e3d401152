"""Folders that appear whole: written aside first, then moved, and moved back if that fails."""

import errno
import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from engine.refusals import BadInput, Fault

STAGE = ".paike-part"  # what a killed run may leave behind; the next one takes it away
VERDICT = "verdict.json"  # goes first and comes last: a folder that has one is whole


@contextmanager
def staged(folder: Path, *, stale: Collection[str] = ()) -> Iterator[Path]:
    """Give an empty folder to write into; what is in it moves to `folder` when all went well.

    A folder that is not there yet appears in one step. In one that is there, files of the same
    name are replaced and those named in `stale` go; whatever else it holds stays. Raises
    BadInput when the folder cannot be written, and leaves it as it was.
    """
    check_writable(folder)
    place = folder.resolve()
    stage = _stage_of(place)
    try:
        stage.mkdir()
        yield stage
        _move(stage, place, stale)
    except OSError as error:
        raise unwritable(folder, error) from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def check_writable(folder: Path) -> None:
    """Refuse a folder that cannot be written, before hours of work are spent for it."""
    try:
        if folder.exists() and not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
        stage = _stage_of(folder.resolve())
        shutil.rmtree(stage, ignore_errors=True)
        stage.mkdir()
        stage.rmdir()
    except OSError as error:
        raise unwritable(folder, error) from error


def unwritable(folder: Path, error: OSError) -> BadInput:
    """Make the refusal of a folder that cannot be written."""
    fault = Fault(
        file=str(folder),
        sheet="",
        row=0,
        column="",
        found=error.strerror or type(error).__name__,
        expected=("可以写入的文件夹", "a folder that can be written"),
        fix=(
            "换一个文件夹；检查权限和磁盘空间，关闭正打开着的结果文件。",
            "Choose another folder; check permissions and space, close result files that are open.",
        ),
    )
    return BadInput([fault])


def _stage_of(place: Path) -> Path:
    """Where to write first: on the same disk, inside a folder that is there, else beside it."""
    if place.is_dir():
        return place / STAGE
    home = next(each for each in place.parents if each.exists())
    return home / f"{STAGE}-{place.name}"


def _move(stage: Path, place: Path, stale: Collection[str]) -> None:
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        stage.rename(place)
        return
    new = [path.relative_to(stage) for path in _units(stage)]
    old = [path for path in {*new, *map(Path, stale)} if (place / path).exists()]
    before = stage / f"{STAGE}-before"
    moves = [(place / path, before / path) for path in sorted(old, key=_verdict_first)]
    moves += [(stage / path, place / path) for path in sorted(new, key=_verdict_first)[::-1]]
    _move_all(moves)


def _verdict_first(path: Path) -> tuple[bool, Path]:
    return path.name != VERDICT, path


def _units(stage: Path) -> Iterator[Path]:
    """What is moved as one: files, and whatever lies in the folders."""
    for path in stage.iterdir():
        yield from path.iterdir() if path.is_dir() else (path,)


def _move_all(moves: list[tuple[Path, Path]]) -> None:
    done = []
    try:
        for source, target in moves:
            target.parent.mkdir(parents=True, exist_ok=True)
            source.rename(target)
            done.append((source, target))
    except OSError:
        for source, target in reversed(done):
            target.rename(source)
        raise
