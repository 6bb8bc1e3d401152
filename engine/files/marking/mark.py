"""Marking, told top to bottom: where the faults are, red cells with notes, a list in front."""

import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from engine.files.marking.fault_list import Listed, write_list
from engine.files.marking.notes import Notes
from engine.files.marking.package import Package
from engine.files.marking.painting import Cell, Worksheet, not_selected
from engine.files.marking.placing import Layout
from engine.files.marking.styles import Styles
from engine.files.reading.report import Report
from engine.files.whole.staging import write_whole
from engine.files.workbook.gate import damaged, open_workbook
from engine.files.workbook.parts import SheetPart, sheet_parts
from engine.files.workbook.reading import DAMAGE, list_of_earlier_check, read_open
from engine.refusals import BadInput, Fault, Lang

STYLES = "xl/styles.xml"
WORDS: dict[Lang, tuple[str, str, str]] = {
    "zh": ("填的是：{}", "没有内容", "应为：{}。{}"),
    "en": ("Found: {}", "nothing", "Expected: {}. {}"),
}
Faulty = Mapping[Cell, list[Fault]]


def write_marked(source: Path, target: Path, bad: BadInput, lang: Lang = "zh") -> None:
    """Write a refused workbook again with every fault marked; nothing else in it changes.

    Marks of an earlier check are taken away where they are mended. Raises BadInput when the
    workbook cannot be opened, or is put together in a way that cannot be marked.
    """
    with open_workbook(source) as archive:
        try:
            content = _marked(source.name, archive, bad, lang)
        except DAMAGE as error:
            raise damaged(source.name, str(error)) from error
    write_whole(target, content)


def _marked(file: str, archive: zipfile.ZipFile, bad: BadInput, lang: Lang) -> bytes:
    package, styles = Package(archive), Styles(archive.read(STYLES))
    layout = Layout(read_open(file, archive, Report()))
    earlier = list_of_earlier_check(archive)
    sheets = {part.title: part for part in sheet_parts(archive) if part.part != earlier}
    cells = {fault: layout.cell(fault) for fault in bad.faults if fault.sheet in sheets}
    seen: dict[Fault, Cell] = {}
    for title, part in sheets.items():
        faulty = _by_cell(cells, title)
        for cell, faults in _mark_sheet(package, styles, part, faulty, lang).items():
            seen |= dict.fromkeys(faults, cell)
        package[part.part] = not_selected(package[part.part])
    listed = [Listed(fault, seen.get(fault)) for fault in bad.faults]
    write_list(package, styles, listed, bad, lang, earlier)
    package[STYLES] = styles.content()
    return package.content()


def _by_cell(cells: Mapping[Fault, Cell | None], sheet: str) -> Faulty:
    found: dict[Cell, list[Fault]] = {}
    for fault, cell in cells.items():
        if cell is not None and fault.sheet == sheet:
            found.setdefault(cell, []).append(fault)
    return found


def _mark_sheet(
    package: Package, styles: Styles, part: SheetPart, faulty: Faulty, lang: Lang
) -> Faulty:
    """Mark the faults of one sheet at the cells that are seen; gives these."""
    notes = Notes(package, part.part)
    earlier = notes.marked()
    if not faulty and not earlier:
        return {}
    sheet, seen = _at_seen_cells(package[part.part], faulty, earlier)
    looks = {cell: sheet.style(cell) for cell in seen.keys() | earlier}
    paint = {cell: styles.red(looks[cell]) for cell in seen if not styles.is_red(looks[cell])}
    mended = (cell for cell in earlier - seen.keys() if styles.is_red(looks[cell]))
    package[part.part] = sheet.painted(paint | {cell: styles.plain(looks[cell]) for cell in mended})
    notes.change({cell: _worded(faults, lang) for cell, faults in seen.items()})
    return seen


def _at_seen_cells(
    part: bytes, faulty: Faulty, earlier: Iterable[Cell]
) -> tuple[Worksheet, Faulty]:
    """The faults by the cells that are seen: of merged cells the first one."""
    rows = frozenset(row for row, _ in (*faulty, *earlier))
    covered = Worksheet(part, rows)
    seen: dict[Cell, list[Fault]] = {}
    for cell, faults in faulty.items():
        seen.setdefault(covered.anchor(cell), []).extend(faults)
    return Worksheet(part, rows | {row for row, _ in seen}), seen


def _worded(faults: Iterable[Fault], lang: Lang) -> str:
    found, nothing, expected = WORDS[lang]
    at = 0 if lang == "zh" else 1
    return "\n".join(
        f"{found.format(each.found or nothing)}\n{expected.format(each.expected[at], each.fix[at])}"
        for each in faults
    )
