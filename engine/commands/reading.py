"""Reading what a command is given, with what deserves a look on the error stream."""

from pathlib import Path

from engine import verbs
from engine.commands.showing.lines import pick, warn
from engine.domain.problem import Problem
from engine.domain.results import Published
from engine.files.border import BORDER, border_of
from engine.files.html_page import read_outline
from engine.files.reading.scenario import ReadScenario
from engine.refusals import BadInput, Fault, Lang, UnknownName
from engine.rules.rule import Breach
from engine.rules.sections.known_names import KnownNames
from engine.verification.complaint import Complaint
from engine.verification.published_numbers import posting_complaints

Outline = list[list[tuple[float, float]]]


def scenario_at(path: Path, lang: Lang) -> Problem:
    """Read a scenario; raises BadInput with all faults at once."""
    return read_at(path, lang).problem


def read_at(path: Path, lang: Lang, *, remarks: bool = False) -> ReadScenario:
    """Read a scenario with its further columns; tells its remarks, or only that there are some."""
    found = verbs.read_scenario_with_remarks(path)
    if remarks:
        show_remarks(found, lang)
        return found
    if found.remarks:
        count = len(found.remarks)
        zh = f"{path.name}：读入时有 {count} 条提示，用 paike check 查看。"
        warn(pick(lang, zh, f"{path.name}: {count} remarks, see paike check."))
    return found


def show_remarks(found: ReadScenario, lang: Lang) -> None:
    """Tell every remark on the error stream."""
    for remark in found.remarks:
        warn(remark.line(lang))


def results_at(path: Path, problem: Problem) -> Published:
    """Read a folder of results of a scenario; raises UnknownName for those of another one."""
    published = verbs.read_published(path)
    strange: list[Breach | Complaint] = [
        *KnownNames().breaches(published.timetable, problem),
        *posting_complaints(published.postings or (), problem),
    ]
    if strange:
        zh, en = strange[0].line("zh"), strange[0].line("en")
        raise UnknownName(
            f"{path} 不是这个场景的结果，共 {len(strange)} 处不符，例如 {zh}",
            f"{path} holds the results of another scenario: {len(strange)} misfits, such as {en}",
        )
    return published


def outline_of(scenario: Path) -> Outline | None:
    """Read the border of the district for the map, if the scenario has one."""
    border = border_of(scenario)
    if not border.is_file():
        return None
    try:
        return read_outline(border)
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        fault = Fault(
            file=BORDER,
            sheet="",
            row=0,
            column="",
            found=f"{type(error).__name__} {error}"[:80],
            expected=("GeoJSON 多边形（WGS84）", "polygons in GeoJSON (WGS84)"),
            fix=("改正或删去这个文件。", "Correct the file, or delete it."),
        )
        raise BadInput([fault]) from error
