"""The formats of a scenario, and the doors through which it is read, written and converted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from engine.domain.problem import Problem
from engine.files.border import carry_border
from engine.files.csv_tables import files_of_tables, folder_files, read_folder
from engine.files.json_problem import problem_bytes, read_problem
from engine.files.reading.raw import Extra, RawScenario
from engine.files.reading.report import Report, refusal, unknown_form
from engine.files.reading.scenario import ReadScenario, understand
from engine.files.whole.staging import write_folder, write_whole
from engine.files.workbook.reading import read_workbook
from engine.files.workbook.writing import workbook_bytes
from engine.files.writing import written

Extras = Mapping[str, Extra]


def _write_folder(problem: Problem, extras: Extras, path: Path) -> None:
    stale = files_of_tables(path)  # no table of another scenario stays among these
    write_folder(path, folder_files(written(problem, extras)), stale=stale)


def _write_workbook(problem: Problem, extras: Extras, path: Path) -> None:
    write_whole(path, workbook_bytes(problem, extras, path.name))


def _write_json(problem: Problem, extras: Extras, path: Path) -> None:
    write_whole(path, problem_bytes(problem, extras))


@dataclass(frozen=True)
class Format:
    """One form of a scenario: how its path ends (nothing for a folder), reading, writing.

    The reader reports what it finds and raises BadInput for a file that cannot be read at all.
    """

    suffix: str
    read: Callable[[Path, Report], RawScenario]
    write: Callable[[Problem, Extras, Path], None]


FORMATS: tuple[Format, ...] = (
    Format("", read_folder, _write_folder),
    Format(".xlsx", read_workbook, _write_workbook),
    Format(".json", read_problem, _write_json),
)


def read_scenario(path: Path) -> Problem:
    """Read a scenario: a folder, an .xlsx workbook or a .json file.

    Raises BadInput with every fault at once, each with its file, sheet, row and column.
    """
    return read_scenario_with_remarks(path).problem


def read_scenario_with_remarks(path: Path) -> ReadScenario:
    """Read a scenario together with remarks to look at and the columns that paike does not know."""
    report = Report()
    return understand(_format_to_read(path).read(path, report), report)


def write_scenario(problem: Problem, path: Path, extras: Extras | None = None) -> None:
    """Write a scenario in the format that the path names; all of it or nothing.

    `extras` are columns that paike does not know, to be written again behind the others.
    Raises BadInput when no format goes by that name.
    """
    _format_named(path).write(problem, extras or {}, path)


def convert(source: Path, target: Path) -> ReadScenario:
    """Write a scenario in another format; gives what was read.

    Its unknown columns are kept, and from folder to folder its border too.
    """
    form = _format_named(target)
    found = read_scenario_with_remarks(source)
    form.write(found.problem, found.extras, target)
    if target.is_dir():
        carry_border(source, target)
    return found


def _format_to_read(path: Path) -> Format:
    if path.is_dir():
        return FORMATS[0]
    if not path.exists():
        raise refusal(
            str(path.name),
            "",
            expected=("已有的文件夹或文件", "a folder or file that exists"),
            fix=("检查路径。", "See whether the path is right."),
        )
    form = _format_named(path)
    if form.suffix:
        return form
    raise unknown_form(path)


def _format_named(path: Path) -> Format:
    for form in FORMATS:
        if path.suffix.lower() == form.suffix:
            return form
    raise unknown_form(path)
