"""A whole scenario in and out of the registers, through the engine's own files."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal

from api.nouns import NOUNS, PlannedTerm
from api.refusals import Unfit
from engine import verbs
from engine.domain.problem import Problem

Form = Literal["xlsx", "json", "zip"]  # a zip holds the folder of CSV tables
MOST_FILES = 100
MOST_UNPACKED = 64_000_000
ENDINGS = (".csv", ".toml")


def read(content: bytes, form: Form, folder: Path) -> Problem:
    """Read an uploaded scenario; raises BadInput with every fault, before anything is stored."""
    path = folder / f"upload.{form}"
    if form == "zip":
        path = folder / "upload"
        path.mkdir()
        unpack(content, path)
    else:
        path.write_bytes(content)
    return verbs.read(path)


def write(problem: Problem, form: Form, folder: Path) -> bytes:
    """Write a scenario in a form, to be downloaded."""
    path = folder / ("tables" if form == "zip" else f"{problem.name}.{form}")
    verbs.write(problem, path)
    return packed(path) if form == "zip" else path.read_bytes()


def rows_of(problem: Problem) -> dict[str, list[dict[str, Any]]]:
    """Take a scenario apart into the rows of the registers."""
    whole = problem.model_dump(mode="json")
    term = {name: whole[name] for name in PlannedTerm.model_fields}
    return {noun.name: [term] if noun.name == "terms" else whole[noun.name] for noun in NOUNS}


def problem_of(term: Mapping[str, Any], rows: Mapping[str, Iterable[Mapping[str, Any]]]) -> Problem:
    """Put the rows of the registers together again as a scenario of one term."""
    tables = {noun.name: list(rows[noun.name]) for noun in NOUNS if noun.name != "terms"}
    return Problem.model_validate({**term, **tables})


def unpack(content: bytes, folder: Path) -> None:
    """Unpack the tables of a zip, once its list of contents is within bounds."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            inside = [each for each in archive.infolist() if not each.is_dir()]
            _check(inside)
            for each in inside:
                with archive.open(each) as part:
                    data = part.read(each.file_size + 1)
                (folder / Path(each.filename).name).write_bytes(data)
    # the library's words for damaged, packed in a way it does not know, and encrypted
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise Unfit("压缩包打不开。", "The zip cannot be opened.") from error


def packed(folder: Path) -> bytes:
    """Pack the tables of a folder; the same tables give the same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.iterdir()):
            archive.writestr(zipfile.ZipInfo(path.name), path.read_bytes())
    return target.getvalue()


def _check(inside: list[zipfile.ZipInfo]) -> None:
    names = [Path(each.filename).name for each in inside]
    if len(inside) > MOST_FILES or sum(each.file_size for each in inside) > MOST_UNPACKED:
        raise Unfit("压缩包太大。", "The zip is too large.")
    strange = tuple((name, "not a table") for name in names if not name.endswith(ENDINGS))
    if strange or len(set(names)) != len(names):
        raise Unfit("压缩包里只能有表格，每张一份。", "A zip holds tables, each once.", strange)
