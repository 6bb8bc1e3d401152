"""Files, and folders of files, that are either wholly there or not at all."""

import shutil
from collections.abc import Mapping
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place and move it there, so that no reader sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder: all of them beside it first, then each to its place.

    Other files of the folder stay. When writing fails, the folder is as it was before.
    """
    stage = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(parents=True)
    try:
        for name, content in files.items():
            (stage / name).write_bytes(content)
        folder.mkdir(parents=True, exist_ok=True)
        for name in files:
            (stage / name).replace(folder / name)
    finally:
        shutil.rmtree(stage, ignore_errors=True)
