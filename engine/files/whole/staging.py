"""Folders that appear whole: written aside first, then moved, and moved back if that fails.

Two programs may write to one place at once: each writes aside for itself, they move one after
the other, and the place holds what the later one wrote.
"""

import errno
import os
import secrets
import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from engine.files.whole.in_use import in_use, is_abandoned, one_at_a_time
from engine.files.whole.sums import SUMS, VERDICT
from engine.refusals import BadInput, Fault

STAGE = ".paike-part"  # what a killed run may leave behind; the next one takes it away
NEW, BEFORE = "new", "before"  # what a stage holds: what comes, and what was there
LONGEST_NAME = 60  # of a place in the name of its stage
FIRST = (VERDICT, SUMS)  # go first and come last: a folder that has them is whole


@contextmanager
def staged(folder: Path, *, stale: Collection[str] = ()) -> Iterator[Path]:
    """Give an empty folder to write into; what is in it moves to `folder` when all went well.

    A folder that is not there yet appears in one step. In one that is there, files of the same
    name are replaced and those named in `stale` go; whatever else it holds stays. Raises
    BadInput when the folder cannot be written, and leaves it as it was.
    """
    stage = _aside(folder)
    try:
        (stage / NEW).mkdir(parents=True)
        with in_use(stage):
            yield stage / NEW
            _move(stage, folder.resolve(), stale)
    except OSError as error:
        raise unwritable(folder, error) from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def check_writable(folder: Path) -> None:
    """Refuse a folder that cannot be written, before hours of work are spent for it."""
    _aside(folder)


def write_folder(folder: Path, files: Mapping[str, bytes], *, stale: Collection[str] = ()) -> None:
    """Write files into a folder, all of them or none; see `staged`."""
    with staged(folder, stale=stale) as stage:
        for name, content in files.items():
            (stage / name).write_bytes(content)


def write_whole(path: Path, content: bytes) -> None:
    """Write one file, so that no reader ever sees half of it."""
    write_folder(path.parent, {path.name: content})


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


def _aside(folder: Path) -> Path:
    """Find a name for a stage beside a folder or in it, and try whether one can be made."""
    try:
        if folder.exists() and not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
        home, stem = _home_of(folder.resolve())
        _take_away_what_is_left(home, stem)
        stage = home / f"{stem}-{secrets.token_hex(4)}"
        stage.mkdir()
        stage.rmdir()
    except OSError as error:
        raise unwritable(folder, error) from error
    except RuntimeError as error:  # Python 3.12's word for links that lead in a circle
        raise unwritable(folder, OSError(errno.ELOOP, os.strerror(errno.ELOOP))) from error
    return stage


def _home_of(place: Path) -> tuple[Path, str]:
    """Where to write first: on the same disk, inside a folder that is there, else beside it."""
    if place.is_dir():
        return place, STAGE
    home = next(each for each in place.parents if each.exists())
    return home, f"{STAGE}-{place.name[:LONGEST_NAME]}"


def _take_away_what_is_left(home: Path, stem: str) -> None:
    for path in home.iterdir():
        if path.name.rpartition("-")[0] == stem and is_abandoned(path):
            shutil.rmtree(path, ignore_errors=True)


def _move(stage: Path, place: Path, stale: Collection[str]) -> None:
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            (stage / NEW).rename(place)
        except OSError:
            if not place.is_dir():
                raise
        else:
            return
    with one_at_a_time(place):
        _move_all(_moves(stage, place, stale))


def _moves(stage: Path, place: Path, stale: Collection[str]) -> list[tuple[Path, Path]]:
    source = stage / NEW
    new = [path.relative_to(source) for path in _units(source)]
    old = [path for path in {*new, *map(Path, stale)} if (place / path).exists()]
    for path in old:
        if (place / path).is_dir() and not (source / path).is_dir() and path in new:
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    moves = [(place / path, stage / BEFORE / path) for path in sorted(old, key=_verdict_first)]
    return moves + [(source / path, place / path) for path in sorted(new, key=_verdict_first)[::-1]]


def _verdict_first(path: Path) -> tuple[bool, Path]:
    return path.name not in FIRST, path


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
