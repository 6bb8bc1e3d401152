"""`SHA256SUMS`: what every published file was, in the form that `sha256sum --check` reads."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

SUMS = "SHA256SUMS"
VERDICT = "verdict.json"


def write_sums(folder: Path, earlier: Mapping[str, str] | None = None) -> None:
    """Take down the files below a folder; `earlier` are sums of files that stay as they are."""
    found = {
        path.relative_to(folder).as_posix(): _sum(path)
        for path in folder.rglob("*")
        if path.is_file() and path != folder / SUMS
    }
    lines = (f"{each}  {name}\n" for name, each in sorted({**(earlier or {}), **found}.items()))
    (folder / SUMS).write_text("".join(lines), "utf-8", newline="\n")


def read_sums(folder: Path) -> Mapping[str, str]:
    """The sums by the name of the file; none where there is no such list, or not a whole one."""
    try:
        lines = (folder / SUMS).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    pairs = [line.partition("  ") for line in lines]
    return {name: each for each, _, name in pairs}


def changed_files(folder: Path) -> Iterator[str]:
    """The files that are not what they were when they were published, or are gone.

    A bare timetable that never was published whole has no list, and nothing to compare.
    """
    sums = read_sums(folder)
    if (folder / VERDICT).exists() and not sums:
        yield SUMS
    for name, published in sums.items():
        path = folder / name
        inside = ".." not in PurePosixPath(name).parts
        if not (inside and path.is_file() and _sum(path) == published):
            yield name


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
