"""The repository as the house tests see it."""

import ast
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def tracked() -> tuple[Path, ...]:
    """List every file that is kept, or would be at the next commit."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, check=True, capture_output=True, encoding="utf-8",
    ).stdout  # fmt: skip
    return tuple(
        sorted(ROOT / name for name in set(listing.split("\0")) if (ROOT / name).is_file())
    )


def modules(*folders: str) -> list[Path]:
    """List the Python files that are kept below some folders of the repository."""
    return [
        file
        for file in tracked()
        if file.suffix == ".py" and file.relative_to(ROOT).parts[0] in folders
    ]


@cache
def tree_of(file: Path) -> ast.Module:
    """Parse a Python file."""
    return ast.parse(file.read_text("utf-8"), str(file))


def functions(file: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Give every function and method of a file."""
    for node in ast.walk(tree_of(file)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def imported(tree: ast.AST) -> set[str]:
    """Give the full names of what a piece of code imports."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def name_of(file: Path) -> str:
    """Say where a file lies, as seen from the top of the repository."""
    return file.relative_to(ROOT).as_posix()


@cache
def project() -> dict[str, object]:
    """Read the project file."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
